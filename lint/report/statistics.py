"""The table of `--statistics`: how often each rule fired, and in what share of the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Severity
from lint.primitives.text import counted
from lint.report.reporter import Reporter
from lint.report.summary import Summary

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none

_HEAD = ("code", "rule", "severity", "findings", "files", "share")
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class StatisticsReporter(Reporter):
    """A table instead of findings, the most frequent rule first."""

    def file(self, _source: Source, _findings: Sequence[Finding]) -> str:
        """Single findings are not shown."""
        return ""

    def end(self, summary: Summary) -> str:
        """Give the table, aligned for a terminal and for `awk`."""
        tallies = sorted(
            summary.tallies.items(), key=lambda item: (_RANK[item[0][1]], -item[1].findings, item[0][0])
        )
        rows = [
            (
                code,
                tally.name,
                severity.value,
                f"{tally.findings:,}",
                f"{tally.files:,}",
                f"{tally.files / max(summary.files, 1):.1%}",
            )
            for (code, severity), tally in tallies
        ]
        table = [_HEAD, *rows]
        widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
        lines = [
            "  ".join(
                cell.ljust(width) if column < 3 else cell.rjust(width)  # noqa: PLR2004 - the words
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in table
        ]
        total = sum(tally.findings for tally in summary.tallies.values())
        return "\n".join([*lines, f"{counted(total, 'finding')} in {counted(summary.files, 'file')}"]) + "\n"
