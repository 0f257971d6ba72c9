"""The BBCode of forums in a text that is read as Markdown."""

import re
from collections.abc import Iterator, Mapping

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_CODE = regex(r"\[code(?:=[^\]\n]{0,40})?\]", re.IGNORECASE)
_END = regex(r"\[/code\]", re.IGNORECASE)
_START_TAG = regex(r"\[([a-zA-Z]{1,10})[\]=]")
_END_TAG = regex(r"\[/(?P<name>[a-zA-Z]{1,10})\]\(")


def code_places(text: str, span: Span) -> Iterator[Span]:
    """Yield the place of each `[code]…[/code]`."""
    position, end = span
    while (start := _CODE.search(text, position, end)) is not None:
        close = _END.search(text, start.end(), end)
        if close is None:
            return
        yield Span(start.start(), close.end())
        position = close.end()


def opened_tags(text: str, span: Span) -> dict[str, int]:
    """Return where the first start tag with each name is."""
    opened: dict[str, int] = {}
    for match in _START_TAG.finditer(text, *span):
        opened.setdefault(match[1], match.start())
    return opened


def is_end_tag(text: str, opened: Mapping[str, int], link: Span) -> bool:
    """Return whether a link of Markdown is an end tag with parentheses after it, as in `[b]f[/b]()`."""
    match = _END_TAG.match(text, *link)
    return match is not None and opened.get(match["name"], link.start) < link.start
