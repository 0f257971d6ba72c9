"""What is shown of a link."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Link, Span

_REACH = 2000
_TAG = regex(r"</?a\b", re.IGNORECASE)


def inner_of(link: Link, place: Span, text: str) -> Span:
    """Return the place of what is shown of a link; empty for a bare URL."""
    if link.attribute == "markdown":
        end = text.rfind("](", place.start, link.span.start)
        return Span(place.start + 1, end) if end > place.start else Span(place.start, place.start)
    if link.attribute == "autolink":
        return Span(place.start, place.start)
    return Span(link.tag.end, text.rindex("<", link.tag.end, place.end))


def text_of(link: Link, document: Document) -> str:
    """Return the beginning of what is between the tags or brackets of a link, as written in the file."""
    if link.attribute in ("reference", "text"):
        return ""
    if link.attribute in ("markdown", "autolink"):
        return document.raw(inner_of(link, link.tag, document.text)).strip()
    start = link.tag.end
    end = _TAG.search(document.text, start, start + _REACH)
    return document.text[start : end.start() if end is not None else start + _REACH].strip()
