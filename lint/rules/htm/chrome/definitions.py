"""Definitions of links that only a removed part of an article uses."""

import re
from collections.abc import Sequence

from lint.primitives.patterns import regex
from lint.rule import Edit, Span, within

_LABEL = regex(r"\[(?P<label>[^\[\]\n]{1,999})\]")
_DEFINITION = regex(r"^ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]{0,998})\]:[ \t]*\S[^\n]*(?:\n|\Z)", re.MULTILINE)


def without_definitions(edits: Sequence[Edit], text: str) -> tuple[Edit, ...]:
    """Return removals, and those of the definitions that nothing else uses; a reader does not see these."""
    places = [edit.span for edit in edits]
    inside = {_key(match["label"]) for place in places for match in _LABEL.finditer(text, *place)}
    if not inside:
        return tuple(edits)
    found = [
        match
        for match in _DEFINITION.finditer(text, places[-1].end)
        if _key(match["label"]) in inside and not within(match.start(), places)
    ]
    if not found:
        return tuple(edits)
    definitions = [Span(*match.span()) for match in found]
    labels = (match for match in _LABEL.finditer(text) if not within(match.start(), places))
    outside = {_key(match["label"]) for match in labels if not within(match.start(), definitions)}
    removed = [
        place for place, match in zip(definitions, found, strict=True) if _key(match["label"]) not in outside
    ]
    return tuple(_together([*places, *removed], text))


def _together(places: Sequence[Span], text: str) -> list[Edit]:
    """Return removals of places, in order; those with nothing but space between them become one."""
    edits: list[Edit] = []
    for start, end in places:
        if edits and not text[edits[-1].span.end : start].strip():
            edits[-1] = Edit(Span(edits[-1].span.start, end), "")
        else:
            edits.append(Edit(Span(start, end), ""))
    start, end = edits[-1].span
    if end == len(text):
        edits[-1] = Edit(Span(len(text[:start].rstrip()), end), "\n" if text.endswith("\n") else "")
    return edits


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
