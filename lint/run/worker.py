"""What happens to each file of a run, in whichever process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lint.engine.linter import Checked
from lint.post.link_records import records
from lint.primitives.files import UncheckedError, canonical
from lint.primitives.finding import CRASH_CODE
from lint.primitives.fingerprint import digest
from lint.primitives.rewrite import NotRewrittenError, rewrite
from lint.report import Summary
from lint.report.diff import patch
from lint.run import cached_findings
from lint.run.cache import Row
from lint.run.cache_key import file_stamp
from lint.run.plan import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.archive.discovery import Target
    from lint.engine.fix import Repair
    from lint.engine.linter import Linter
    from lint.primitives.finding import Finding
    from lint.run.plan import Chunk, Fixing, Known, Plan


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

    def chunk(self, targets: Sequence[Target], chunk: Chunk) -> Part:
        """Lint some files; gives their part of each report, what it comes to, and what is to be kept."""
        summary = Summary()
        pieces: list[list[str]] = [[] for _ in self.reporters]
        patches: list[str] = []
        rows: list[Row] = []
        for target in targets[chunk.place]:
            stamp = file_stamp(target.path) if chunk.key is not None else ""
            try:
                checked = self._check(target, chunk.known.get(target.path))
            except UncheckedError as error:
                summary.unchecked.append((target.filename, str(error)))
                continue
            if self.plan.fixing is not None:
                checked, change = self._fix(checked, self.plan.fixing, summary)
                patches.append(change)
            self.report(checked, summary, pieces)
            if chunk.key is not None:
                rows += self._row(target, checked, stamp, pieces)
        if self.plan.fixing is not None and not self.plan.fixing.write:
            return Part(["".join(patches)], summary)
        joined = [
            reporter.separator.join(filter(None, each))
            for reporter, each in zip(self.reporters, pieces, strict=True)
        ]
        return Part(joined, summary, rows, chunk.key)

    def _check(self, target: Target, known: Known | None) -> Checked:
        """Lint a file, or take what is known of it when its content is still the same."""
        if known is None:
            return self.linter.check(target)
        tree = self.linter.tree(os.path.dirname(target.path), target.top)
        source = self.linter.read(target, tree)
        if digest(source.data) != known.content:
            return self.linter.check_source(source, tree)
        try:
            findings = cached_findings.decode(known.findings, source)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            return self.linter.check_source(source, tree)  # no run of ours wrote that
        return Checked(source, findings, tree)

    def _row(
        self, target: Target, checked: Checked, stamp: str, pieces: Sequence[list[str]]
    ) -> Iterator[Row]:
        """Give what is to be kept of a file, if anything."""
        findings, document = checked.findings, checked.document
        if document is None and not self.plan.report_key:
            return  # all of that is kept already
        if document is not None and not document.lasting:
            return
        if document is not None and document.front_matter is None:
            return  # whether that is a defect depends on its neighbours
        # Only the plain run of one report is asked for again and again.
        piece = pieces[0][-1] if self.plan.report_key and findings else ""
        yield Row(
            os.fsencode(os.path.abspath(target.path)),
            stamp,
            digest(checked.source.data),
            cached_findings.tallies(findings),
            self.plan.report_key,
            piece.encode("utf-8", "surrogatepass"),
            cached_findings.encode(findings),
        )

    def report(self, checked: Checked, summary: Summary, pieces: Sequence[list[str]]) -> None:
        """Count what was found in a file, and render it for each report."""
        source, findings, tree, document = checked
        plan = self.plan
        if plan.baseline is not None or plan.changes is not None:
            findings = self.counting(checked, summary)
        summary.add(findings)
        if findings:
            judged = findings
            if plan.gated:
                judged = [finding for finding in findings if finding.code not in plan.gated]
            summary.failing += tree.failing(judged)
        for reporter, piece in zip(self.reporters, pieces, strict=True):
            if reporter.inventory:
                document = document or self.linter.document(source, tree)
                piece.append(reporter.record(source, findings, records(document)))
            elif findings:
                piece.append(reporter.file(source, findings))

    def counting(self, checked: Checked, summary: Summary) -> list[Finding]:
        """Give the findings that count: not known, and on changed lines; a rule's crash always does."""
        plan, source = self.plan, checked.source
        findings = [finding for finding in checked.findings if finding.code != CRASH_CODE]
        crashes = [finding for finding in checked.findings if finding.code == CRASH_CODE]
        if plan.baseline is not None:
            ran = checked.tree.ran(source.path)
            new, known, stale, renamed = plan.baseline.split(source, findings, ran)
            summary.covered += len(known)
            if plan.changes is None:
                summary.stale += stale
            if renamed is not None:
                summary.renamed.add(renamed)
            findings = known if plan.report_known else new
        if plan.changes is not None:
            findings = [finding for finding in findings if plan.changes.touches(source, finding)]
        return crashes + findings

    def repair(self, checked: Checked, fixing: Fixing, summary: Summary) -> Repair:
        """Repair a file in memory, or hide its findings; what could not be done is noted in the summary."""
        if fixing.ignores:
            counting = self.counting(checked, Summary())
            done = self.linter.ignore(checked._replace(findings=counting))
        else:
            done = self.linter.repair(checked, unsafe=fixing.unsafe)
        for finding, reason in done.dropped:
            place = f"{checked.source.filename}:{finding.location.row}:{finding.location.column}"
            what = "" if fixing.ignores else "the fix was taken back: "
            summary.unfixed.append((place, f"{finding.code}: {what}{reason}"))
        return done

    def _fix(self, checked: Checked, fixing: Fixing, summary: Summary) -> tuple[Checked, str]:
        """Repair a file; gives what it is afterwards, and the patch when nothing is to be written."""
        source = checked.source
        if not checked.findings:
            return checked, ""
        done = self.repair(checked, fixing, summary)
        if not done.rounds:
            return checked, ""
        after = done.document.source
        if self.plan.contents and canonical(source.path) in self.plan.contents:
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
            return Checked(after, done.findings, checked.tree, done.document), ""
        return checked, patch(source.filename, source.text, after.text)
