"""A file with its findings: what it adds to the summary and to each report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.engine.judge import Judge
from lint.primitives.finding import CRASH_CODE, Finding
from lint.primitives.source import Source
from lint.report import count
from lint.run.options import RunOptions
from lint.run.outcome import Outcome

if TYPE_CHECKING:  # not needed if every file is known
    from lint.post.document import Document


class Judged(NamedTuple):
    """A file with its findings.

    Parameters:
        document: returns the parsed file.
        groups: returns the group of each finding, by the name of a grouping.
        lasting: whether what was observed may be stored.
        observed: returns what to store of its rules and what they observed; `None` if it is stored already.
    """

    source: Source
    findings: list[Finding]
    judge: Judge
    document: Callable[[], Document]
    groups: Callable[[Sequence[Finding], str], list[str]]
    lasting: bool = True
    observed: Callable[[], tuple[str, bytes]] | None = None


def report(judged: Judged, options: RunOptions) -> tuple[Outcome, list[str]]:
    """Return what a file adds to the summary, and its part of each report; a part may be empty."""
    source, findings = judged.source, judged.findings
    outcome = Outcome([])
    if options.baseline is not None or options.changes is not None:
        findings, outcome = counting(judged, options)
    if findings:
        failing = findings
        if options.gated:
            failing = [finding for finding in findings if finding.code not in options.gated]
        outcome = outcome._replace(counts=count(findings), failing=judged.judge.failing(failing))
    pieces = []
    for reporter in options.reporters:
        if reporter.inventory:
            from lint.post.link_records import records  # few formats list links
            from lint.post.post_records import post_record

            document = judged.document()
            described = post_record(document)._asdict()
            pieces.append(reporter.described(source, findings, records(document), described))
        elif reporter.by and findings:
            groups = (judged.groups(findings, by) for by in reporter.by.split())
            pieces.append(reporter.grouped(source, findings, *groups))
        else:
            pieces.append(reporter.file(source, findings) if findings else "")
    return outcome, pieces


def counting(judged: Judged, options: RunOptions) -> tuple[list[Finding], Outcome]:
    """Return the new findings, or those on changed lines; a rule's crash always counts."""
    source = judged.source
    findings = [finding for finding in judged.findings if finding.code != CRASH_CODE]
    crashes = [finding for finding in judged.findings if finding.code == CRASH_CODE]
    outcome = Outcome([])
    if options.baseline is not None:
        ran = judged.judge.ran(source.path)
        new, known, stale, renamed = options.baseline.split(source, findings, ran)
        stale = stale if options.changes is None else 0
        outcome = outcome._replace(covered=len(known), stale=stale, renamed=renamed)
        findings = known if options.report_known else new
    if options.changes is not None:
        findings = options.changes.touched(source, findings, judged.judge.wanting)
    return crashes + findings, outcome
