"""A Parquet file for data frames, one row per finding. Needs the extra `archive-lint[parquet]`."""

import json
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from lint.primitives.finding import Finding
from lint.primitives.rewrite import write_whole
from lint.primitives.source import Source
from lint.report.places import text
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.summary import Summary

_ROWS = 50_000
_TEXTS = ("filename", "severity", "code", "name", "message", "fix", "url", "related")
_NUMBERS = ("row", "column", "end_row", "end_column", "start", "end")


class ParquetReporter(Reporter):
    """Compresses rows in groups as they arrive."""

    binary = True

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        try:
            import pyarrow as pa  # an extra
            from pyarrow import parquet
        except ImportError as error:
            raise ReporterError("pyarrow is missing; install archive-lint[parquet]") from error
        self._pa: Any = pa
        self._schema = pa.schema(
            [*((name, pa.string()) for name in _TEXTS), *((name, pa.int64()) for name in _NUMBERS)]
        )
        self._buffer = BytesIO()
        self._writer: Any = parquet.ParquetWriter(self._buffer, self._schema)
        self._rows: list[list[object]] = []

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's rows, one per line."""
        return "".join(
            json.dumps(
                [
                    text(source.filename), finding.severity.value, finding.code, finding.name,
                    text(finding.message), finding.fix.applicability.value if finding.fix else None,
                    finding.url, _related(finding), *finding.location, *finding.end_location, *finding.span,
                ]
            )
            + "\n"
            for finding in findings
        )  # fmt: skip

    def take(self, piece: str) -> str:
        """Keep the rows; a full group is compressed at once."""
        self._rows += map(json.loads, piece.splitlines())
        if len(self._rows) >= _ROWS:
            self._flush()
        return ""

    def end(self, _summary: Summary) -> str:
        """Write the whole file."""
        self._flush()
        self._writer.close()
        try:
            write_whole(self.options.path or "", self._buffer.getvalue())
        except OSError as error:
            raise ReporterError(f"{self.options.path}: cannot be written: {error.strerror}") from error
        return ""

    def _flush(self) -> None:
        columns: list[tuple[object, ...]] = list(zip(*self._rows, strict=True)) or [()] * len(self._schema)
        arrays = [
            self._pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


def _related(finding: Finding) -> str | None:
    """Return the other places of a finding as JSON: code, message, row, column, start, end, another file."""
    if not finding.related:
        return None
    return json.dumps(
        [
            (each.code, text(each.message), *each.location, *each.span, *filter(None, [each.filename]))
            for each in finding.related
        ]
    )
