"""A file as the cache knows it: the parts of its text that reports show."""

import sys
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from lint.primitives.source import Position, Source, Span
from lint.run import parts
from lint.run.packed import Packed
from lint.run.parts import Parts


class StaleError(Exception):
    """A file has changed since it was found to be known."""


# A file in which nothing was observed: everything is read from it.
_NOTHING = Parts(sys.maxsize, {}, {}, (), ())
_FINGERPRINTS = Packed(list[tuple[str, int, int, str]])


class StoredSource(Source):
    """A known file; what the parts do not have is read from the file.

    Parameters:
        filename, path: as those of a source.
        digest: that of the content which the parts are from.
        stored: the parts of its text, packed; empty if nothing was observed in it.
        fingerprints: of findings, packed.
        largest: the size in bytes above which the file is not read.

    Raises:
        StaleError: when something must be read, and the file has changed; by any method.
    """

    __slots__ = ("__dict__", "_known", "_largest", "_packed", "_stored")

    def __init__(
        self, filename: str, path: str, digest: str, stored: bytes, fingerprints: bytes, largest: int
    ) -> None:
        self.filename = filename
        self.path = path
        self.name = path.rpartition("/")[2]
        self._known = digest
        self._stored = stored
        self._packed = fingerprints
        self._largest = largest

    @property
    def digest(self) -> str:
        """The digest of the file's content."""
        return self._known

    @cached_property
    def _parts(self) -> Parts:
        try:
            return parts.read(self._stored) if self._stored else _NOTHING
        except ValueError as error:
            raise StaleError from error

    @cached_property
    def _fingerprints(self) -> Mapping[tuple[str, int, int], str]:
        try:
            found = _FINGERPRINTS.read(self._packed) if self._packed else ()
        except ValueError as error:
            raise StaleError from error
        return {(code, start, end): fingerprint for code, start, end, fingerprint in found}

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
        size, _, _, starts, texts = self._parts
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
        """Return the fingerprint of a finding about a text that no other one of its rule has."""
        return self._fingerprints.get((code, *span))
