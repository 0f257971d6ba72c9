"""JSON for machines: `json`, an array, and `jsonl`, an object a line. The keys are a contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Fix
from lint.report.printable import is_printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary

if TYPE_CHECKING:
    from lint.primitives.source import Position, Source, Span  # a run that knows everything needs none

_encode_text = json.JSONEncoder(ensure_ascii=False).encode
_encode_ascii = json.JSONEncoder().encode


def encode(record: dict[str, object]) -> str:
    """Give a record as one line of JSON that can be written as UTF-8 and shown by a terminal.

    With a lone surrogate, which stands for a byte that is not UTF-8, or a character that acts on a
    terminal, everything beyond ASCII is written as escapes.
    """
    line = _encode_text(record)
    return line if is_printable(line) else _encode_ascii(record).replace("\x7f", "\\u007f")


def record(source: Source, finding: Finding) -> dict[str, object]:
    """Give a finding as the contract has it."""
    return {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": finding.severity.value,
        "filename": finding.filename,
        "location": _place(finding.location),
        "end_location": _place(finding.end_location),
        "span": [finding.span.start, finding.span.end],
        "fix": _fix(source, finding.fix) if finding.fix is not None else None,
        "url": finding.url,
    }


def _place(position: Position) -> dict[str, int]:
    return {"row": position.row, "column": position.column}


def _fix(source: Source, fix: Fix) -> dict[str, object]:
    return {
        "applicability": fix.applicability.value,
        "message": fix.message,
        "edits": [
            {
                "span": [span.start, span.end],
                "content": content,
                **_locations(source, span),
            }
            for span, content in fix.edits
        ],
    }


def _locations(source: Source, span: Span) -> dict[str, object]:
    return {
        "location": _place(source.position(span.start)),
        "end_location": _place(source.position(span.end)),
    }


class JSONLinesReporter(Reporter):
    """One object a line; a run's first findings appear at once."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a line for each finding."""
        return "".join(encode(record(source, finding)) + "\n" for finding in findings)


class JSONReporter(JSONLinesReporter):
    """An array of the same objects, one a line."""

    separator = ",\n"

    def begin(self) -> str:
        """Open the array."""
        return "[\n"

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give the objects of one file, without the comma after the last."""
        return ",\n".join(encode(record(source, finding)) for finding in findings)

    def end(self, summary: Summary) -> str:
        """Close the array."""
        return "\n]\n" if summary.tallies else "]\n"
