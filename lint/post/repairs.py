"""What Markdown would be read as a link, were it written otherwise.

Whether brackets in a text are a broken link depends on where they are: not in code, in a tag or in a formula.
The flavour's own reader knows best, so it reads the text once more, with the repairs made.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import accumulate, chain
from typing import NamedTuple

from lint.archive.builders.markdown import MDX, Markdown
from lint.post.document import Document
from lint.post.flavours import read_flavour
from lint.post.many import PlaceList, only
from lint.post.markdown import MarkdownLink, Reading
from lint.post.mdx_signs import looks_like_mdx
from lint.primitives.source import Span, within


class Repair(NamedTuple):
    """A text that is read instead of the one at a place: a link ends there if the repair makes one.

    Parameters:
        span: the place.
        content: what is read instead, as long as the text at the place.
    """

    span: Span
    content: str


def repaired(document: Document, repairs: Iterable[Repair]) -> Sequence[MarkdownLink]:
    """Return the links that repairs make of what is text now, in order; each ends where its repair does.

    Parameters:
        repairs: the repairs, in order and disjoint.
    """
    if document.source.name.endswith((".html", ".htm")):
        return ()
    body = document.content
    plain = body.plain
    wanted = array("Q")
    shown = _with(plain, (each for each in repairs if _is_text(each.span, document)), wanted)
    if not wanted:
        return ()
    markdown = document.site.markdown_of(document.source.name)
    if markdown.guesses and looks_like_mdx(document.text, body.span):
        markdown = MDX
    made = only(_read(document, shown, markdown).links, lambda link: _has(wanted, link.whole.end))
    if not made:
        return ()
    links, references = body.written or _written(document, plain, markdown)
    taken = _Taken(chain((link.whole for link in links if link.form != "reference"), references))
    # An image may be in the text of a link, which is before its destination.
    beside = (
        link.whole if link.image else Span(link.span.start, link.whole.end)
        for link in links
        if link.form != "reference"
    )
    taken_of_image = _Taken(chain(beside, references))
    return only(made, lambda link: not (taken_of_image if link.image else taken).overlaps(link.whole))


def _is_text(place: Span, document: Document) -> bool:
    """Return whether a place is text: no code, tag or template, and not the heading, which has its rules."""
    heading = document.heading
    if heading is not None and heading.span.start <= place.start < heading.span.end:
        return False
    body = document.content
    written = document.raw(place) == body.plain[place.start : place.end]
    return written and not within(place.start, body.covered)


def _with(plain: str, repairs: Iterable[Repair], ends: array[int]) -> str:
    """Return the text with repairs, and add where they end."""
    shown = StringIO(newline="")  # a list would hold each piece
    copied = 0
    for span, content in repairs:
        shown.write(plain[copied : span.start])
        shown.write(content)
        copied = span.end
        ends.append(copied)
    shown.write(plain[copied:])
    return shown.getvalue()


def _has(ends: Sequence[int], end: int) -> bool:
    at = bisect_left(ends, end)
    return at < len(ends) and ends[at] == end


def _read(document: Document, plain: str, markdown: Markdown) -> Reading:
    heading = document.heading
    has_heading = heading is not None and not heading.broken
    start = document.opening.end if has_heading else document.body.start
    return read_flavour(plain, plain, Span(start, document.body.end), markdown)[0]


def _written(
    document: Document, plain: str, markdown: Markdown
) -> tuple[Sequence[MarkdownLink], Sequence[Span]]:
    reading = _read(document, plain, markdown)
    return reading.links, reading.references


class _Taken:
    """The places of what is a link already."""

    def __init__(self, places: Iterable[Span]) -> None:
        found = PlaceList("Q")
        for start, end in places:
            found.add(start, end)
        self._places = found.found()
        self._reach = array("Q", accumulate((place.end for place in self._places), max))

    def overlaps(self, place: Span) -> bool:
        """Return whether a place overlaps one of these, other than an image inside it."""
        index = bisect_right(self._places, (place.start, sys.maxsize))
        if index > 0 and self._reach[index - 1] > place.start:
            return True
        while index < len(self._places) and self._places[index].start < place.end:
            if self._places[index].end >= place.end:
                return True
            index += 1
        return False
