"""Findings as they are kept in the cache: JSON without the file's name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lint.primitives.finding import Applicability, Edit, Finding, Fix, Severity
from lint.report import Counts, count
from lint.run.cache import Row

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none

# What a file without findings comes to: most files are such.
NOTHING = "[0, 0, []]"
_SEVERITIES = ("error", "warning", "info")


@lru_cache(maxsize=4096)  # most posts have the same few findings
def read_counts(text: str) -> Counts | None:
    """Give what a file's findings come to; `None` for what no run of ours wrote."""
    try:
        fixable, unsafe, rules = json.loads(text)
        rows = [(code, name, severity, url, number) for code, name, severity, url, number in rules]
    except (ValueError, TypeError, RecursionError):
        return None
    texts = all(isinstance(each, str) for row in rows for each in row[:4])
    numbers = all(type(each) is int for each in (fixable, unsafe, *(row[4] for row in rows)))
    known = all(row[2] in _SEVERITIES for row in rows)
    return Counts(fixable, unsafe, rows) if texts and numbers and known else None


def is_sound(row: Row) -> bool:
    """Say whether a row of the cache is what a run would have written, as far as can be seen."""
    if not all(
        isinstance(each, str) for each in (row.stamp, row.content, row.tallies, row.findings, row.report_key)
    ):
        return False
    if not isinstance(row.piece, bytes) or read_counts(row.tallies) is None:
        return False
    if not row.piece.isascii():
        try:
            row.piece.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return False
    return True


def encode(findings: Sequence[Finding]) -> str:
    """Give findings as JSON."""
    if not findings:
        return "[]"
    return json.dumps(
        [
            (
                finding.code,
                finding.name,
                finding.message,
                finding.severity.value,
                finding.span,
                finding.location,
                finding.end_location,
                None
                if finding.fix is None
                else (finding.fix.message, finding.fix.edits, finding.fix.applicability.value),
                finding.url,
            )
            for finding in findings
        ]
    )


def decode(text: str, source: Source) -> list[Finding]:
    """Give the findings of a file back."""
    from lint.primitives.source import Position, Span  # as above

    return [
        Finding(
            code,
            name,
            message,
            Severity(severity),
            source.filename,
            Span(*span),
            Position(*location),
            Position(*end),
            None
            if fix is None
            else Fix(
                fix[0],
                tuple(Edit(Span(*place), content) for place, content in fix[1]),
                Applicability(fix[2]),
            ),
            url,
        )
        for code, name, message, severity, span, location, end, fix, url in json.loads(text)
    ]


def tallies(findings: Sequence[Finding]) -> str:
    """Give what a file's findings come to, as JSON."""
    return json.dumps(count(findings)) if findings else NOTHING
