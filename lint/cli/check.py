"""`lint check`: lint, report, repair."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from lint.cli.output import (
    BASELINE,
    CLEAN,
    FAILED,
    FOUND,
    Output,
    ProgressBar,
    say,
    say_unchecked,
)
from lint.cli.reports import Reports, formats_of
from lint.cli.shared_arguments import (
    add_jobs,
    add_key,
    add_paths,
    add_selection,
    configs_of,
    home_of,
    refuse_paths_beside_standard_input,
)
from lint.primitives.files import canonical, nearest
from lint.primitives.finding import CRASH_CODE
from lint.primitives.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.archive.discovery import Discovery, Target
    from lint.archive.git import Changes
    from lint.config.nearest import ConfigCache
    from lint.report import Summary
    from lint.run.answers import Answers
    from lint.run.baseline import Baseline
    from lint.run.gates import Gate
    from lint.run.plan import Fixing, Plan

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
    return check(options)


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


def check(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    configs = configs_of(options)
    gates = _gates(options)
    if options.paths == ["-"]:
        from lint.cli.standard_input import check_standard_input  # one file needs no pool

        return check_standard_input(options, configs, gates)
    from lint.archive.discovery import find  # standard input needs none

    changes = _changes(options)
    found = find(options.paths, configs)
    if changes is not None:
        found = _changed(found, changes, options.paths)
    if options.show_settings or options.profile:
        say_unchecked(found.missing, found.unreadable)
        Output(None).write(_settings_or_profile(options, found, configs))
        return FAILED if found.missing or found.unreadable else CLEAN
    say_unchecked(found.missing, ())
    if not found.targets and not found.missing and changes is None:
        say("lint: no posts were found in " + ", ".join(options.paths))
    summary = _run(options, configs, found, changes, frozenset(gate.code for gate in gates))
    code = conclude(summary, options, gates)
    return FAILED if found.missing else code


def _settings_or_profile(options: argparse.Namespace, found: Discovery, configs: ConfigCache) -> str:
    if options.show_settings:
        from lint.cli.show_settings import settings  # asked for now and then

        return settings(found.targets, configs)
    from lint.engine.linter import Linter  # asked for now and then, too
    from lint.run.profile import profile

    return profile(found.targets, Linter(configs))


def _changed(found: Discovery, changes: Changes, paths: Sequence[str]) -> Discovery:
    """Leave the files that changed, with those that are staged and no longer in the working tree."""
    from lint.archive.conventions import TEXT_SUFFIXES
    from lint.archive.discovery import Skipped, Target, shown_name  # standard input needs none

    files = set(changes.files)
    targets = [target for target in found.targets if canonical(target.path) in files]
    cwd = os.getcwd()
    tops = tuple(os.path.join(os.path.realpath(path), "") for path in paths)
    gone = [
        Target(shown_name(os.path.relpath(path), cwd), os.path.relpath(path), cwd)
        for path in changes.staged
        if path.endswith(TEXT_SUFFIXES) and path.startswith(tops) and not os.path.lexists(path)
    ]
    unmerged = [
        Skipped(shown_name(os.path.relpath(path), cwd), "it has a merge conflict")
        for path in changes.unmerged
        if path.startswith(tops)
    ]
    return found._replace(targets=sorted([*targets, *gone]), unreadable=[*found.unreadable, *unmerged])


def _run(
    options: argparse.Namespace,
    configs: ConfigCache,
    found: Discovery,
    changes: Changes | None,
    gated: frozenset[str],
) -> Summary:
    from lint.run.plan import Plan

    fixing = fixing_of(options)
    reports = Reports(options)
    reports.check_places(found.targets)
    if fixing is not None:
        # A link to a post that is repaired itself would find it changed.
        found = found._replace(targets=_without_twins(found.targets))
    plan = Plan(
        reports.reporters,
        options.jobs,
        fixing,
        baseline_of(options),
        changes=changes if options.changed_lines else None,
        contents=changes.staged if changes is not None else None,
        gated=gated,
    )
    answers = None
    if fixing is None and not plan.contents and not options.no_cache:
        if plan.baseline is None and plan.changes is None:
            plan = plan._replace(report_key=reports.report_key())
        answers = _answers(configs, plan)
    with reports:
        return _write(plan, configs, found, reports, answers)


def _answers(configs: ConfigCache, plan: Plan) -> Answers:
    from lint.run.answers import Answers  # where it is wanted
    from lint.run.cache import Cache

    return Answers(Cache(home_of(configs)), configs, plan)


def _write(
    plan: Plan,
    configs: ConfigCache,
    found: Discovery,
    reports: Reports,
    answers: Answers | None,
) -> Summary:
    from lint.run.run import run  # standard input needs none

    with ProgressBar(len(found.targets)) as bar:
        summary = run(
            found.targets,
            configs,
            plan,
            reports.writers,
            progress=bar.update,
            unchecked=found.unreadable,
            answers=answers,
        )
    if answers is not None and answers.cache.trouble is not None:
        say(f"lint: warning: {answers.cache.trouble}")
    reports.close()
    return summary


def _without_twins(targets: Sequence[Target]) -> list[Target]:
    """Leave one target of each file: of several names the first that is no link."""
    links = {target for target in targets if os.path.islink(target.path)}
    firsts: dict[str, Target] = {}
    for target in sorted(targets, key=lambda target: target in links):
        real = os.path.realpath(target.path) if target in links else canonical(target.path)
        firsts.setdefault(real, target)
    return sorted(firsts.values())


def fixing_of(options: argparse.Namespace) -> Fixing | None:
    """Give how the arguments want findings repaired; `None` for not at all."""
    if not (options.fix or options.unsafe_fixes or options.diff or options.add_ignores):
        return None
    from lint.run.plan import Fixing  # where something is repaired

    return Fixing(options.unsafe_fixes, write=not options.diff, ignores=options.add_ignores)


def _changes(options: argparse.Namespace) -> Changes | None:
    if not options.staged and options.since is None:
        return None
    from lint.archive.git import changes  # only where git is asked

    return changes(since=options.since, lines=options.changed_lines)


def baseline_of(options: argparse.Namespace) -> Baseline | None:
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


def conclude(summary: Summary, options: argparse.Namespace, gates: Sequence[Gate] = ()) -> int:
    """Say what the reports do not; gives the exit code."""
    say_unchecked((), summary.unchecked)
    for place, reason in summary.unfixed:
        say(f"lint: {place}: not fixed: {reason}")
    formats = [] if options.diff else [name for name, path in formats_of(options) if path is None]
    if summary.covered and "text" not in formats:
        verb = "is" if summary.covered == 1 else "are"
        say(f"lint: {counted(summary.covered, 'finding')} {verb} in the baseline")
    if summary.stale:
        are = "entry of the baseline is" if summary.stale == 1 else "entries of the baseline are"
        say(f"lint: {summary.stale:,} {are} stale: 'lint baseline --prune' drops stale ones")
    fixed = f"{counted(summary.fixed, 'finding')} in {counted(summary.fixed_files, 'file')}"
    if summary.fixed and options.diff:
        say(f"lint: would fix {fixed}")
    elif summary.fixed and "text" not in formats:
        say(f"lint: fixed {fixed}")
    if summary.unchecked or any(code == CRASH_CODE for code, _ in summary.tallies):
        return FAILED
    if options.diff:
        return FOUND if summary.fixed_files and not options.exit_zero else CLEAN
    failed = [verdict for gate in gates if (verdict := gate.verdict(summary)) is not None]
    if summary.failing:
        failed.append(f"{counted(summary.failing, 'finding')} at or above --fail-on")
    for verdict in failed if gates or options.fail_on is not None else ():
        say(f"lint: failed: {verdict}")
    return FOUND if failed and not options.exit_zero else CLEAN
