"""A file as the cache knows it: the parts of its text that reports show."""

import json
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lint.primitives.source import Position, Source, Span


class StaleError(Exception):
    """A file has changed since it was found to be known."""


class Parts(NamedTuple):
    """The parts of a file.

    Parameters:
        size: the length of its text.
        marks: row, column, and column in bytes of UTF-8, by offset.
        ends: the offset of a row's end, by row.
        starts: the offsets of the texts, in order.
        texts: disjoint parts of the text.
        fingerprints: those of findings about long texts, by code and offsets.
    """

    size: int
    marks: Mapping[int, tuple[int, int, int]]
    ends: Mapping[int, int]
    starts: Sequence[int]
    texts: Sequence[str]
    fingerprints: Mapping[tuple[str, int, int], str]


def _read(data: bytes) -> Parts:
    """Read the parts in their JSON; raise StaleError if no run wrote it."""
    if not data:  # nothing was observed, so everything is read from the file
        return Parts(sys.maxsize, {}, {}, (), (), {})
    try:
        size, marks, ends, texts, long = json.loads(data.decode("utf-8", "surrogatepass"))
        at = {offset: (row, column, *(rest or (column,))) for offset, row, column, *rest in marks}
        starts = [start for start, _ in texts]
        fingerprints = {(code, start, end): fingerprint for code, start, end, fingerprint in long}
        parts = Parts(size, at, dict(ends), starts, [text for _, text in texts], fingerprints)
    except (ValueError, TypeError, RecursionError) as error:
        raise StaleError from error
    numbers = [number for mark in at.values() for number in mark]
    numbers += [size, *at, *parts.ends, *parts.ends.values(), *starts]
    if not {*map(type, numbers)} <= {int} or not {*map(type, (*parts.texts, *fingerprints.values()))} <= {
        str
    }:
        raise StaleError
    return parts


class StoredSource(Source):
    """A known file; what the parts do not have is read from the file.

    Parameters:
        filename, path: as those of a source.
        digest: that of the content which the parts are from.
        parts: what is known of it, as JSON.
        largest: the size in bytes above which the file is not read.

    Raises:
        StaleError: when something must be read, and the file has changed; by any method.
    """

    __slots__ = ("__dict__", "_known", "_largest", "_stored")

    def __init__(self, filename: str, path: str, digest: str, parts: bytes, largest: int) -> None:
        self.filename = filename
        self.path = path
        self.name = path.rpartition("/")[2]
        self._known = digest
        self._stored = parts
        self._largest = largest

    @property
    def digest(self) -> str:
        """The digest of the file's content."""
        return self._known

    @cached_property
    def _parts(self) -> Parts:
        return _read(self._stored)

    @cached_property
    def _file(self) -> Source:
        from lint.primitives.files import UncheckedError, read  # few reports need more than the parts

        try:
            source = Source(self.filename, read(self.path, self._largest), self.path)
        except UncheckedError as error:
            raise StaleError from error
        if source.digest != self._known:
            raise StaleError
        return source

    @property
    def text(self) -> str:  # type: ignore[override] # nobody sets it
        """The whole text, which is read from the file."""
        return self._file.text

    @property
    def data(self) -> bytes:  # type: ignore[override] # as above
        """The file's bytes, which are read."""
        return self._file.data

    @property
    def undecodable(self) -> int | None:  # type: ignore[override] # as above
        """The offset of the first byte that is not UTF-8, as of a source."""
        return self._file.undecodable

    def part(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        if end <= start:
            return ""
        size, _, _, starts, texts, _ = self._parts
        end = min(end, size)
        at = bisect_right(starts, start) - 1
        if at >= 0:
            text, begin = texts[at], starts[at]
            if end - begin <= len(text):
                return text[start - begin : end - begin]
        return self._file.part(start, end)

    def position(self, offset: int) -> Position:
        """Return the row and column of an offset."""
        mark = self._parts.marks.get(offset)
        return Position(mark[0], mark[1]) if mark is not None else self._file.position(offset)

    def byte_column(self, offset: int) -> int:
        """Return the column of an offset in bytes of UTF-8."""
        mark = self._parts.marks.get(offset)
        return mark[2] if mark is not None else self._file.byte_column(offset)

    def line_end(self, row: int) -> int:
        """Return the offset of a row's end."""
        end = self._parts.ends.get(row)
        return end if end is not None else self._file.line_end(row)

    def fingerprint(self, code: str, span: Span) -> str | None:
        """Return the fingerprint of a finding about a long text."""
        return self._parts.fingerprints.get((code, *span))
