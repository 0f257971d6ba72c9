"""The destination and title of a link in kramdown and Python-Markdown.

https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/link.rb
"""

import re
from array import array
from bisect import bisect_left

from lint.post.kramdown_search import Search
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_PARENTHESIS = regex(r"[()]")
_UNESCAPED_PARENTHESIS = regex(r"(?<!\\)[()]")
_QUOTE = regex(r"\s(?=['\"])", re.ASCII)
_ANY_QUOTE = regex(r"(?=['\"])")
_WHITESPACE = " \t\r\n\f\v"


class Destinations:
    """Finds the destinations in one stretch of text, reading it once however many links there are."""

    def __init__(self, text: str, end: int, search: Search, *, is_python: bool) -> None:
        self._text = text
        self._end = end
        self._is_python = is_python
        self._search = search
        # The quotes after which no link ends in the rest of the stretch.
        self._unclosed: set[str] = set()
        # Of each opening parenthesis, in order, its place and that of the closing one.
        self._openings: array[int] | None = None
        self._closings = array("Q")
        self._quotes = array("Q")

    def find(self, opening: int) -> tuple[Span, int] | None:
        """Return the place of the destination in the parenthesis at `opening`, and the end of the link."""
        text = self._text
        start = opening + 1
        if text.startswith("<", start):
            line = text.find("\n", start, self._end)
            close = self._search.find(">", start)
            if close >= 0 and (line < 0 or close < line):
                place = Span(start + 1, close)
                if text.startswith(")", close + 1):
                    return place, close + 2
                stop = self._after_title(close + 1)
                return (place, stop) if stop is not None else None
        if self._openings is None:
            self._openings = self._match_parentheses(opening)
        index = bisect_left(self._quotes, start)
        quote = self._quotes[index] if index < len(self._quotes) else self._end
        at = bisect_left(self._openings, opening)
        known = at < len(self._openings) and self._openings[at] == opening
        closing = self._closings[at] if known else self._end
        if closing < quote:
            return self._trimmed(start, closing), closing + 1
        if self._is_python and quote < closing < self._end and self._after_title(quote) is None:
            return self._trimmed(start, closing), closing + 1
        if quote < self._end:
            stop = self._after_title(quote)
            if stop is not None:
                return self._trimmed(start, quote), stop
        return None

    def _after_title(self, start: int) -> int | None:
        """Return the end of a link after the title that begins at `start`."""
        text = self._text
        while start < self._end and text[start] in _WHITESPACE:
            start += 1
        quote = text[start : start + 1]
        if quote not in ("'", '"') or not quote:
            return None
        at = self._search.find(quote, start + 2)
        while at >= 0:
            after = at + 1
            while after < self._end and text[after] in _WHITESPACE:
                after += 1
            if after < self._end and text[after] == ")":
                return after + 1
            if quote in self._unclosed:
                return None
            at = text.find(quote, at + 1, self._end)
        self._unclosed.add(quote)
        return None

    def _match_parentheses(self, start: int) -> "array[int]":
        """Find the closing parenthesis of each opening one; return the opening ones."""
        openings = array("Q")
        opened = array("Q")  # by their numbers
        parentheses = _UNESCAPED_PARENTHESIS if self._is_python else _PARENTHESIS
        for match in parentheses.finditer(self._text, start, self._end):
            if match[0] == "(":
                opened.append(len(openings))
                openings.append(match.start())
                self._closings.append(self._end)
            elif opened:
                self._closings[opened.pop()] = match.start()
        quotes = _ANY_QUOTE if self._is_python else _QUOTE
        self._quotes.extend(match.start() for match in quotes.finditer(self._text, start, self._end))
        return openings

    def _trimmed(self, start: int, end: int) -> Span:
        text = self._text
        while start < end and text[start] in _WHITESPACE:
            start += 1
        while start < end and text[end - 1] in _WHITESPACE:
            end -= 1
        return Span(start, end)
