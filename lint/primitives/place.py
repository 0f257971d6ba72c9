"""Places in a text: a range of its code points, and a row and column."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a source's text: `text[start:end]`."""

    start: int
    end: int


class Position(NamedTuple):
    """A 1-based row and a 1-based column in code points."""

    row: int
    column: int
