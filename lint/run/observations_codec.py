"""Observations as the cache stores them: JSON with the parts of the text that reports show.

A file without observations and comments is stored as nothing, as most files are.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.primitives.finding import Applicability, Edit, Fix, Issue, Observation, Related, Severity
from lint.primitives.fingerprint import fingerprints
from lint.primitives.source import Position, Source, Span
from lint.run.stored_source import StoredSource

if TYPE_CHECKING:
    from lint.post.comments import SuppressionComment  # only for a post with comments

NOTHING = b""
# What reports show of a line before and after the start of a finding, and after its end; a wider terminal
# reads the file. Fingerprints need less.
_BEFORE, _SHOWN, _AFTER = 30, 240, 60
# A longer text is stored only by its fingerprint.
_LONG = 1000
_AROUND = 32
# Of a record, what every observation has: up to its message.
_LEAST = 8
_SEVERITIES = {each.value: each for each in Severity}
_APPLICABILITIES = {each.value: each for each in Applicability}


class Groups(NamedTuple):
    """What a post and its observations belong to, as `--by` counts them.

    Parameters:
        month, source: those of the post.
        hosts: the host of each observation.
    """

    month: str
    source: str
    hosts: Sequence[str]


class Known(NamedTuple):
    """What the cache knows of a file."""

    source: Source
    observations: list[Observation]
    comments: Sequence[SuppressionComment] = ()
    groups: Groups = Groups("", "", ())


def encode(
    source: Source,
    observations: Sequence[Observation],
    comments: Sequence[SuppressionComment],
    groups: Callable[[], Groups],
) -> bytes:
    """Return what was observed in a file as JSON; `groups` is called if there is anything."""
    if not observations and not comments:
        return NOTHING
    parts = _PartsOf(source)
    month, origin, hosts = groups()
    coded = []
    for (code, issue, location, end), host in zip(observations, hosts, strict=True):
        span, message, fix, severity, cause, holds, apart = issue
        parts.show(span)
        if fix is not None:
            parts.edit(fix)
        record = [code, *span, *location, *end, message, fix, host, severity, cause, holds, apart]
        while len(record) > _LEAST and not record[-1]:
            record.pop()
        coded.append(record)
    for comment in comments:
        for place in (comment.span, comment.line, *(each.span for each in comment.selectors)):
            parts.show(place)
        if comment.selectors:
            parts.show(Span(comment.selectors[0].span.start, comment.selectors[-1].span.end))
    shown = [len(source.text), *parts.finish(), _fingerprints_of_long(source, observations)]
    # Most reports show no text: its parts are decoded only for those that do.
    return b"\n".join(_json(each) for each in ([month, origin, coded, comments], shown))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _fingerprints_of_long(
    source: Source, observations: Iterable[Observation]
) -> list[tuple[str, int, int, str]]:
    long = {(each.code, each.issue.span): each for each in observations if _is_long(each.issue.span)}
    if not long:
        return []
    texts = Counter((code, source.part(*span)) for code, span in long)
    # Equal texts are numbered, which depends on what else is reported: the file is read for them.
    alone = [each for (code, span), each in long.items() if texts[code, source.part(*span)] == 1]
    found = [Related(each.code, each.issue.message, each.issue.span, *each[2:]) for each in alone]
    known = zip(alone, fingerprints(source, found), strict=True)
    return [(each.code, *each.issue.span, fingerprint) for each, fingerprint in known]


def _is_long(span: Span) -> bool:
    return span.end - span.start > _LONG


class _PartsOf:
    """Collects the parts of a file's text, and writes them in one pass."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._size = len(source.text)
        self._marks: dict[int, Position] = {}
        self._ends: dict[int, int] = {}
        self._wanted: list[tuple[int, int]] = []

    def show(self, span: Span) -> None:
        """Keep what reports show of a place."""
        start, end = span
        row, column = self._mark(start)
        self._mark(end)
        if not end:
            return
        line_end = self._ends.get(row)
        if line_end is None:
            line_end = self._ends[row] = self._source.line_end(row)
        stop = min(end, line_end)
        wanted = self._wanted
        wanted.append((max(start - column + 1, start - _BEFORE), min(line_end, start + _SHOWN)))
        wanted.append((stop, min(line_end, stop + _AFTER)))
        if end - start <= _LONG:
            wanted.append((max(start - _AROUND, 0), min(end + _AROUND, self._size)))

    def edit(self, fix: Fix) -> None:
        """Keep what reports need to describe a fix."""
        for span, _ in fix.edits:
            self._mark(span.start)
            self._mark(span.end)
        first, last = fix.edits[0].span, fix.edits[-1].span
        if first.start < last.start and last.end - first.start <= _LONG:
            self._wanted.append((first.start, last.end))

    def _mark(self, offset: int) -> Position:
        position = self._marks.get(offset)
        if position is None:
            position = self._marks[offset] = self._source.position(offset)
        return position

    def finish(self) -> tuple[list[object], list[object], list[object]]:
        """Return marks with their columns in bytes, the ends of rows, and the parts in order."""
        text = self._source.text
        marks: list[object] = []
        before, before_row, column = 0, 0, 1
        for offset in sorted(self._marks):
            row, of_chars = self._marks[offset]
            if row != before_row:
                before, before_row, column = offset - of_chars + 1, row, 1
            added = text[before:offset]
            column += len(added) if added.isascii() else len(added.encode("utf-8", "surrogateescape"))
            before = offset
            marks.append((offset, row, of_chars) if column == of_chars else (offset, row, of_chars, column))
        parts: list[object] = []
        begin = stop = -1
        for start, end in sorted(self._wanted):
            if start > stop:
                if stop > begin:
                    parts.append((begin, text[begin:stop]))
                begin, stop = start, end
            elif end > stop:
                stop = end
        if stop > begin:
            parts.append((begin, text[begin:stop]))
        return marks, list(self._ends.items()), parts


def decode(
    data: bytes, filename: str, path: str, digest: str, largest: int, codes: Collection[str] | None = None
) -> Known:
    """Read what `encode` wrote.

    Parameters:
        filename: the file's name in reports; `path` is the one to open.
        digest: that of the file's content.
        largest: the size in bytes above which the file is not read.
        codes: those of the observations to read; by default all.

    Raises:
        ValueError: when `encode` did not write it.
    """
    if not data:
        return Known(StoredSource(filename, path, digest, b"", largest), [])
    head, _, parts = data.partition(b"\n")
    try:
        month, origin, coded, comments = json.loads(head.decode("utf-8", "surrogatepass"))
        if codes is not None:
            coded = [record for record in coded if record[0] in codes]
        hosts: list[str] = []
        observations = [_observation(hosts, *record) for record in coded]
        _check_texts(month, origin, *hosts)
        source = StoredSource(filename, path, digest, parts, largest)
        return Known(source, observations, _comments(comments), Groups(month, origin, hosts))
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("not written by a run") from error


def _check_texts(*texts: object) -> None:
    if {*map(type, texts)} != {str}:
        raise TypeError


def _observation(  # noqa: PLR0913, PLR0917 - a record
    hosts: list[str],
    code: str,
    start: int,
    end: int,
    row: int,
    column: int,
    end_row: int,
    end_column: int,
    message: str,
    fix: Any = None,  # noqa: ANN401 - checked below
    host: str = "",
    severity: str | None = None,
    cause: str | None = None,
    holds: Any = (),  # noqa: ANN401 - as above
    apart: bool = False,  # noqa: FBT001, FBT002 - as above
) -> Observation:
    if type(code) is not str or type(message) is not str or (cause is not None and type(cause) is not str):
        raise TypeError
    if {*map(type, (start, end, row, column, end_row, end_column))} != {int}:
        raise TypeError
    hosts.append(host)
    weight = _SEVERITIES[severity] if severity is not None else None
    places = tuple(Span(*place) for place in holds) if holds else ()
    repair = _fix(fix) if fix is not None else None
    issue = Issue(Span(start, end), message, repair, weight, cause, places, bool(apart))
    return Observation(code, issue, Position(row, column), Position(end_row, end_column))


def _fix(stored: Any) -> Fix:  # noqa: ANN401 - as above
    message, edits, applicability = stored
    read = tuple([Edit(Span(start, end), content) for (start, end), content in edits])
    if not read or type(message) is not str:
        raise TypeError
    for (start, end), content in read:
        if type(content) is not str or start > end:  # which only numbers answer
            raise TypeError
    return Fix(message, read, _APPLICABILITIES[applicability])


def _comments(stored: Sequence[Any]) -> Sequence[SuppressionComment]:
    if not stored:
        return ()
    from lint.post.comments import Selector, SuppressionComment  # only for a post with comments

    return [
        SuppressionComment(
            str(directive),
            tuple(Selector(str(text), Span(*place)) for text, place in selectors),
            Span(*span), Span(*region), Span(*line), tuple(map(str, allowed)), bool(isolated),
        )
        for directive, selectors, span, region, line, allowed, isolated in stored
    ]  # fmt: skip
