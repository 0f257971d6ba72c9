"""Whole elements: start tags with their end tags."""

from collections.abc import Sequence

from lint.post.elements import VOID
from lint.rule import Span, Tag


def whole_elements(tags: Sequence[Tag]) -> dict[int, Span]:
    """Return the places of whole elements by the offset of their start tag, in linear time.

    An end tag closes the last open start tag with its name, whatever else is open, so that elements which are
    closed in the wrong order have a place as well. Elements without an end tag have none, except void ones.
    """
    places: dict[int, Span] = {}
    opened: dict[str, list[int]] = {}
    for tag in tags:
        name = tag.name
        if tag.closing:
            if opened.get(name):
                start = opened[name].pop()
                places[start] = Span(start, tag.span.end)
        elif name in VOID:
            places[tag.span.start] = tag.span
        else:
            opened.setdefault(name, []).append(tag.span.start)
    return places


def without_indentation(place: Span, text: str) -> Span:
    """Return a place with the spaces before it, if its removal leaves an empty line; else the same place."""
    start, end = place
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].isspace() and text[end : end + 2].startswith(("\n", "\r\n")):
        return Span(line, end)
    return place
