"""The parts of a file's text that reports show, and their places."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.primitives.finding import Fix, Observation
from lint.primitives.source import Position, Source, Span
from lint.run.packed import Packed, pack

# What reports show of a line before and after the start of a finding, and after its end; a wider terminal
# reads the file. Fingerprints need less.
_BEFORE, _SHOWN, _AFTER = 30, 240, 60
# Of a longer text, only its start is stored.
_LONG = 1000
_AROUND = 32


class _Stored(NamedTuple):
    """The parts as they are stored: lists of tuples, as JSON has no others."""

    size: int
    marks: list[tuple[int, int, int, int]]
    ends: list[tuple[int, int]]
    texts: list[tuple[int, str]]


_STORED = Packed(_Stored)


class Parts(NamedTuple):
    """The parts of a file.

    Parameters:
        size: the length of its text.
        marks: row, column, and column in bytes of UTF-8, by offset.
        ends: the offset of a row's end, by row.
        starts: the offsets of the texts, in order.
        texts: disjoint parts of the text.
    """

    size: int
    marks: Mapping[int, tuple[int, int, int]]
    ends: Mapping[int, int]
    starts: Sequence[int]
    texts: Sequence[str]


def read(data: bytes) -> Parts:
    """Read what `finish` wrote; raise ValueError for anything else."""
    size, marks, ends, texts = _STORED.read(data)
    at = {offset: (row, column, in_bytes) for offset, row, column, in_bytes in marks}
    return Parts(size, at, dict(ends), [start for start, _ in texts], [text for _, text in texts])


class PartsOf:
    """Collects the parts of a file's text, and writes them in one pass."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self._size = len(source.text)
        self._has_returns = "\r" in source.text
        self._marks: dict[int, Position] = {}
        self._ends: dict[int, int] = {}
        self._wanted: list[tuple[int, int]] = []

    def observed(self, observation: Observation) -> None:
        """Keep what reports show of an observation, and need to describe its fix."""
        _, issue, location, end_location = observation
        start, end = issue.span
        self._marks[start] = location
        self._marks[end] = end_location
        self._show(start, end, location)
        if issue.fix is not None:
            self._edit(issue.fix)

    def show(self, span: Span) -> None:
        """Keep what reports show of a place."""
        start, end = span
        self._mark(end)
        self._show(start, end, self._mark(start))

    def _show(self, start: int, end: int, location: Position) -> None:
        if not end:
            return
        row, column = location
        line_end = self._ends.get(row)
        if line_end is None:
            line_end = self._ends[row] = self._line_end(row, start)
        stop = min(end, line_end)
        wanted = self._wanted
        wanted.append((max(start - column + 1, start - _BEFORE), min(line_end, start + _SHOWN)))
        wanted.append((stop, min(line_end, stop + _AFTER)))
        if end - start <= _LONG:
            wanted.append((max(start - _AROUND, 0), min(end + _AROUND, self._size)))

    def _line_end(self, row: int, offset: int) -> int:
        """Return the end of the row that contains an offset."""
        if self._has_returns:
            return self._source.line_end(row)
        end = self._text.find("\n", offset)  # a table of all rows takes longer
        return end if end >= 0 else self._size

    def _edit(self, fix: Fix) -> None:
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

    def finish(self) -> bytes:
        """Return marks with their columns in bytes, the ends of rows, and the parts in order."""
        text = self._text
        marks = []
        before, before_row, column = 0, 0, 1
        for offset in sorted(self._marks):
            row, of_chars = self._marks[offset]
            if row != before_row:
                before, before_row, column = offset - of_chars + 1, row, 1
            added = text[before:offset]
            column += len(added) if added.isascii() else len(added.encode("utf-8", "surrogateescape"))
            before = offset
            marks.append((offset, row, of_chars, column))
        parts = []
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
        return pack(_Stored(self._size, marks, list(self._ends.items()), parts))
