"""JSON for machines: `json`, an array, and `jsonl`, one object per line. The keys are a contract."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Fix, Related
from lint.report.inert import Syntax
from lint.report.printable import is_printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Position, Source

_encode_text = json.JSONEncoder(ensure_ascii=False).encode
_encode_ascii = json.JSONEncoder().encode


def encode(record: dict[str, object]) -> str:
    """Return a record as one line of JSON that is valid UTF-8 and safe to show on a terminal.

    When it contains a lone surrogate (a byte that is not UTF-8) or a control character, everything outside
    ASCII is escaped.
    """
    line = _encode_text(record)
    return line if is_printable(line) else _encode_ascii(record).replace("\x7f", "\\u007f")


def record(source: "Source", finding: Finding) -> dict[str, object]:
    """Return a finding as the contract describes it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": finding.severity.value,
        "filename": finding.filename,
        "location": _place(finding.location),
        "end_location": _place(finding.end_location),
        "span": [*finding.span],
        "fix": _fix(source, finding.fix) if finding.fix is not None else None,
        "url": finding.url,
        "related": [_related(place) for place in finding.related],
    }


def _related(place: Related) -> dict[str, object]:
    return {
        "code": place.code,
        "message": place.message,
        "location": _place(place.location),
        "end_location": _place(place.end_location),
        "span": [*place.span],
    }


def _place(position: "Position") -> dict[str, int]:
    return {"row": position.row, "column": position.column}


def _fix(source: "Source", fix: Fix) -> dict[str, object]:
    edits = [
        {
            "span": [*span],
            "content": content,
            "location": _place(source.position(span.start)),
            "end_location": _place(source.position(span.end)),
        }
        for span, content in fix.edits
    ]
    return {"applicability": fix.applicability.value, "message": fix.message, "edits": edits}


class JSONLinesReporter(Reporter):
    """One object per line, written as soon as it is known."""

    syntax = Syntax.JSON

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return one line per finding."""
        return "".join(encode(record(source, finding)) + "\n" for finding in findings)


class JSONReporter(JSONLinesReporter):
    """An array of the same objects, one per line."""

    separator = ",\n"

    def begin(self) -> str:
        """Open the array."""
        return "[\n"

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return the objects of one file, without a trailing comma."""
        return ",\n".join(encode(record(source, finding)) for finding in findings)

    def end(self, summary: Summary) -> str:
        """Close the array."""
        return "\n]\n" if summary.tallies else "]\n"
