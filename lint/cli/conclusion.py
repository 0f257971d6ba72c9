"""The messages after the reports of a check, and its exit code."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lint.archive.folder_entries import LeftOut
from lint.cli.output import CLEAN, FAILED, FOUND, say, say_unchecked
from lint.cli.reports import formats_of
from lint.primitives.finding import CRASH_CODE
from lint.primitives.text import counted
from lint.report import Summary

if TYPE_CHECKING:
    from lint.run.gates import Gate  # only with --max-findings


def conclude(summary: Summary, options: argparse.Namespace, gates: Sequence["Gate"]) -> int:
    """Write what the reports do not say to standard error; return the exit code."""
    say_unchecked((), summary.unchecked)
    for place, reason in summary.unfixed:
        say(f"lint: {place}: not fixed: {reason}")
    formats = [name for name, path in formats_of(options) if path is None]
    said = "text" in formats or "plan" in formats
    if summary.covered and not said:
        verb = "is" if summary.covered == 1 else "are"
        say(f"lint: {counted(summary.covered, 'finding')} {verb} in the baseline")
    if summary.stale:
        entries, them = ("entry", "it") if summary.stale == 1 else ("entries", "them")
        say(f"lint: {summary.stale:,} stale {entries} in the baseline; 'lint baseline --prune' drops {them}")
    fixed = f"{counted(summary.fixed, 'finding')} in {counted(summary.fixed_files, 'file')}"
    if summary.fixed and options.diff:
        say(f"lint: would {'hide' if summary.hides else 'fix'} {fixed}")
    elif summary.fixed and not said:
        say(f"lint: {'hid' if summary.hides else 'fixed'} {fixed}")
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


def say_left_out(left_out: Mapping[LeftOut, int]) -> None:
    """Say what was not linted, so that nothing is left out in silence."""
    if left_out:
        say(f"lint: {left_out_files(left_out)}")


def left_out_files(left_out: Mapping[LeftOut, int]) -> str:
    """Return how many files and folders were not linted, and why, as a sentence."""
    folders = sum(count for each, count in left_out.items() if each.what == "folder")
    files = sum(left_out.values()) - folders
    kinds = [(files, "file")] * bool(files) + [(folders, "folder")] * bool(folders)
    were = "was" if files + folders == 1 else "were"
    if len(left_out) == 1:
        ((only, count),) = left_out.items()
        return f"{counted(count, only.what)} {were} left out" + f" by {only.by}" * bool(only.by)
    ranked = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    reasons = (
        f"{count:,} by {each.by}"
        if each.what == "file"
        else counted(count, each.what) + f" by {each.by}" * bool(each.by)
        for each, count in ranked
    )
    whole = " and ".join(counted(*kind) for kind in kinds)
    return f"{whole} {were} left out: {', '.join(reasons)}"


def say_compared(
    unjudged: Iterable[tuple[str, str, Sequence[str]]], idle_patterns: Iterable[tuple[str, str]]
) -> None:
    """Say which rules on the archive are not selected for all of it, and which patterns match no link."""
    for place, root, codes in unjudged:
        rules = ", ".join(codes)
        say(f"lint: {place}: select {rules} in {root}, too: an archive is judged as a whole")
    for origin, pattern in idle_patterns:
        say(f"lint: ignore-links, {origin}: {pattern!r} matches no link of the archive")
