"""Reviewdog's Diagnostic Format: `rdjson`, one object, and `rdjsonl`, one diagnostic per line.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf; columns count bytes of UTF-8.
"""

from collections.abc import Sequence

from lint.primitives.finding import Finding
from lint.primitives.source import Source, Span
from lint.report.inert import Syntax
from lint.report.json_lines import dumps
from lint.report.places import joined, text
from lint.report.reporter import Reporter
from lint.report.summary import Summary


class RDJSONLinesReporter(Reporter):
    """One diagnostic per line, its fix as a suggestion."""

    syntax = Syntax.JSON

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return one line per finding."""
        return "".join(dumps(_diagnostic(source, finding)) + "\n" for finding in findings)


class RDJSONReporter(RDJSONLinesReporter):
    """One object with all diagnostics."""

    separator = ",\n"

    def begin(self) -> str:
        """Open the object."""
        return (
            '{"source": {"name": "archive-lint", "url": "https://github.com/archive-lint/archive-lint"},'
            ' "diagnostics": [\n'
        )

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return the diagnostics of one file, without a trailing comma."""
        return ",\n".join(dumps(_diagnostic(source, finding)) for finding in findings)

    def end(self, summary: Summary) -> str:
        """Close the object."""
        return "\n]}\n" if summary.tallies else "]}\n"


def _diagnostic(source: Source, finding: Finding) -> dict[str, object]:
    diagnostic: dict[str, object] = {
        "message": text(finding.message),
        "location": {"path": text(finding.filename), "range": _range(source, finding.span)},
        "severity": finding.severity.name,
        "source": {"name": "archive-lint"},
        "code": {"value": finding.code, "url": finding.url},
    }
    if finding.related:
        diagnostic["related_locations"] = [
            {
                "message": text(f"{each.code} {each.message}"),
                "location": {"path": text(finding.filename), "range": _range(source, each.span)},
            }
            for each in finding.inside
        ] + [
            {
                "message": text(f"{each.code} {each.message}"),
                # Columns of bytes are not known of other files.
                "location": {
                    "path": text(each.filename or ""),
                    "range": {"start": {"line": each.location.row}, "end": {"line": each.end_location.row}},
                },
            }
            for each in finding.elsewhere
        ]
    if finding.fix is not None:
        edit = joined(source, finding.fix)
        diagnostic["suggestions"] = [{"range": _range(source, edit.span), "text": text(edit.content)}]
    return diagnostic


def _range(source: Source, span: Span) -> dict[str, object]:
    return {"start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: Source, offset: int) -> dict[str, object]:
    return {"line": source.position(offset).row, "column": source.byte_column(offset)}
