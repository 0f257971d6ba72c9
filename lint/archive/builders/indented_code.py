"""Indented code in Markdown (https://spec.commonmark.org/0.31.2/#indented-code-blocks)."""

from collections.abc import Iterator, Sequence

from lint.primitives.patterns import regex
from lint.primitives.place import Span

_INDENT = 4
_TAB = 4
_QUOTE = regex(r"(?:[ \t]*>)*")
# What is below a list item or a footnote is indented as far as its text; that of a footnote by four spaces.
_ITEM = regex(r"(?:[-*+]|\d{1,9}[.)])(?=[ \t])|\[\^[^\]\n]{1,100}\]:")
_ONE_LINE = regex(r"#{1,6}[ \t]|(?:[-*_][ \t]*){3,}$")


class _Blocks:
    """What the lines so far leave open."""

    def __init__(self) -> None:
        self._items: list[int] = []
        # Whether code may begin: no paragraph goes on.
        self._may_begin = True
        self._quotes = 0

    def follow_fence(self) -> None:
        self._may_begin = True

    def is_code(self, line: str) -> bool:
        """Return whether the next line is indented code."""
        prefix = _QUOTE.match(line)
        quotes = prefix[0].count(">") if prefix is not None else 0
        if prefix is not None and quotes:
            line = line[prefix.end() :].removeprefix(" ")
        if quotes != self._quotes:
            self._may_begin = quotes > self._quotes  # a paragraph in a quote goes on without its mark
            self._quotes, self._items = quotes, []
        text = line.lstrip(" \t")
        if not text:
            self._may_begin = True
            return False
        return self._is_code(text, _width(line[: len(line) - len(text)]))

    def _is_code(self, text: str, indent: int) -> bool:
        item = _ITEM.match(text)
        if self._may_begin or item is not None:
            while self._items and indent < self._items[-1]:
                self._items.pop()
        below = self._items[-1] if self._items else 0
        if indent - below >= _INDENT:
            return self._may_begin
        self._may_begin = _ONE_LINE.match(text) is not None
        if item is not None and not self._may_begin:
            rest = text[item.end() :]
            spaces = _width(rest[: len(rest) - len(rest.lstrip(" \t"))])
            own = item.end() + (spaces if 0 < spaces <= _INDENT else 1)
            self._items.append(indent + (_INDENT if text[0] == "[" else own))
        return False


def _width(spaces: str) -> int:
    return len(spaces.expandtabs(_TAB))


def indented_code(text: str, start: int, end: int, fenced: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of indented code in a body, in order; fences are left out.

    Parameters:
        text: the text of the file.
        start: where the body begins.
        end: where it ends.
        fenced: the places of fenced code, in order.
    """
    blocks = _Blocks()
    fences = iter(fenced)
    fence = next(fences, None)
    while start < end:
        if fence is not None and start >= fence.start:
            blocks.follow_fence()
            start = max(start, fence.end)
            fence = next(fences, None)
            if start < end and text[start] == "\n":
                start += 1
            continue
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if blocks.is_code(text[start:stop].rstrip("\r")):
            yield Span(start, stop)
        start = stop + 1
