"""`lint check`: lint, report, repair."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from lint.commands.output import (
    BASELINE,
    CLEAN,
    FAILED,
    FOUND,
    Output,
    ProgressBar,
    configs_of,
    home_of,
    say,
    say_unchecked,
)
from lint.commands.reports import Reports, formats_of
from lint.files import canonical, nearest
from lint.finding import CRASH_CODE
from lint.wording import many

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from lint.answers import Answers
    from lint.baseline import Baseline
    from lint.changed import Changes
    from lint.config import ConfigCache
    from lint.discover import Discovery, Target
    from lint.gates import Gate
    from lint.plan import Fixing, Plan
    from lint.report import Summary


def check(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    configs = configs_of(options)
    gates = _gates(options)
    if options.paths == ["-"]:
        from lint.commands.standard_input import check_standard_input  # one file needs no pool

        return check_standard_input(options, configs, gates)
    from lint.discover import find  # standard input needs none

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
        from lint.describe import settings  # asked for now and then

        return settings(found.targets, configs)
    from lint.linter import Linter  # asked for now and then, too
    from lint.profile import profile

    return profile(found.targets, Linter(configs))


def _changed(found: Discovery, changes: Changes, paths: Sequence[str]) -> Discovery:
    """Leave the files that changed, with those that are staged and no longer in the working tree."""
    from lint.discover import Skipped, Target, shown_name  # standard input needs none
    from lint.layout import TEXT_SUFFIXES

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
    from lint.plan import Plan

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
    with reports, ExitStack() as ending:
        if answers is not None:
            ending.callback(answers.cache.close, (), 0)  # whatever ends the run
        return _write(plan, configs, found, reports, answers)


def _answers(configs: ConfigCache, plan: Plan) -> Answers:
    from lint.answers import Answers  # where it is wanted
    from lint.cache import Cache

    return Answers(Cache(home_of(configs)), configs, plan)


def _write(
    plan: Plan,
    configs: ConfigCache,
    found: Discovery,
    reports: Reports,
    answers: Answers | None,
) -> Summary:
    from lint.run import run  # standard input needs none

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
    from lint.plan import Fixing  # where something is repaired

    return Fixing(options.unsafe_fixes, write=not options.diff, ignores=options.add_ignores)


def _changes(options: argparse.Namespace) -> Changes | None:
    if not options.staged and options.since is None:
        return None
    from lint.changed import changes  # only where git is asked

    return changes(since=options.since, lines=options.changed_lines)


def baseline_of(options: argparse.Namespace) -> Baseline | None:
    """Give what is known already, as the arguments say; `None` when nothing is."""
    if options.no_baseline or (options.isolated and options.baseline is None):
        return None
    path = options.baseline or nearest(os.getcwd(), BASELINE)
    if path is None:
        return None
    from lint import baseline  # where there is one

    return baseline.read(path)[0]


def _gates(options: argparse.Namespace) -> Sequence[Gate]:
    if not options.max_findings:
        return ()
    from lint.gates import parse  # only where there are some

    return parse(options.max_findings)


def conclude(summary: Summary, options: argparse.Namespace, gates: Sequence[Gate] = ()) -> int:
    """Say what the reports do not; gives the exit code."""
    say_unchecked((), summary.unchecked)
    for place, reason in summary.unfixed:
        say(f"lint: {place}: not fixed: {reason}")
    formats = [] if options.diff else [name for name, path in formats_of(options) if path is None]
    if summary.covered and "text" not in formats:
        verb = "is" if summary.covered == 1 else "are"
        say(f"lint: {many(summary.covered, 'finding')} {verb} in the baseline")
    if summary.stale:
        are = "entry of the baseline is" if summary.stale == 1 else "entries of the baseline are"
        say(f"lint: {summary.stale:,} {are} stale: 'lint baseline --prune' drops stale ones")
    fixed = f"{many(summary.fixed, 'finding')} in {many(summary.fixed_files, 'file')}"
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
        failed.append(f"{many(summary.failing, 'finding')} at or above --fail-on")
    for verdict in failed if gates or options.fail_on is not None else ():
        say(f"lint: failed: {verdict}")
    return FOUND if failed and not options.exit_zero else CLEAN
