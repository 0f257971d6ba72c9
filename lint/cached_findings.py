"""Findings as they are kept in the cache: JSON without the file's name."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.cache import Row
    from lint.finding import Finding
    from lint.source import Source

_SEVERITIES = ("error", "warning", "info")


@lru_cache(maxsize=4096)  # most posts have the same few findings
def _are_tallies(text: str) -> bool:
    try:
        value = json.loads(text)
        if value == []:
            return True
        fixable, unsafe, counts = value
        return all(isinstance(each, int) for each in (fixable, unsafe)) and all(
            isinstance(count, int)
            and severity in _SEVERITIES
            and all(isinstance(each, str) for each in names)
            for *names, severity, url, count in counts
            if isinstance(url, str)
        )
    except (ValueError, TypeError, RecursionError):
        return False


def is_sound(row: Row) -> bool:
    """Say whether a row of the cache is what a run would have written, as far as can be seen."""
    if not all(
        isinstance(each, str) for each in (row.stamp, row.content, row.tallies, row.findings, row.format)
    ):
        return False
    if not isinstance(row.piece, bytes) or not _are_tallies(row.tallies):
        return False
    if row.tallies != "[]" and not row.piece.isascii():
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
    from lint.finding import Applicability, Edit, Finding, Fix, Severity  # noqa: PLC0415 - a warm run needs none
    from lint.source import Position, Span  # noqa: PLC0415

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
    """Give how often each rule fired in a file, as JSON: what a summary counts."""
    if not findings:
        return "[]"
    counts: Counter[tuple[str, str, str, str]] = Counter()
    fixable = unsafe = 0
    for finding in findings:
        counts[finding.code, finding.name, finding.severity.value, finding.url] += 1
        if finding.fix is not None:
            if finding.fix.applicability.value == "safe":
                fixable += 1
            else:
                unsafe += 1
    return json.dumps([fixable, unsafe, [(*key, count) for key, count in counts.items()]])
