"""What a finding belongs to besides its rule: a folder, a month, a source, the host of a URL."""

import os
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from lint.post.document import Document
from lint.post.link_records import links
from lint.post.links import Link
from lint.post.many import MANY
from lint.primitives.finding import Finding
from lint.primitives.lazy import Lazy
from lint.primitives.source import Span

# The name of the group of findings that belong to none.
NONE = "-"
# How deep links are looked for in one another: an image is in a link.
_DEEPEST = 8
# The indices of places in order, and where these begin.
_Ordered = tuple[Sequence[int], Sequence[int]]


def groups(document: Document, findings: Sequence[Finding], by: str) -> list[str]:
    """Return the group of each finding.

    Parameters:
        by: `folder` of the post, `month` of its date, `source`, which is the host of its source URL, or
            `host`: that of the URL that the finding is about.
    """
    if by == "host":
        return hosts(document, [finding.span for finding in findings])
    if by == "month":
        group = month(document)
    else:
        group = source(document) if by == "source" else folder(document.source.filename)
    return [group] * len(findings)


def folder(filename: str) -> str:
    """Return the folder of a file."""
    return NONE if filename == "-" else os.path.dirname(filename) or "."


def month(document: Document) -> str:
    """Return the month of a post's date."""
    if document.source.undecodable is not None:
        return NONE
    when = document.date.when if document.date is not None else None
    return f"{when.year:04}-{when.month:02}" if when is not None else NONE


def source(document: Document) -> str:
    """Return the host of a post's source URL."""
    base = document.base if document.source.undecodable is None else None
    return (document.host(base) if base is not None else "") or NONE


def hosts(document: Document, places: Sequence[Span]) -> list[str]:
    """Return the host of the link at each place: the one that it is part of, or the only one in it."""
    if document.source.undecodable is not None:
        return [NONE for _ in places]
    known = _Links(links(document))
    found: dict[Span, str] = {}
    for place in places:
        if place not in found:
            link = known.at(place)
            found[place] = document.host(link.value) or NONE if link is not None else NONE
    return [found[place] for place in places]


class _Links:
    """Links by place."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links

    @Lazy
    def _by_url(self) -> _Ordered:
        return _ordered((link.span for link in self._links), len(self._links))

    @Lazy
    def _by_tag(self) -> _Ordered:
        return _ordered((link.tag for link in self._links), len(self._links))

    def at(self, place: Span) -> Link | None:
        """Return the link at a place; `None` if there is none, or several."""
        start, end = place
        order, starts = self._by_url
        last = bisect_right(starts, start)
        for link in self._of(order[max(last - _DEEPEST, 0) : last]):
            # What Markdown and HTML write around the URL belongs to the link.
            if start < end <= link.span.end:
                return link
        inside: dict[Span, Link] = {}
        for at in range(bisect_left(starts, start), len(starts)):
            link = self._links[order[at]]
            if link.span.start > end or len(inside) > 1:
                break
            if link.span.end <= end:
                inside[link.span] = link
        around = inside or self._around(start, end)
        return next(iter(around.values())) if len(around) == 1 else None

    def _around(self, start: int, end: int) -> dict[Span, Link]:
        order, starts = self._by_tag
        last = bisect_right(starts, start)
        near = self._of(order[max(last - _DEEPEST, 0) : last])
        return {link.span: link for link in near if end <= link.tag.end}

    def _of(self, indices: Iterable[int]) -> Iterator[Link]:
        return map(self._links.__getitem__, indices)


def _ordered(places: Iterable[Span], count: int) -> _Ordered:
    if count < MANY:
        few = list(places)
        order = sorted(range(count), key=few.__getitem__)
        return order, [few[at].start for at in order]
    numbers = array("Q", (start << 32 | end for start, end in places))
    packed = array("I", sorted(range(count), key=numbers.__getitem__))
    return packed, array("I", (numbers[at] >> 32 for at in packed))
