"""The table of `--statistics`: how often each rule fires, and in what share of the files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding
from lint.primitives.text import counted
from lint.report.reporter import Reporter
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

_HEAD = ("code", "rule", "severity", "findings", "files", "share")


class StatisticsReporter(Reporter):
    """A table instead of findings: errors first, then the most frequent rule."""

    def file(self, _source: "Source", _findings: Sequence[Finding]) -> str:
        """Return nothing: single findings are not shown."""
        return ""

    def end(self, summary: Summary) -> str:
        """Return the table, aligned for a terminal and for `awk`."""
        table = [_HEAD]
        for code, severity, tally in summary.ranked():
            share = f"{tally.files / max(summary.files, 1):.1%}"
            numbers = (f"{tally.findings:,}", f"{tally.files:,}", share)
            table.append((code, tally.name, severity.word, *numbers))
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if column < 3 else cell.rjust(width)  # noqa: PLR2004 - the words
                for column, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in table
        ]
        total = f"{counted(summary.findings, 'finding')} in {counted(summary.files, 'file')}"
        return "\n".join([*lines, total]) + "\n"
