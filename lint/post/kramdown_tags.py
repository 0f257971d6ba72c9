"""Start tags as kramdown and Python's `html.parser` read them."""

import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.primitives.source import Span

# The name of an element or attribute in kramdown.
NAME = r"[^\W\d][\w.:-]*+"
_ATTRIBUTE = rf"\s++{NAME}(?:\s*+=\s*+(?:\w++|\"[^\"]*+\"|'[^']*+'))?"
# Each attribute takes memory until the pattern ends, so a tag with more is read in parts.
_FEW = 500
_TAG = regex(rf"<(?P<name>{NAME})(?P<attributes>(?:{_ATTRIBUTE}){{0,{_FEW}}})\s*+(?P<closed>/)?>")
_BEGIN = regex(rf"<(?P<name>{NAME})(?:{_ATTRIBUTE}){{{_FEW}}}")
_MORE = regex(rf"(?:{_ATTRIBUTE}){{1,{_FEW}}}")
_END = regex(r"\s*+(?P<closed>/)?>")
_PYTHON_NAME = regex(r"<([a-zA-Z][^\s/>]*+)(?=[\s/>])")
_SIGN = regex("[\"'>]")


class StartTag(NamedTuple):
    """A start tag: its name in lower case, its place and that of its attributes, and whether `/>` ends it."""

    name: str
    span: Span
    attributes: Span
    closed: bool


def kramdown_tag(text: str, at: int, end: int) -> StartTag | None:
    """Return the start tag at an offset as kramdown reads it; `None` if it is text."""
    match = _TAG.match(text, at, end)
    if match is None:
        return _tag_of_many_attributes(text, at, end)
    name, closed = match["name"].lower(), match["closed"] is not None
    return StartTag(name, Span(*match.span()), Span(*match.span("attributes")), closed)


def _tag_of_many_attributes(text: str, at: int, end: int) -> StartTag | None:
    begin = _BEGIN.match(text, at, end)
    if begin is None:
        return None
    position = begin.end()
    while (more := _MORE.match(text, position, end)) is not None:
        position = more.end()
    close = _END.match(text, position, end)
    if close is None:
        return None
    attributes = Span(begin.end("name"), position)
    return StartTag(begin["name"].lower(), Span(at, close.end()), attributes, close["closed"] is not None)


class PythonTags:
    """Reads start tags as Python's `html.parser` does, each part of the text once."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        # Where a tag ends that has a quotation mark or `>` at an offset, not in quotation marks; -1 if never.
        self._ends: dict[int, int] = {}
        # From where a sign was looked for, and which came first.
        self._looked: tuple[int, re.Match[str] | None] = (end, None)

    def read(self, at: int) -> StartTag | None:
        """Return the start tag at an offset; `None` if it is text."""
        match = _PYTHON_NAME.match(self._text, at, self._end)
        if match is None:
            return None
        begin, stop = match.end(), self._end_of_tag(match.end())
        if stop < 0:
            return None
        closed = stop - 2 >= begin and self._text[stop - 2] == "/"
        return StartTag(match[1].lower(), Span(at, stop), Span(begin, stop - 1 - closed), closed)

    def _sign(self, position: int) -> re.Match[str] | None:
        start, match = self._looked
        if position < start or (match is not None and match.start() < position):
            match = _SIGN.search(self._text, position, self._end)
            self._looked = (position, match)
        return match

    def _end_of_tag(self, position: int) -> int:
        passed = []
        stop = -1
        while (match := self._sign(position)) is not None:
            at = match.start()
            if at in self._ends:
                stop = self._ends[at]
                break
            passed.append(at)
            if match[0] == ">":
                stop = at + 1
                break
            close = self._text.find(match[0], at + 1, self._end)
            if close < 0:
                break
            position = close + 1
        self._ends.update(dict.fromkeys(passed, stop))
        return stop
