"""What is shown of a link."""

from lint.rule import Document, Link, Span
from lint.rules.lnk.sharing import whole_link


def inner_of(link: Link, place: Span, text: str) -> Span:
    """Return the place of what is shown of a link; empty for a bare URL."""
    if link.attribute == "markdown":
        end = text.rfind("](", place.start, link.span.start)
        return Span(place.start + 1, end) if end > place.start else Span(place.start, place.start)
    if link.attribute == "autolink":
        return Span(place.start, place.start)
    return Span(link.tag.end, text.rindex("<", link.tag.end, place.end))


def text_of(link: Link, document: Document) -> str:
    """Return the text between the tags or brackets of a link, as written in the file."""
    place = whole_link(link, document) if link.attribute != "reference" else None
    return document.raw(inner_of(link, place, document.text)).strip() if place is not None else ""
