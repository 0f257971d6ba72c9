"""`lint check`: lint, report, repair."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from lint.archive.discovery import Discovery, find
from lint.cli.conclusion import conclude
from lint.cli.output import BASELINE, CLEAN, FAILED, Output, ProgressBar, say, say_unchecked
from lint.cli.reports import Reports
from lint.cli.shared_arguments import (
    add_jobs,
    add_key,
    add_paths,
    add_selection,
    configs_of,
    home_of,
    refuse_paths_beside_standard_input,
)
from lint.config.nearest import ConfigCache
from lint.primitives.files import nearest
from lint.report import Summary
from lint.run.options import FixOptions, RunOptions
from lint.run.run import run as run_all

if TYPE_CHECKING:  # only where they are wanted
    from lint.archive.git import Changes
    from lint.run.baseline import Baseline
    from lint.run.cached_results import CachedResults
    from lint.run.gates import Gate

DESCRIPTION = """\
Lint posts, report what is found, and repair it where asked.

A file is linted whatever its name or suffix; a folder gives the posts below it.
Fixes are proved: each round is linted again, and a fix that does not clear its
finding or makes a new one is taken back. Files are replaced whole, with their
mode and owner.

A post hides findings by comments: '# lint: ignore[CODE]' in the front matter,
behind a value for its line or on a line of its own for the file, and in the
body '<!-- lint: ignore[CODE] -->', ignore-next-line, disable and enable.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_paths(parser, "files, taken literally, or folders; '-' for standard input")
    _add_files(add_selection(parser))
    _add_fixes(parser.add_argument_group("fixes"))
    baseline = parser.add_argument_group("baseline").add_mutually_exclusive_group()
    baseline.add_argument(
        "--baseline", metavar="FILE", help="what is known (default: the nearest .lint-baseline.jsonl)"
    )
    baseline.add_argument("--no-baseline", action="store_true", help="report what is known as well")
    _add_output(parser.add_argument_group("output"))
    _add_run(parser.add_argument_group("run"))


def _add_files(files: argparse._ArgumentGroup) -> None:
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


def _add_fixes(fixes: argparse._ArgumentGroup) -> None:
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


def _add_output(output: argparse._ArgumentGroup) -> None:
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


def _add_run(run: argparse._ArgumentGroup) -> None:
    add_key(run, "fail-on")
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
    add_jobs(run)


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    refuse_paths_beside_standard_input(options)
    _refuse_combinations(options)
    configs = configs_of(options)
    gates = _gates(options)
    changes = _changes(options)
    contents: Mapping[str, bytes] = {}
    if _is_standard_input(options):
        from lint.cli.inputs import standard_input  # here only

        found, contents = standard_input(options.stdin_filename or "-", configs)
    else:
        found = find(options.paths, configs)
        if changes is not None:
            from lint.cli.inputs import changed  # only where git is asked

            found, contents = changed(found, changes, options.paths), changes.staged
        if options.show_settings or options.profile:
            return _show(options, found, configs)
        say_unchecked(found.missing, ())
        if not found.targets and not found.missing and changes is None:
            say("lint: no posts were found in " + ", ".join(options.paths))
    summary = _run(options, configs, found, contents, changes, frozenset(gate.code for gate in gates))
    code = conclude(summary, options, gates)
    return FAILED if found.missing else code


def _refuse_combinations(options: argparse.Namespace) -> None:
    fixing = options.fix or options.unsafe_fixes
    if options.changed_lines and not options.staged and options.since is None:
        raise argparse.ArgumentError(None, "--changed-lines needs --staged or --since")
    if options.changed_lines and fixing:
        raise argparse.ArgumentError(
            None, "--changed-lines does not go with --fix: what is repaired moves the lines"
        )
    if options.add_ignores and fixing:
        raise argparse.ArgumentError(
            None, "--add-ignores does not go with --fix: repair first, then ignore what is left"
        )
    if options.paths == ["-"] and (options.staged or options.since is not None):
        raise argparse.ArgumentError(None, "standard input has no history: --staged and --since need files")


def _is_standard_input(options: argparse.Namespace) -> bool:
    return bool(options.paths == ["-"])


def _show(options: argparse.Namespace, found: Discovery, configs: ConfigCache) -> int:
    say_unchecked(found.missing, found.unreadable)
    if options.show_settings:
        from lint.cli.show_settings import settings  # asked for now and then

        text = settings(found.targets, configs)
    else:
        from lint.engine.linter import Linter  # asked for now and then, too
        from lint.run.profile import profile

        text = profile(found.targets, Linter(configs))
    Output(None).write(text)
    return FAILED if found.missing or found.unreadable else CLEAN


def _run(
    options: argparse.Namespace,
    configs: ConfigCache,
    found: Discovery,
    contents: Mapping[str, bytes],
    changes: Changes | None,
    gated: frozenset[str],
) -> Summary:
    fix = _fix_options(options, changes)
    # Standard output has the text that a fix makes of standard input; reports go to standard error then.
    fixed_text = _is_standard_input(options) and fix is not None and not fix.preview
    reports = Reports(options, fixed_text=fixed_text)
    reports.check_places(found.targets)
    if fix is not None:
        from lint.cli.inputs import without_twins  # only where something is repaired

        # A link to a post that is repaired itself would find it changed.
        found = found._replace(targets=without_twins(found.targets))
    run_options = RunOptions(
        reports.reporters,
        options.jobs,
        fix,
        _baseline(options),
        changes=changes if options.changed_lines else None,
        contents=contents,
        gated=gated,
    )
    cached = None
    if fix is None and not contents and not options.no_cache:
        if run_options.baseline is None and run_options.changes is None:
            run_options = run_options._replace(report_key=reports.report_key())
        cached = _cached_results(configs, run_options)
    with reports, ExitStack() as ending:
        if cached is not None:
            ending.callback(cached.cache.close, (), 0)  # whatever ends the run
        if fixed_text and not found.targets:
            Output(None).write_bytes(b"".join(contents.values()))  # it is excluded
        with ProgressBar(len(found.targets)) as bar:
            summary = run_all(
                found.targets,
                configs,
                run_options,
                reports.writers,
                progress=bar.update,
                unchecked=found.unreadable,
                cached=cached,
            )
        if cached is not None and cached.cache.trouble is not None:
            say(f"lint: warning: {cached.cache.trouble}")
        reports.close()
    if run_options.baseline is not None and run_options.changes is None and not _is_standard_input(options):
        summary.stale += _stale(run_options.baseline, found, summary)
    return summary


def _stale(baseline: Baseline, found: Discovery, summary: Summary) -> int:
    """Give how many entries of the baseline are of posts that are gone."""
    linted = (baseline.name(target.path) for target in found.targets)
    return sum(baseline.gone(linted, summary.renamed).values())


def _cached_results(configs: ConfigCache, run_options: RunOptions) -> CachedResults:
    from lint.run.cache import Cache  # where it is wanted
    from lint.run.cached_results import CachedResults

    return CachedResults(Cache(home_of(configs)), configs, run_options)


def _fix_options(options: argparse.Namespace, changes: Changes | None) -> FixOptions | None:
    """Give how the arguments want findings repaired; `None` for not at all."""
    if not (options.fix or options.unsafe_fixes or options.diff or options.add_ignores):
        return None
    return FixOptions(
        unsafe=options.unsafe_fixes,
        ignores=options.add_ignores,
        write=not options.diff and not _is_standard_input(options),
        preview=options.diff,
        staged=changes.staged if changes is not None else (),
    )


def _changes(options: argparse.Namespace) -> Changes | None:
    if not options.staged and options.since is None:
        return None
    from lint.archive.git import changes  # only where git is asked

    return changes(since=options.since, lines=options.changed_lines)


def _baseline(options: argparse.Namespace) -> Baseline | None:
    """Give what is known already, as the arguments say; `None` when nothing is."""
    if options.no_baseline or (options.isolated and options.baseline is None):
        return None
    path = options.baseline or nearest(os.getcwd(), BASELINE)
    if path is None:
        return None
    from lint.run import baseline  # where there is one

    return baseline.read(path)[0]


def _gates(options: argparse.Namespace) -> Sequence[Gate]:
    if not options.max_findings:
        return ()
    from lint.run.gates import parse  # only where there are some

    return parse(options.max_findings)
