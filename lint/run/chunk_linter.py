"""What happens to each file of a run, in whichever process."""

import os
from collections.abc import Iterator, Sequence

from lint.archive.discovery import Target
from lint.engine.fix import Repair
from lint.engine.linter import Linted, Linter
from lint.post.finding_groups import groups
from lint.post.link_records import records
from lint.primitives.defects import unexpected
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, canonical
from lint.primitives.finding import CRASH_CODE, Finding
from lint.primitives.fingerprint import digest
from lint.primitives.rewrite import NotRewrittenError, rewrite
from lint.primitives.source import Source
from lint.report import Summary
from lint.run import findings_codec
from lint.run.cache import Row
from lint.run.cache_key import file_stamp
from lint.run.chunk import Chunk, ChunkResult
from lint.run.options import FixOptions, RunOptions


class ChunkLinter:
    """Lints chunks of files and renders the findings; lives in each process.

    Parameters:
        linter: lints a file.
        options: what to do with the findings.
        targets: the run's files; a chunk is a slice of them.
    """

    def __init__(self, linter: Linter, options: RunOptions, targets: Sequence[Target]) -> None:
        self._linter = linter
        self._options = options
        self._targets = targets

    def lint(self, chunk: Chunk) -> ChunkResult:
        """Lint a chunk."""
        reporters = self._options.reporters
        summary = Summary()
        pieces: list[list[str]] = [[] for _ in reporters]
        rows: list[Row] = []
        for target in self._targets[chunk.place]:
            stamp = file_stamp(target.path) if chunk.key is not None else ""
            try:
                linted = self._lint_file(target, chunk.known.get(target.path))
            except UncheckedError as error:
                summary.unchecked.append((target.filename, str(error)))
                continue
            except (KeyboardInterrupt, UserError):
                raise
            except BaseException as error:  # noqa: BLE001 - one post must not keep others from being linted
                summary.unchecked.append((target.filename, unexpected(error)))
                continue
            if self._options.fix is not None:
                before = linted.source
                linted, after = self._fix(linted, self._options.fix, summary)
                for reporter, of_files in zip(reporters, pieces, strict=True):
                    of_files.append(reporter.change(before, after))
            of_file = self._report(linted, summary)
            for piece, of_files in zip(of_file, pieces, strict=True):
                of_files.append(piece)
            if chunk.key is not None:
                rows += self._row(target, linted, stamp, of_file)
        joined = [
            reporter.separator.join(filter(None, of_files))
            for reporter, of_files in zip(reporters, pieces, strict=True)
        ]
        return ChunkResult(joined, summary, rows, chunk.key)

    def _lint_file(self, target: Target, known: Row | None) -> Linted:
        """Lint a file, or take its known findings if its content is unchanged."""
        scope = self._linter.scope(os.path.dirname(target.path), target.top)
        source = self._linter.read(target, scope)
        if known is not None and digest(source.data) == known.content:
            try:
                return Linted(source, findings_codec.decode(known.findings, source), scope)
            except (ValueError, TypeError, KeyError, IndexError, RecursionError):
                pass  # not written by a run
        return self._linter.lint_source(source, scope)

    def _row(self, target: Target, linted: Linted, stamp: str, of_file: Sequence[str]) -> Iterator[Row]:
        """Yield the row to store for a file, if any; with one plain report, its part of the report too."""
        findings, document = linted.findings, linted.document
        report_key = self._options.report_key
        if document is None and not report_key:
            return  # the stored row is still right
        # Whether missing front matter is a defect depends on the neighbouring files.
        if document is not None and (not document.lasting or document.front_matter is None):
            return
        yield Row(
            os.fsencode(os.path.abspath(target.path)),
            stamp,
            digest(linted.source.data),
            findings_codec.tallies(findings),
            report_key,
            of_file[0].encode("utf-8", "surrogatepass") if report_key else b"",
            findings_codec.encode(findings),
        )

    def _report(self, linted: Linted, summary: Summary) -> list[str]:
        """Count a file's findings, and return its part of each report; a part may be empty."""
        source, findings, scope, document = linted
        options = self._options
        if options.baseline is not None or options.changes is not None:
            findings = self._counting(linted, summary)
        summary.add(findings)
        if findings:
            judged = findings
            if options.gated:
                judged = [finding for finding in findings if finding.code not in options.gated]
            summary.failing += scope.failing(judged)
        pieces = []
        for reporter in options.reporters:
            if reporter.inventory:
                document = document or self._linter.document(source, scope)
                pieces.append(reporter.record(source, findings, records(document)))
            elif reporter.by and findings:
                document = document or self._linter.document(source, scope)
                of_findings = groups(document, findings, reporter.by)
                pieces.append(reporter.grouped(source, findings, of_findings))
            else:
                pieces.append(reporter.file(source, findings) if findings else "")
        return pieces

    def _counting(self, linted: Linted, summary: Summary) -> list[Finding]:
        """Return the new findings, or those on changed lines; a rule's crash always counts."""
        options, source = self._options, linted.source
        findings = [finding for finding in linted.findings if finding.code != CRASH_CODE]
        crashes = [finding for finding in linted.findings if finding.code == CRASH_CODE]
        if options.baseline is not None:
            ran = linted.scope.ran(source.path)
            new, known, stale, renamed = options.baseline.split(source, findings, ran)
            summary.covered += len(known)
            if options.changes is None:
                summary.stale += stale
            if renamed is not None:
                summary.renamed.add(renamed)
            findings = known if options.report_known else new
        if options.changes is not None:
            findings = options.changes.touched(source, findings)
        return crashes + findings

    def _repair(self, linted: Linted, fix: FixOptions, summary: Summary) -> Repair:
        """Fix a file in memory, or hide its findings; the summary records what was not possible."""
        if fix.ignores:
            counting = self._counting(linted, Summary())
            done = self._linter.ignore(linted._replace(findings=counting))
        else:
            done = self._linter.repair(linted, unsafe=fix.unsafe)
        for finding, reason in done.dropped:
            place = f"{linted.source.filename}:{finding.location.row}:{finding.location.column}"
            what = "" if fix.ignores else "the fix was undone: "
            summary.unfixed.append((place, f"{finding.code}: {what}{reason}"))
        return done

    def _fix(self, linted: Linted, fix: FixOptions, summary: Summary) -> tuple[Linted, Source]:
        """Fix a file; return what to report, and the file with its fixes."""
        source = linted.source
        if not linted.findings:
            return linted, source
        done = self._repair(linted, fix, summary)
        if not done.rounds:
            return linted, source
        if fix.staged and canonical(source.path) in fix.staged:
            summary.unfixed.append((source.filename, "the working copy differs from the staged file"))
            return linted, source
        after = done.document.source
        if fix.write:
            try:
                rewrite(source.path, source.data, after.data)
            except NotRewrittenError as error:
                summary.unfixed.append((source.filename, str(error)))
                return linted, source
        summary.fixed += len(done.applied)
        summary.fixed_files += 1
        summary.hides = fix.ignores
        if fix.preview:
            return linted, after
        return Linted(after, done.findings, linted.scope, done.document), after
