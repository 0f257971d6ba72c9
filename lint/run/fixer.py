"""Fixing the files of a run: which fixes are made, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lint.engine.fix import MORE
from lint.engine.linter import Linted, Linter
from lint.primitives.files import canonical, leads_out
from lint.primitives.finding import Finding
from lint.primitives.rewrite import NotRewrittenError, rewrite
from lint.primitives.source import Source
from lint.report import Summary
from lint.run.options import FixOptions

if TYPE_CHECKING:
    from lint.engine.fix import Repair


class Fixer:
    """Fixes linted files, or hides their findings.

    Parameters:
        linter: lints the results.
        options: what to do.
        counting: returns the findings of a file that count for this run.
    """

    def __init__(
        self, linter: Linter, options: FixOptions, counting: Callable[[Linted], list[Finding]]
    ) -> None:
        self._linter = linter
        self._options = options
        self._counting = counting

    def fix(self, linted: Linted, summary: Summary) -> tuple[Linted, Source]:
        """Fix a file; return what to report, and the file with its fixes."""
        source, options = linted.source, self._options
        if not linted.findings:
            return linted, source
        done = self._repair(linted, summary)
        if not done.rounds:
            return linted, source
        if options.staged and canonical(source.path) in options.staged:
            summary.unfixed.append((source.filename, "the working copy differs from the staged file"))
            return linted, source
        after = done.document.source
        if options.write:
            # A link that the user named is read wherever it leads, but nothing is written there.
            if (outside := self._linter.configs.bounds.leads_out(source.path)) is not None:
                summary.unfixed.append((source.filename, leads_out(outside)))
                return linted, source
            try:
                rewrite(source.path, source.data, after.data)
            except NotRewrittenError as error:
                summary.unfixed.append((source.filename, str(error)))
                return linted, source
        summary.fixed += len(done.applied)
        summary.fixed_files += 1
        summary.hides = options.ignores
        if options.preview:
            return linted, after
        return Linted(after, done.findings, linted.scope, done.document), after

    def _repair(self, linted: Linted, summary: Summary) -> Repair:
        """Fix a file in memory, or hide its findings; the summary records what was not possible."""
        if self._options.ignores:
            done = self._linter.ignore(linted._replace(findings=self._counting(linted)))
        else:
            done = self._linter.repair(linted, unsafe=self._options.unsafe)
        for finding, reason in done.dropped:
            place = f"{linted.source.filename}:{finding.location.row}:{finding.location.column}"
            what = "" if self._options.ignores or reason == MORE else "the fix was undone: "
            summary.unfixed.append((place, f"{finding.code}: {what}{reason}"))
        return done
