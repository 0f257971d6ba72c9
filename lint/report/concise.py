"""One line per finding: `path:row:column: CODE message`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding
from lint.report.printable import printable
from lint.report.reporter import Reporter

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source


class ConciseReporter(Reporter):
    """Lines that editors and grep read."""

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return one line per finding."""
        name = printable(source.filename)
        return "".join(
            f"{name}:{row}:{column}: {finding.code} {printable(finding.message)}\n"
            for finding in findings
            for row, column in [finding.location]
        )
