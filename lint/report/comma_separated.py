"""CSV for spreadsheets (RFC 4180), without cells that a spreadsheet would run as formulas."""

import csv
from collections.abc import Sequence
from io import StringIO

from lint.primitives.finding import Finding
from lint.primitives.patterns import regex
from lint.primitives.source import Source
from lint.report.printable import printable
from lint.report.reporter import Reporter

_COLUMNS = (
    "filename", "row", "column", "end_row", "end_column", "severity", "code", "name", "message", "fix", "url",
)  # fmt: skip
# https://owasp.org/www-community/attacks/CSV_Injection: some spreadsheets read full-width signs too, skip
# spaces before them, or divide cells at semicolons.
_FORMULA = regex(r'^(?=\s*[=+\-@＝＋－＠])|(?<=;)(?=[\s"]*[=+\-@＝＋－＠])')


class CSVReporter(Reporter):
    """One row per finding."""

    def begin(self) -> str:
        """Return the header row."""
        return _rows([_COLUMNS])

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return one row per finding."""
        return _rows(
            [
                (
                    cell(source.filename), *finding.location, *finding.end_location, finding.severity.value,
                    finding.code, finding.name, cell(finding.message),
                    finding.fix.applicability.value if finding.fix is not None else "", finding.url,
                )
                for finding in findings
            ]
        )  # fmt: skip


def _rows(rows: Sequence[Sequence[object]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def cell(value: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", printable(value))
