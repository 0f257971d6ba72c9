"""A file as the linter reads it: bytes, text, and the row and column of an offset."""

import os
import re
import sys
from bisect import bisect_right
from collections.abc import Sequence

from lint.primitives.blake2 import blake2b
from lint.primitives.patterns import regex
from lint.primitives.place import Position, Span

__all__ = ["BOM", "Position", "Source", "Span", "digest", "within"]

BOM = "\ufeff"

_NEAR = 2000
_HEAD = 8000
_FEWEST_TEXT_BYTES = 10

_NEWLINE = regex(r"\r\n|\n|\r")
_LINE_FEED = regex(r"\n")  # a single character is found twenty times as fast
_position = tuple.__new__  # faster than `Position(…)`


def within(offset: int, places: Sequence[Span]) -> bool:
    """Return whether an offset is in one of some places, which are in order and disjoint."""
    before = bisect_right(places, (offset, sys.maxsize))
    return before > 0 and offset < places[before - 1].end


def digest(data: bytes) -> str:
    """Return the digest of a file's content: 16 hexadecimal digits."""
    return blake2b(data, digest_size=8).hexdigest()


class Source:
    r"""One file, read once.

    `text` is the whole file decoded as UTF-8, with its byte order mark and `\\r\\n` line endings, so that an
    edit on a span changes nothing else. Bytes that are not UTF-8 are kept as lone surrogates (PEP 383), and
    `undecodable` holds the offset of the first one; it is 0 for a file with so many NULs that it is UTF-16
    or not text at all.

    Parameters:
        filename: the path to show, `/`-separated, relative to the working directory.
        data: the file's bytes.
        path: the path to open; `filename` when omitted. `name` is its last part.
    """

    __slots__ = ("_digest", "_starts", "data", "filename", "name", "path", "text", "undecodable")

    def __init__(self, filename: str, data: bytes, path: str | None = None) -> None:
        self.filename = filename
        self.path = filename if path is None else path
        self.name = os.path.basename(self.path)
        self.data = data
        self.undecodable: int | None = None
        try:
            self.text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.undecodable = len(data[: error.start].decode("utf-8"))
            self.text = data.decode("utf-8", "surrogateescape")
        if b"\0" in data and data.count(0, 0, _HEAD) * _FEWEST_TEXT_BYTES > min(len(data), _HEAD):
            self.undecodable = 0
        self._starts: Sequence[int] | None = None
        self._digest = ""

    @property
    def stem(self) -> str:
        """The file's name without its last suffix."""
        return os.path.splitext(self.name)[0]

    @property
    def digest(self) -> str:
        """The digest of the file's content: 16 hexadecimal digits."""
        if not self._digest:
            self._digest = digest(self.data)
        return self._digest

    @property
    def body_offset(self) -> int:
        """Where the text begins: 1 after a byte order mark, else 0."""
        return 1 if self.text.startswith(BOM) else 0

    def _line_starts(self) -> Sequence[int]:
        if self._starts is None:
            from array import array  # a file may have as many lines as bytes

            self._starts = array("I", [0])
            newline = _NEWLINE if "\r" in self.text else _LINE_FEED
            self._starts.extend(map(re.Match.end, newline.finditer(self.text)))
        return self._starts

    def position(self, offset: int) -> Position:
        r"""Return the row and column of a code-point offset.

        Rows end at `\\n`, `\\r\\n` or a lone `\\r`, as in editors, but not at U+2028.
        """
        if self._starts is None and offset <= _NEAR and self.text.find("\r", 0, offset) < 0:
            # Most findings are in the front matter: counting a few lines beats a table of all.
            before = self.text.count("\n", 0, offset)
            return Position(before + 1, offset - self.text.rfind("\n", 0, offset))
        starts = self._line_starts()
        row = bisect_right(starts, offset)
        return Position(row, offset - starts[row - 1] + 1)

    def positions(self, span: Span) -> tuple[Position, Position]:
        """Return the rows and columns where a place starts and ends."""
        start, end = span
        text = self.text
        if end <= _NEAR and text.find("\n", start, end) < 0 and text.find("\r", 0, end) < 0:
            # In one row of the front matter, as most: this takes two thirds of the time.
            row, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            return _position(Position, (row, column)), _position(Position, (row, column + end - start))
        first = self.position(start)
        if text.find("\n", start, end) < 0 and text.find("\r", start, end) < 0:
            return first, Position(first[0], first[1] + end - start)
        return first, self.position(end)

    def part(self, start: int, end: int) -> str:
        """Return the text between two offsets. Reports use this rather than `text`: the cache holds parts."""
        return self.text[start:end]

    def byte_column(self, offset: int) -> int:
        """Return the 1-based column of an offset in bytes of UTF-8."""
        column = self.position(offset).column
        before = self.text[offset - column + 1 : offset]
        return column if before.isascii() else len(before.encode("utf-8", "surrogateescape")) + 1

    def fingerprint(self, _code: str, _span: Span) -> str | None:
        """Return the fingerprint of a finding whose text is not at hand; `None` to compute it."""
        return None

    def line(self, offset: int) -> Span:
        """Return the row that contains an offset, without its line break."""
        row, column = self.position(offset)
        return Span(offset - column + 1, self.line_end(row))

    def line_end(self, row: int) -> int:
        """Return the offset of a 1-based row's line break, or of the text's end for the last row."""
        starts = self._line_starts()
        if row >= len(starts):
            return len(self.text)
        end = starts[row]
        return end - 2 if self.text.startswith("\r\n", end - 2) else end - 1
