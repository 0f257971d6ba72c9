"""One line a finding: `path:row:column: CODE message`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding
from lint.report.printable import printable
from lint.report.reporter import Reporter

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none


class ConciseReporter(Reporter):
    """What editors and grep read."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a line for each finding."""
        name = printable(source.filename)
        return "".join(
            f"{name}:{row}:{column}: {finding.code} {printable(finding.message)}\n"
            for finding in findings
            for row, column in [finding.location]
        )
