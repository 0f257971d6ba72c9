"""Places as editors name them: a row, and a column in units of the encoding that was agreed on."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import NamedTuple

from lint.primitives.patterns import regex

# Rows end as in the protocol; U+2028 and its like do not end one.
_NEWLINE = regex(r"\r\n|\n|\r")
_LINE_FEED = regex(r"\n")  # a single character is found twenty times as fast
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Point(NamedTuple):
    """A 0-based row, and a 0-based column in units of an encoding."""

    row: int
    column: int


class Range(NamedTuple):
    """What lies between two points."""

    start: Point
    end: Point


class Text:
    """A text, and the places in it.

    Parameters:
        text: the whole text.
        encoding: whose units columns count: utf-8, utf-16 or utf-32.
    """

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = array("Q", [0])
        newline = _NEWLINE if "\r" in text else _LINE_FEED
        self._starts.extend(map(re.Match.end, newline.finditer(text)))

    def offset(self, point: Point) -> int:
        """Return the code-point offset of a point; what is beyond a row, or the text, is its end."""
        row, column = point
        if row >= len(self._starts):
            return len(self.text)
        start = self._starts[row]
        if column <= 0:
            return start
        line = self._line(row)
        if line.isascii() or self.encoding == "utf-32":
            return start + min(column, len(line))
        codec, size = _UNITS[self.encoding]
        before = line[:column].encode(codec, "surrogatepass")[: column * size]
        return start + len(before.decode(codec, "ignore" if size == 1 else "surrogatepass"))

    def point(self, offset: int) -> Point:
        """Return the point of a code-point offset; one inside a line break is before it."""
        row = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[row] : offset].removesuffix("\r")
        return Point(row, units(before, self.encoding))

    def shown(self, row: int, column: int) -> Point:
        """Return a point whose column is in code points; as it is, if there is no such row."""
        if row >= len(self._starts):
            return Point(row, column)
        return Point(row, units(self._line(row)[:column], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """Return what lies between two code-point offsets."""
        return Range(self.point(start), self.point(end))

    def replaced(self, place: Range, content: str) -> Text:
        """Return the text after an edit."""
        start, end = sorted((self.offset(place.start), self.offset(place.end)))
        return Text(self.text[:start] + content + self.text[end:], self.encoding)

    def _line(self, row: int) -> str:
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        line = self.text[self._starts[row] : end]
        return line.removesuffix("\n").removesuffix("\r") if row + 1 < len(self._starts) else line


def units(text: str, encoding: str) -> int:
    """Return how many units of an encoding a text has."""
    if text.isascii() or encoding == "utf-32":
        return len(text)
    codec, size = _UNITS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size
