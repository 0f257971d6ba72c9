"""What happens to each file of a run, in whichever process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.diff import patch
from lint.files import UncheckedError
from lint.link_records import records
from lint.linter import Checked
from lint.report import Summary
from lint.rewrite import NotRewrittenError, rewrite, sweep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.baseline import Baseline
    from lint.changed import Changes
    from lint.discover import Target
    from lint.finding import Finding
    from lint.linter import Linter
    from lint.report import Reporter
    from lint.source import Source


class Fixing(NamedTuple):
    """How findings are repaired.

    Parameters:
        unsafe: whether unsafe fixes are applied as well.
        write: whether files are changed; else patches are the report.
        ignores: whether suppressions are written instead of repairs.
    """

    unsafe: bool = False
    write: bool = True
    ignores: bool = False


class Plan(NamedTuple):
    """How a run is done.

    Parameters:
        reporters: write the reports; none where `fixing` gives patches.
        jobs: how many processes lint; 0 for one a processor.
        fixing: how findings are repaired; `None` for not at all.
        baseline: what is known already, and not reported.
        report_known: whether the known findings are reported instead of the new ones.
        changes: what changed, when only findings on changed lines count.
        contents: bytes that count instead of a file's own, by absolute path.
        gated: codes that have a gate of their own, and so do not count for `fail-on`.
    """

    reporters: Sequence[Reporter]
    jobs: int = 0
    fixing: Fixing | None = None
    baseline: Baseline | None = None
    report_known: bool = False
    changes: Changes | None = None
    contents: Mapping[str, bytes] | None = None
    gated: frozenset[str] = frozenset()


Pieces = list[str]


class Worker:
    """Lints chunks of files and renders what is found; lives in each process.

    Parameters:
        linter: knows the settings.
        plan: what is done with what is found.
    """

    def __init__(self, linter: Linter, plan: Plan) -> None:
        self.linter = linter
        self.plan = plan
        self.reporters = plan.reporters
        self._swept: set[str] = set()

    def chunk(self, targets: Sequence[Target]) -> tuple[Pieces, Summary]:
        """Lint some files; gives their part of each report and what it comes to."""
        summary = Summary()
        pieces: list[list[str]] = [[] for _ in self.reporters]
        patches: list[str] = []
        for target in targets:
            try:
                checked = self.linter.check(target)
            except UncheckedError as error:
                summary.unchecked.append((target.filename, str(error)))
                continue
            if self.plan.fixing is not None:
                checked, patch = self._fix(checked, self.plan.fixing, summary)
                patches.append(patch)
            self.report(checked, summary, pieces)
        if self.plan.fixing is not None and not self.plan.fixing.write:
            return ["".join(patches)], summary
        joined = [
            reporter.separator.join(filter(None, each))
            for reporter, each in zip(self.reporters, pieces, strict=True)
        ]
        return joined, summary

    def report(self, checked: Checked, summary: Summary, pieces: Sequence[list[str]]) -> None:
        """Count what was found in a file, and render it for each report."""
        document, findings, tree = checked
        source, plan = document.source, self.plan
        if plan.changes is not None:
            findings = [finding for finding in findings if plan.changes.touches(source, finding)]
        if plan.baseline is not None:
            findings = self._new(source, findings, plan.baseline, summary)
        summary.add(findings)
        if findings:
            judged = findings
            if plan.gated:
                judged = [finding for finding in findings if finding.code not in plan.gated]
            summary.failing += tree.failing(judged)
        for reporter, piece in zip(self.reporters, pieces, strict=True):
            if reporter.inventory:
                piece.append(reporter.record(source, findings, records(document)))
            elif findings:
                piece.append(reporter.file(source, findings))

    def _counting(self, checked: Checked) -> list[Finding]:
        """Give the findings that would be reported."""
        source, findings = checked.document.source, checked.findings
        if self.plan.changes is not None:
            findings = [finding for finding in findings if self.plan.changes.touches(source, finding)]
        return findings if self.plan.baseline is None else self.plan.baseline.split(source, findings).new

    def _new(
        self, source: Source, findings: list[Finding], baseline: Baseline, summary: Summary
    ) -> list[Finding]:
        new, known, stale, renamed = baseline.split(source, findings)
        summary.covered += len(known)
        if self.plan.changes is None:
            summary.stale += stale
        if renamed is not None:
            summary.renamed.add(renamed)
        return known if self.plan.report_known else new

    def _fix(self, checked: Checked, fixing: Fixing, summary: Summary) -> tuple[Checked, str]:
        """Repair a file; gives what it is afterwards, and the patch when nothing is to be written."""
        source = checked.document.source
        folder = os.path.dirname(os.path.realpath(source.path))
        if fixing.write and folder not in self._swept:
            self._swept.add(folder)
            sweep(folder)
        if not checked.findings:
            return checked, ""
        if fixing.ignores:
            done = self.linter.ignore(checked._replace(findings=self._counting(checked)))
        else:
            done = self.linter.repair(checked, unsafe=fixing.unsafe)
        for dropped in done.dropped:
            finding, reason = dropped
            place = f"{source.filename}:{finding.location.row}:{finding.location.column}"
            summary.unfixed.append((place, f"{finding.code}: the fix was taken back: {reason}"))
        if not done.rounds:
            return checked, ""
        after = done.document.source
        if self.plan.contents and os.path.abspath(source.path) in self.plan.contents:
            summary.unfixed.append((source.filename, "its working copy differs from what is staged"))
            return checked, ""
        if fixing.write:
            try:
                rewrite(source.path, source.data, after.data)
            except NotRewrittenError as error:
                summary.unfixed.append((source.filename, str(error)))
                return checked, ""
        summary.fixed += len(done.applied)
        summary.fixed_files += 1
        if fixing.write:
            return Checked(done.document, done.findings, checked.tree), ""
        return checked, patch(source.filename, source.text, after.text)
