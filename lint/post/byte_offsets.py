"""Convert the byte offsets of parsers in other languages to code points of the whole file."""

from bisect import bisect_left

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_CONTINUATION = regex(rb"[\x80-\xbf]")


class Places:
    """Converts byte offsets in `content` to code points of the file, where it begins at `offset`."""

    __slots__ = ("_continuations", "data", "offset")

    def __init__(self, content: str, offset: int) -> None:
        # A lone surrogate has no UTF-8; one byte in its place keeps the offsets right.
        self.data = content.encode("utf-8", "replace")
        self.offset = offset
        self._continuations = (
            () if content.isascii() else [match.start() for match in _CONTINUATION.finditer(self.data)]
        )

    def at(self, byte: int) -> int:
        """Return the code-point offset of a byte offset."""
        return self.offset + byte - bisect_left(self._continuations, byte)

    def span(self, start_byte: int, end_byte: int) -> Span:
        """Return the place of a range of bytes."""
        return Span(self.at(start_byte), self.at(end_byte))
