"""`lint check`: lint, report, repair."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lint import report
from lint.commands.output import (
    BASELINE,
    CLEAN,
    FAILED,
    FOUND,
    Output,
    ProgressBar,
    configs_of,
    say,
    say_unchecked,
)
from lint.config import ConfigError
from lint.files import canonical, nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from lint.answers import Answers
    from lint.baseline import Baseline
    from lint.changed import Changes
    from lint.config import ConfigCache
    from lint.discover import Discovery, Target
    from lint.gates import Gate
    from lint.plan import Fixing, Plan
    from lint.report import ReportOptions, Summary


def check(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    configs = configs_of(options)
    gates = _gates(options)
    if options.paths == ["-"]:
        from lint.commands.standard_input import check_standard_input  # noqa: PLC0415 - one file needs no pool

        return check_standard_input(options, configs, gates)
    from lint.discover import find  # noqa: PLC0415 - standard input needs none

    changes = _changes(options)
    found = find(options.paths, configs)
    if changes is not None:
        found = _changed(found, changes, options.paths)
    say_unchecked(found.missing, ())
    if options.show_settings:
        from lint.describe import settings  # noqa: PLC0415 - only asked for now and then

        sys.stdout.write(settings(found.targets, configs))
        return FAILED if found.missing else CLEAN
    if options.profile:
        from lint.linter import Linter  # noqa: PLC0415 - as above
        from lint.profile import profile  # noqa: PLC0415

        sys.stdout.write(profile(found.targets, Linter(configs)))
        return FAILED if found.missing else CLEAN
    if not found.targets and not found.missing and changes is None:
        say("lint: no posts were found in " + ", ".join(options.paths))
    summary = _run(options, configs, found, changes, frozenset(gate.code for gate in gates))
    code = conclude(summary, options, gates)
    return FAILED if found.missing else code


def _changed(found: Discovery, changes: Changes, paths: Sequence[str]) -> Discovery:
    """Leave the files that changed, with those that are staged and no longer in the working tree."""
    from lint.discover import TEXT_SUFFIXES, Skipped, Target, shown_name  # noqa: PLC0415 - as above

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
    from lint.plan import Plan  # noqa: PLC0415

    fixing = fixing_of(options)
    formats = formats_of(options)
    outputs = [] if options.diff else [(name, Output(path)) for name, path in formats]
    _spare_posts([output.path for _, output in outputs if output.path is not None], found.targets)
    if fixing is not None:
        # A link to a post that is repaired itself would find it changed.
        found = found._replace(targets=_without_twins(found.targets))
    reporters = [report.load(name, output.options(options.color)) for name, output in outputs]
    plan = Plan(
        reporters,
        options.jobs,
        fixing,
        baseline_of(options),
        changes=changes if options.changed_lines else None,
        contents=changes.staged if changes is not None else None,
        gated=gated,
    )
    answers = None
    if fixing is None and not plan.contents and not options.no_cache:
        plain = plan.baseline is None and plan.changes is None and len(outputs) == 1
        # A plug-in's report may depend on anything.
        if plain and not reporters[0].inventory and type(reporters[0]).__module__.startswith("lint.report."):
            plan = plan._replace(format=_format(outputs[0][0], reporters[0].options))
        answers = _answers(configs, plan)
    writers = [output.write for _, output in outputs] or [patches_of(options).write]
    try:
        return _write(plan, configs, found, outputs, writers, answers)
    finally:
        for _, output in outputs:
            output.drop()


def _answers(configs: ConfigCache, plan: Plan) -> Answers:
    from lint.answers import Answers  # noqa: PLC0415 - where it is wanted
    from lint.cache import Cache  # noqa: PLC0415

    return Answers(Cache(cache_folder(configs)), configs, plan)


def _write(
    plan: Plan,
    configs: ConfigCache,
    found: Discovery,
    outputs: Sequence[tuple[str, Output]],
    writers: Sequence[Callable[[str], None]],
    answers: Answers | None,
) -> Summary:
    from lint.run import run  # noqa: PLC0415 - as above

    with ProgressBar(len(found.targets)) as bar:
        summary = run(
            found.targets,
            configs,
            plan,
            writers,
            progress=bar.update,
            unchecked=found.unreadable,
            answers=answers,
        )
    if answers is not None and answers.cache.trouble is not None:
        say(f"lint: warning: {answers.cache.trouble}")
    troubles = []
    for (_, output), reporter in zip(outputs, plan.reporters, strict=True):
        try:
            if not reporter.binary:
                output.close()
        except ConfigError as error:
            troubles.append(str(error))
    if troubles:
        raise ConfigError("; ".join(troubles))
    return summary


def _spare_posts(paths: Sequence[str], targets: Sequence[Target]) -> None:
    """Refuse a report that would go where it cannot, or take a post's place, before anything is done."""
    for path in paths:
        folder = os.path.dirname(path) or "."
        if not os.path.isdir(folder):
            raise ConfigError(f"{path}: cannot be written: {folder} is no folder")
        name = os.path.basename(os.path.realpath(path))
        if any(
            os.path.basename(target.path) == name and os.path.realpath(target.path) == os.path.realpath(path)
            for target in targets
        ):
            raise ConfigError(f"{path}: is a post to lint: a report would take its place")


def _without_twins(targets: Sequence[Target]) -> list[Target]:
    links = {target for target in targets if os.path.islink(target.path)}
    if not links:
        return list(targets)
    real = {os.path.realpath(target.path) for target in targets if target not in links}
    kept = []
    for target in targets:
        path = os.path.realpath(target.path)
        if target not in links:
            kept.append(target)
        elif path not in real:
            real.add(path)
            kept.append(target)
    return kept


def cache_folder(configs: ConfigCache) -> str:
    """Give the folder that the cache is in: the nearest configuration's, or the working one."""
    config = configs.for_folder(os.getcwd())
    return config.root if config.path is not None else os.getcwd()


def _format(name: str, options: ReportOptions) -> str:
    """Give what a file's part of a report depends on beside its findings."""
    return f"{name} {options.color} {options.width} {os.getcwd()}"


def fixing_of(options: argparse.Namespace) -> Fixing | None:
    """Give how the arguments want findings repaired; `None` for not at all."""
    if not (options.fix or options.unsafe_fixes or options.diff or options.add_ignores):
        return None
    from lint.plan import Fixing  # noqa: PLC0415 - as above

    return Fixing(options.unsafe_fixes, write=not options.diff, ignores=options.add_ignores)


def formats_of(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """Give the reports that are wanted: the name of the format, and the file, `None` for standard output.

    Raises:
        ConfigError: when two reports go to the same place.
    """
    if options.statistics and options.output_format:
        raise ConfigError(
            "--statistics is a format of its own: expected --output-format statistics beside others"
        )
    if options.diff and (options.output_format or options.output_file):
        raise ConfigError("--diff prints patches and no report: expected no --output-format beside it")
    wanted: list[tuple[str, str | None]] = []
    for text in ["statistics"] if options.statistics else options.output_format or ["text"]:
        name, _, path = text.partition(":")
        wanted.append((name, path or None))
    if options.output_file is not None:
        first = next((at for at, (_, path) in enumerate(wanted) if path is None), None)
        if first is None:
            raise ConfigError(f"--output-file {options.output_file}: every report has a file already")
        wanted[first] = (wanted[first][0], options.output_file)
    wanted = [
        (name, None if path is not None and _is_standard_output(path) else path) for name, path in wanted
    ]
    places = [os.path.realpath(path) if path is not None else None for _, path in wanted]
    for (_, path), place in zip(wanted, places, strict=True):
        if places.count(place) > 1:
            raise ConfigError(
                f"two reports go to {path or 'standard output'}: expected FORMAT:FILE for one of them"
            )
    return wanted


def _is_standard_output(path: str) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


class Patches:
    """Patches on standard output: bytes as they are, unless a terminal would act on them."""

    def __init__(self, output: Output, *, color: bool) -> None:
        self.output = output
        self.color = color

    def write(self, text: str) -> None:
        """Write some patches."""
        if self.output.is_terminal or self.color:
            from lint.diff import shown  # noqa: PLC0415 - for people only

            text = shown(text, color=self.color)
        self.output.write(text)


def patches_of(options: argparse.Namespace) -> Patches:
    """Give where patches go."""
    output = Output(None, raw=True)
    return Patches(output, color=output.options(options.color).color)


def _changes(options: argparse.Namespace) -> Changes | None:
    if not options.staged and options.since is None:
        return None
    from lint.changed import changes  # noqa: PLC0415 - only where git is asked

    return changes(since=options.since, lines=options.changed_lines)


def baseline_of(options: argparse.Namespace) -> Baseline | None:
    """Give what is known already, as the arguments say; `None` when nothing is."""
    if options.no_baseline or (options.isolated and options.baseline is None):
        return None
    path = options.baseline or nearest(os.getcwd(), BASELINE)
    if path is None:
        return None
    from lint import baseline  # noqa: PLC0415 - where there is one

    return baseline.read(path)[0]


def _gates(options: argparse.Namespace) -> Sequence[Gate]:
    if not options.max_findings:
        return ()
    from lint.gates import parse  # noqa: PLC0415 - only where there are some

    return parse(options.max_findings)


def conclude(summary: Summary, options: argparse.Namespace, gates: Sequence[Gate] = ()) -> int:
    """Say what the reports do not; gives the exit code."""
    say_unchecked((), summary.unchecked)
    for place, reason in summary.unfixed:
        say(f"lint: {place}: not fixed: {reason}")
    formats = [] if options.diff else [name for name, path in formats_of(options) if path is None]
    if summary.covered and "text" not in formats:
        say(f"lint: {summary.covered:,} findings are in the baseline")
    if summary.stale:
        say(f"lint: {summary.stale:,} entries of the baseline are stale: 'lint baseline --prune' drops them")
    if summary.fixed and options.diff:
        say(f"lint: would fix {summary.fixed:,} findings in {summary.fixed_files:,} files")
    elif summary.fixed and "text" not in formats:
        say(f"lint: fixed {summary.fixed:,} findings in {summary.fixed_files:,} files")
    if summary.unchecked or any(code == "RUN001" for code, _ in summary.tallies):
        return FAILED
    if options.diff:
        return FOUND if summary.fixed_files and not options.exit_zero else CLEAN
    failed = [verdict for gate in gates if (verdict := gate.verdict(summary)) is not None]
    if summary.failing:
        failed.append(f"{summary.failing:,} findings weigh as much as --fail-on, or more")
    for verdict in failed if gates or options.fail_on is not None else ():
        say(f"lint: failed: {verdict}")
    return FOUND if failed and not options.exit_zero else CLEAN
