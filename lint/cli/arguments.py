"""What the command line may say."""

from __future__ import annotations

import argparse
import os
from functools import cache
from typing import TYPE_CHECKING

from lint.primitives.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("check", "baseline", "init", "links", "rules", "explain", "schema", "cache", "completion")
_COLUMNS = 80
_LONG = 5

_EPILOG = """\
Without a command, lint checks the paths given: 'lint _posts' is 'lint check _posts'.

examples:
  lint init                          draw a configuration from the archive
  lint --statistics                  what there is, by rule
  lint --diff _posts                 what the safe fixes would change
  lint --fix _posts                  apply them
  lint baseline                      accept the rest: from now on only new findings are reported
  lint --staged                      the posts of the next commit
  lint explain PRX003                a rule's manual

exit codes:
  0  nothing was found at or over --fail-on
  1  something was, or a gate of --max-findings failed, or --diff would change something
  2  something could not be linted, or the arguments or the configuration are invalid
  130  Ctrl-C

files:
  lint.toml, or [tool.lint] in pyproject.toml   the configuration; the nearest above a post counts
  .lint-baseline.jsonl                          what 'lint baseline' accepted
  .lint_cache                                   what earlier runs found, to save time
  .gitignore                                    what it hides is not linted

environment:
  NO_COLOR   no colour, whatever the terminal can
"""
_CHECK = """\
Lint posts, report what is found, and repair it where asked.

A file is linted whatever its name or suffix; a folder gives the posts below it.
Fixes are proved: each round is linted again, and a fix that does not clear its
finding or makes a new one is taken back. Files are replaced whole, with their
mode and owner.

A post hides findings by comments: '# lint: ignore[CODE]' in the front matter,
behind a value for its line or on a line of its own for the file, and in the
body '<!-- lint: ignore[CODE] -->', ignore-next-line, disable and enable.
"""
_BASELINE = """\
Write what is found now into .lint-baseline.jsonl. Later runs report only what
is new, and say how much is known.

Lines are sorted and stand for one finding each, so that branches merge. A
finding is known by its rule, its text and what stands beside it, not by its
line; a renamed post keeps its entries.
"""
_INIT = """\
Read the archive and write a commented lint.toml: its dialect and schema, its
timezone by evidence, the rules that fire on more than half of the posts as
notes, its image proxies, and its fields as they were found.
"""
_CACHE = """\
Runs keep what they found in .lint_cache, beside the configuration, and look at
a file again only when it changed, or anything else that decides the result.
'lint cache clean' deletes what is kept.
"""
_LINKS = """\
Write every link and image of the posts, with its place, its absolute URL, its
image proxy and its origin.
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; without a command they are those of `check`.

    Raises:
        SystemExit: with code 2 for invalid arguments, 0 for `--help` and `--version`.
    """
    known = parser()
    if not arguments or arguments[0] not in (*COMMANDS, "-h", "--help", "--version"):
        arguments = ["check", *arguments]
    options = known.parse_args(arguments)
    if options.command in ("check", "baseline", "links"):
        if not options.paths:
            options.paths = ["."]
        if "-" in options.paths and len(options.paths) > 1:
            known.error("'-' reads standard input and stands alone")
    if options.command == "check":
        _check_combinations(known, options)
    return options


def _check_combinations(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    fixing = options.fix or options.unsafe_fixes
    if options.changed_lines and not options.staged and options.since is None:
        parser.error("--changed-lines needs --staged or --since")
    if options.changed_lines and fixing:
        parser.error("--changed-lines does not go with --fix: what is repaired moves the lines")
    if options.add_ignores and fixing:
        parser.error("--add-ignores does not go with --fix: repair first, then ignore what is left")
    if options.paths == ["-"] and (options.staged or options.since is not None):
        parser.error("standard input has no history: --staged and --since need files")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal.

    argparse makes one of these for each argument that is added, and would load `shutil` to know the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


@cache
def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < _LONG and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size().columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


def parser() -> argparse.ArgumentParser:
    """Give the parser, for completion scripts too."""
    made = argparse.ArgumentParser(
        prog="lint",
        description="Find and repair what has rotted in an archive of posts: front matter, dates,\n"
        "sources, file names, links, images and image proxies.",
        epilog=_EPILOG,
        formatter_class=_Help,
    )
    made.add_argument("--version", action="version", version=f"archive-lint {__version__}")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_check(_command(commands, "check", "lint files and folders (the default)", _CHECK))
    _add_baseline(
        _command(commands, "baseline", "accept today's findings: only new ones are reported", _BASELINE)
    )
    init = _command(commands, "init", "write a lint.toml drawn from the archive", _INIT)
    init.add_argument("path", nargs="?", default=".", metavar="FOLDER", help="the archive (default: here)")
    init.add_argument("--force", action="store_true", help="write over a lint.toml that is there")
    links = _command(commands, "links", "list every link and image, as JSON lines", _LINKS)
    links.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: here)")
    links.add_argument("--output-format", choices=("jsonl", "text"), default="jsonl", metavar="FORMAT")
    links.add_argument("--output-file", metavar="FILE", help="write them there")
    _add_selection(links)
    rules = _command(commands, "rules", "list the rules")
    rules.add_argument("--output-format", choices=("text", "json"), default="text", metavar="FORMAT")
    explain = _command(commands, "explain", "show a rule's manual")
    explain.add_argument("rule", metavar="RULE", help="its code or name, such as FMT003 or yaml-syntax")
    schema = _command(commands, "schema", "print a schema as JSON Schema")
    schema.add_argument(
        "name", nargs="?", metavar="NAME", help="a built-in schema; the configured one when omitted"
    )
    cached = _command(commands, "cache", "delete what earlier runs found", _CACHE)
    cached.add_argument("action", choices=("clean",))
    completion = _command(commands, "completion", "print a script that completes this command")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    return made


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    description: str | None = None,
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=text, description=description, formatter_class=_Help)


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, taken literally, or folders; '-' for standard input"
    )
    files = _add_selection(check)
    files.add_argument("--stdin-filename", metavar="PATH", help="the path that standard input stands for")
    files.add_argument(
        "--show-settings", action="store_true", help="say what is in force for each tree, and why"
    )
    changed = files.add_mutually_exclusive_group()
    changed.add_argument("--staged", action="store_true", help="only files with staged changes, as staged")
    changed.add_argument(
        "--since", metavar="REV", help="only files changed since a revision, new ones included"
    )
    files.add_argument(
        "--changed-lines", action="store_true", help="of these, only findings on changed lines"
    )
    _add_fixes(check)
    output = check.add_argument_group("output")
    output.add_argument(
        "--output-format",
        action="append",
        metavar="FORMAT[:FILE]",
        help="text (default), concise, json, jsonl, github, gitlab, azure, sarif, junit, rdjson, rdjsonl,"
        " markdown, csv, sqlite, parquet, statistics, or a plug-in's; may be given several times",
    )
    output.add_argument("--output-file", metavar="FILE", help="write the report there")
    output.add_argument("--statistics", action="store_true", help="a table by rule instead of findings")
    output.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="default: on a terminal"
    )
    run = check.add_argument_group("run")
    run.add_argument(
        "--fail-on",
        choices=("error", "warning", "info", "never"),
        help="the least severity that makes the exit code 1 (default: warning)",
    )
    run.add_argument(
        "--profile", action="store_true", help="say where the time goes, by stage and rule, and nothing else"
    )
    run.add_argument("--no-cache", action="store_true", help="look at no earlier results, and keep none")
    run.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")
    run.add_argument(
        "--max-findings",
        action="append",
        metavar="CODE=N",
        help="fail with more than N findings of this rule, or with N%% in more of the files than that;"
        " --fail-on does not count them",
    )
    _add_jobs(run)


def _add_selection(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    choice = parser.add_argument_group("rules")
    for flag, text in (
        ("--select", "run only these rules: codes, prefixes, names, or 'all'; separated by commas"),
        ("--extend-select", "run these as well"),
        ("--ignore", "do not run these"),
    ):
        choice.add_argument(flag, type=_words, action="extend", metavar="RULES", help=text)
    choice.add_argument(
        "--schema",
        metavar="NAME",
        help="the schema: a built-in name, package.module:Model, a .json path, or auto",
    )
    choice.add_argument("--dialect", choices=("auto", "jekyll", "hugo", "plain"), help="the site builder")
    choice.add_argument(
        "--timezone", type=_zone, metavar="ZONE", help="the site's timezone, such as Asia/Shanghai"
    )
    files = parser.add_argument_group("files")
    files.add_argument(
        "--extend-exclude",
        type=_words,
        action="extend",
        metavar="PATTERNS",
        help="leave these out, as in .gitignore",
    )
    settings = files.add_mutually_exclusive_group()
    settings.add_argument("--config", metavar="FILE", help="use this configuration for every file")
    settings.add_argument("--isolated", action="store_true", help="use no configuration file")
    return files


def _add_fixes(check: argparse.ArgumentParser) -> None:
    fixes = check.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="apply safe fixes, those that keep what is meant")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="apply unsafe fixes as well")
    fixes.add_argument(
        "--diff",
        action="store_true",
        help="write nothing: print what would change, and exit with 1 if it would",
    )
    fixes.add_argument(
        "--add-ignores", action="store_true", help="write comments into the posts that hide their findings"
    )
    baseline = check.add_argument_group("baseline").add_mutually_exclusive_group()
    baseline.add_argument(
        "--baseline", metavar="FILE", help="what is known (default: the nearest .lint-baseline.jsonl)"
    )
    baseline.add_argument("--no-baseline", action="store_true", help="report what is known as well")


def _add_baseline(baseline: argparse.ArgumentParser) -> None:
    baseline.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: here)")
    _add_selection(baseline)
    baseline.add_argument(
        "--prune", action="store_true", help="drop what was repaired, and accept nothing new"
    )
    baseline.add_argument("--baseline", metavar="FILE", help="default: the nearest .lint-baseline.jsonl")
    _add_jobs(baseline)


def _add_jobs(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--jobs", "-j", type=_jobs, default=0, metavar="N", help="processes (default: one a processor)"
    )


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def _jobs(text: str) -> int:
    most = 8 * (os.cpu_count() or 1)
    if not text.isdecimal() or int(text) > most:
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 0 to {most}")
    return int(text)


def _zone(text: str) -> str:
    from lint.config.config import timezone  # rarely given

    try:
        return timezone(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: expected {error}") from error
