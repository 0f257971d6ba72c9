"""Findings as the cache stores them: JSON without the file's name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lint.primitives.finding import Applicability, Edit, Finding, Fix, Related, Severity
from lint.report import Counts, count
from lint.run.cache import Row

if TYPE_CHECKING:
    from lint.primitives.source import Source  # not needed if every result is cached

# The tallies of a file without findings, as most files are.
NOTHING = "[0, 0, []]"
_SEVERITIES = ("error", "warning", "info")


@lru_cache(maxsize=4096)  # most posts have the same few findings
def read_counts(text: str) -> Counts | None:
    """Read a file's tallies; return `None` for what `tallies` cannot have written."""
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
    """Return whether a row has the types and tallies that a run writes; its findings are not read."""
    texts = (row.stamp, row.content, row.tallies, row.findings, row.report_key)
    if not all(isinstance(each, str) for each in texts) or not isinstance(row.piece, bytes):
        return False
    try:
        row.piece.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return read_counts(row.tallies) is not None


def encode(findings: Sequence[Finding]) -> str:
    """Return findings as JSON."""
    if not findings:
        return "[]"
    return json.dumps(
        [
            (code, name, message, severity.value, span, location, end, _encoded(fix), url, related)
            for code, name, message, severity, _, span, location, end, fix, url, related in findings
        ]
    )


def _encoded(fix: Fix | None) -> tuple[str, tuple[Edit, ...], str] | None:
    return None if fix is None else (fix.message, fix.edits, fix.applicability.value)


def decode(text: str, source: Source) -> list[Finding]:
    """Read a file's findings from JSON."""
    from lint.primitives.source import Position, Span  # as above

    findings = []
    for code, name, message, severity, span, location, end, fix, url, others in json.loads(text):
        weight, place, start, stop = Severity(severity), Span(*span), Position(*location), Position(*end)
        decoded = None
        if fix is not None:
            edits = tuple(Edit(Span(*replaced), content) for replaced, content in fix[1])
            decoded = Fix(fix[0], edits, Applicability(fix[2]))
        related = tuple(
            Related(of, what, Span(*where), Position(*begin), Position(*last))
            for of, what, where, begin, last in others
        )
        findings.append(
            Finding(code, name, message, weight, source.filename, place, start, stop, decoded, url, related)
        )
    return findings


def tallies(findings: Sequence[Finding]) -> str:
    """Return a file's findings counted by rule, as JSON."""
    return json.dumps(count(findings)) if findings else NOTHING
