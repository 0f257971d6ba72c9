"""`lint init`: a first configuration that fits the archive."""

import argparse
import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

from lint.archive.discovery import find
from lint.archive.folder_entries import LeftOut
from lint.cli.conclusion import left_out_files
from lint.cli.output import CLEAN, FAILED, ProgressBar, say, say_unchecked
from lint.cli.shared_arguments import add_file_timeout
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.reader import load_file
from lint.config.toml import to_toml
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.primitives.errors import OutputError, UsageError
from lint.primitives.files import leads_out
from lint.primitives.rewrite import write_whole
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.rule.registry import load as load_rules
from lint.run.budget import Budget
from lint.run.evidence import EvidenceFinder
from lint.run.survey import FieldSurvey, Survey, survey
from lint.schema import BUILT_IN

DESCRIPTION = """\
Read the archive and write a commented lint.toml: the dialect, the schema and
the timezone that fit the posts, the rules that fire on more than half of the
posts (as notes), and the image proxies and fields in use.
"""
FILE = "lint.toml"
_SHOWN_VALUES = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="?", default=".", metavar="FOLDER", help="default: the current folder")
    parser.add_argument("--force", action="store_true", help="overwrite an existing lint.toml")
    add_file_timeout(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    folder = options.path
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: not a folder")
    path = os.path.join(folder, FILE)
    if os.path.lexists(path) and not options.force:
        raise UsageError(f"{path} already exists; use --force to overwrite it")
    configs = ConfigCache(Config(root=os.path.abspath(folder)))
    found = find([folder], configs)
    if (outside := configs.bounds.leads_out(path)) is not None:
        raise OutputError(f"{path}: cannot be written: {leads_out(outside)}")
    if not found.targets:
        raise UsageError(f"no posts were found in {folder}")
    budget = Budget(options.file_timeout)
    linter = Linter(configs, evidence=EvidenceFinder(budget=budget))
    with ProgressBar(len(found.targets)) as bar:
        seen, scopes = survey(found.targets, linter, bar.update, budget)
    say_unchecked((), (*found.unreadable, *seen.unread))
    if not scopes:
        return FAILED
    main = scopes[_ranked(seen.sites)[0][0]]
    text = "\n".join(_lines(seen, main, scopes, os.path.abspath(folder), found.left_out)) + "\n"
    tomllib.loads(text)
    try:
        write_whole(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    load_file(path)
    say(f"lint: created {path} from {counted(seen.posts, 'post')}")
    say("lint: next, run lint --statistics, lint --diff, lint --fix and lint baseline")
    return FAILED if found.unreadable or seen.unread else CLEAN


def _lines(
    seen: Survey, scope: Scope, scopes: dict[str, Scope], folder: str, left_out: Mapping[LeftOut, int]
) -> Iterator[str]:
    """Yield the lines of the file. `# ` begins a remark; `#` alone a setting that is commented out."""
    settings = scope.settings
    yield f"# Written by `lint init` from {counted(seen.posts, 'post')}. All keys: docs/configuration.md."
    yield "# To use a commented setting, remove the # at the start of the line."
    yield ""
    if len(scopes) > 1:
        yield "# There are several sites in this folder, each with a builder and a schema of its own:"
        for root, count in _ranked(seen.sites):
            other = scopes[root].settings
            name = printable(os.path.relpath(root, folder))
            yield f"#   {name}: {counted(count, 'post')}, {other.site.name}, {other.schema.name}"
    # What is set here would hold for all of them.
    mark = "#" if len(scopes) > 1 else ""
    yield f"{mark}dialect = {to_toml(settings.site.name)}  # {_shown(scope.reasons['dialect'], folder)}"
    yield f"{mark}schema = {to_toml(settings.schema.name)}  # {_shown(scope.reasons['schema'], folder)}"
    if left_out:
        yield f"# {printable(left_out_files(left_out))}."
    yield ""
    yield from _timezone(scope, folder, mark)
    yield ""
    yield from _source(scope, mark)
    yield from _severities(seen)
    yield from _proxies(seen)
    yield from _fields(seen)


def _shown(reason: str, folder: str) -> str:
    """Return a reason without the folder's own path: the file may be read on another machine."""
    return printable(reason.replace(os.path.join(folder, ""), "").replace(f" in {folder}", " here"))


def _timezone(scope: Scope, folder: str, mark: str) -> Iterator[str]:
    evidence = scope.settings.evidence
    if scope.site.timezone is not None:
        yield f"# The site's own timezone, {_shown(scope.reasons['timezone'], folder)}, is used:"
        yield f"#timezone = {to_toml(scope.site.timezone)}"
    elif evidence.timezone is not None:
        yield f"# {evidence.timezone_reason}."
        yield f"{mark}timezone = {to_toml(evidence.timezone)}"
    elif evidence.dated:
        yield f"# {evidence.timezone_reason}, so the timezone is unknown."
        yield '#timezone = "UTC"'
    else:
        yield "# No sampled post has both a date with a timezone and a date in its file name."
        yield '#timezone = "Asia/Shanghai"'


def _source(scope: Scope, mark: str) -> Iterator[str]:
    evidence = scope.settings.evidence
    known = BUILT_IN[scope.settings.schema.name].roles if scope.settings.schema.name in BUILT_IN else {}
    if evidence.source is not None and "source" not in known:
        yield f"# {evidence.source_reason}."
        yield f"{mark}[roles]"
        yield f"{mark}source = {to_toml(evidence.source)}"
        yield ""


def _severities(seen: Survey) -> Iterator[str]:
    rules = {rule.code: rule for rule in load_rules()}
    names = {code: rules[code].name if code in rules else "" for code in seen.rules}
    # An error stays an error, however frequent: it breaks the build, or readers see it.
    frequent = {
        code
        for code, posts in seen.rules.items()
        if posts * 2 > seen.posts and code in rules and rules[code].severity != "error"
    }
    if frequent:
        yield "# These rules fire on more than half of the posts, so they are notes."
    yield "[severity]"
    for code in sorted(frequent):
        posts = seen.rules[code]
        share = f"{posts:,} of {counted(seen.posts, 'post')} ({posts / seen.posts:.0%})"
        yield f'{code} = "info"  # {names[code]}: {share}'
    for code, posts in _ranked(seen.rules):
        if code not in frequent:
            yield f"# {code}  {names[code]}: {counted(posts, 'post')} ({posts / seen.posts:.1%})"
    yield ""


def _proxies(seen: Survey) -> Iterator[str]:
    if not seen.proxies:
        return
    yield "# Image proxies in use:"
    for name, count in _ranked(seen.proxies):
        yield f"#   {printable(name)}: {counted(count, 'URL')}"
    yield "#[rules.PRX009]"
    yield f"#allowed = {to_toml([name for name, _ in _ranked(seen.proxies)])}  # any other is reported"
    yield ""


def _fields(seen: Survey) -> Iterator[str]:
    yield "# Fields in use."
    for name, each in sorted(seen.fields.items(), key=lambda item: (-item[1].posts, item[0])):
        types = ", ".join(f"{kind} {count:,}" for kind, count in _ranked(each.types))
        share = f"{each.posts / max(seen.readable, 1):.1%}"
        yield f"# {printable(name)}: in {counted(each.posts, 'post')} ({share}); {types}{_values(each)}"
        if each.posts >= seen.readable and len(each.types) == 1:
            (kind,) = each.types
            yield f"#[fields.{to_toml(name)}]"
            yield "#required = true"
            if kind in ("text", "boolean", "date", "list", "mapping", "number"):
                yield f'#type = "{kind}"'


def _values(each: FieldSurvey) -> str:
    if not each.values:
        return ""
    shown = ", ".join(value for value, _ in _ranked(each.values)[:_SHOWN_VALUES])
    more = len(each.values) - _SHOWN_VALUES
    return f"; values {shown}" + (f" and {more} more" if more > 0 else "")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the counts, the highest first, those that are equal by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
