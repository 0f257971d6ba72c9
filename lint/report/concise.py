"""One line a finding: `path:row:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.finding import Finding
    from lint.report.reporter import ReportOptions, Summary
    from lint.source import Source


class ConciseReporter:
    """What editors and grep read."""

    separator = ""

    def __init__(self, _options: ReportOptions) -> None:
        pass

    def begin(self) -> str:
        """Nothing stands before the first file."""
        return ""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a line for each finding."""
        name = printable(source.filename)
        return "".join(
            f"{name}:{row}:{column}: {finding.code} {printable(finding.message)}\n"
            for finding in findings
            for row, column in [finding.location]
        )

    def end(self, _summary: Summary) -> str:
        """Nothing stands after the last file."""
        return ""
