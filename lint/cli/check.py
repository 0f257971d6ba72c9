"""`lint check`: lint, report, repair."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.discovery import Discovery, find
from lint.cli.output import (
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
from lint.cli.reports import Reports, formats_of
from lint.config.config import ConfigCache
from lint.primitives.files import canonical, nearest
from lint.primitives.finding import CRASH_CODE
from lint.primitives.text import many
from lint.report import Summary
from lint.run.options import FixOptions, RunOptions
from lint.run.run import run

if TYPE_CHECKING:  # only where they are wanted
    from lint.archive.git import Changes
    from lint.run.baseline import Baseline
    from lint.run.cached_results import CachedResults
    from lint.run.gates import Gate


class _Input(NamedTuple):
    """What is linted.

    Parameters:
        found: the files.
        changes: what git says is new; `None` where it is not asked.
        text: standard input, which counts instead of the only file's own content; `None` for files.
    """

    found: Discovery
    changes: Changes | None = None
    text: bytes | None = None

    @property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes that count instead of a file's own, by canonical path."""
        if self.text is not None:
            return {canonical(target.path): self.text for target in self.found.targets}
        return self.changes.staged if self.changes is not None else {}


def check(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    configs = configs_of(options)
    gates = _gates(options)
    if options.paths == ["-"]:
        given = _standard_input(options, configs)
    else:
        given = _files(options, configs)
        if options.show_settings or options.profile:
            return _show(options, given.found, configs)
        say_unchecked(given.found.missing, ())
        if not given.found.targets and not given.found.missing and given.changes is None:
            say("lint: no posts were found in " + ", ".join(options.paths))
    summary = _run(options, configs, given, frozenset(gate.code for gate in gates))
    code = _conclude(summary, options, gates)
    return FAILED if given.found.missing else code


def _standard_input(options: argparse.Namespace, configs: ConfigCache) -> _Input:
    from lint.cli.inputs import one_file  # here only

    return _Input(one_file(options.stdin_filename or "-", configs), text=sys.stdin.buffer.read())


def _files(options: argparse.Namespace, configs: ConfigCache) -> _Input:
    changes = _changes(options)
    found = find(options.paths, configs)
    if changes is not None:
        from lint.cli.inputs import changed  # only where git is asked

        found = changed(found, changes, options.paths)
    return _Input(found, changes)


def _show(options: argparse.Namespace, found: Discovery, configs: ConfigCache) -> int:
    say_unchecked(found.missing, found.unreadable)
    if options.show_settings:
        from lint.cli.describe import settings  # asked for now and then

        text = settings(found.targets, configs)
    else:
        from lint.engine.linter import Linter  # asked for now and then, too
        from lint.run.profile import profile

        text = profile(found.targets, Linter(configs))
    Output(None).write(text)
    return FAILED if found.missing or found.unreadable else CLEAN


def _run(options: argparse.Namespace, configs: ConfigCache, given: _Input, gated: frozenset[str]) -> Summary:
    found, changes, text = given
    fix = _fix_options(options, given)
    # The reports go to standard error then.
    fixed_text = fix is not None and text is not None and not fix.preview
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
        contents=given.contents,
        gated=gated,
    )
    cached = None
    if fix is None and text is None and not run_options.contents and not options.no_cache:
        if run_options.baseline is None and run_options.changes is None:
            run_options = run_options._replace(report_key=reports.report_key())
        cached = _cached_results(configs, run_options)
    with reports:
        if fixed_text and text is not None and not found.targets:
            Output(None).write_bytes(text)  # it is excluded
        with ProgressBar(len(found.targets)) as bar:
            summary = run(
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
    baseline = run_options.baseline
    if baseline is not None and run_options.changes is None and text is None:
        linted = (baseline.name(target.path) for target in found.targets)
        summary.stale += sum(baseline.gone(linted, summary.renamed).values())
    return summary


def _cached_results(configs: ConfigCache, run_options: RunOptions) -> CachedResults:
    from lint.run.cache import Cache  # where it is wanted
    from lint.run.cached_results import CachedResults

    return CachedResults(Cache(home_of(configs)), configs, run_options)


def _fix_options(options: argparse.Namespace, given: _Input) -> FixOptions | None:
    """Give how the arguments want findings repaired; `None` for not at all."""
    if not (options.fix or options.unsafe_fixes or options.diff or options.add_ignores):
        return None
    return FixOptions(
        unsafe=options.unsafe_fixes,
        ignores=options.add_ignores,
        write=not options.diff and given.text is None,
        preview=options.diff,
        staged=given.changes.staged if given.changes is not None else (),
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


def _conclude(summary: Summary, options: argparse.Namespace, gates: Sequence[Gate]) -> int:
    """Say what the reports do not; gives the exit code."""
    say_unchecked((), summary.unchecked)
    for place, reason in summary.unfixed:
        say(f"lint: {place}: not fixed: {reason}")
    formats = [name for name, path in formats_of(options) if path is None]
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
