"""What a post wants of the web, as facts of the index: so that a run asks URLs without parsing the posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lint.post.document import Document
from lint.post.web_links import date_of, web_links
from lint.primitives.fact import Fact
from lint.primitives.place import Span
from lint.web.verdict import Kind

# The kind of these facts: the name of their collector.
WEB_URLS = "web_urls"
_WHOLE = Span(0, 0)
# Characters of a fact, which may have 100,000. A longer URL is asked by nobody.
_LONGEST, _LONGEST_URL = 80_000, 16_384


class Want(NamedTuple):
    """A URL that a post wants.

    Parameters:
        url: normalized, without its fragment.
        kind: what for.
        anchor: the anchor of the page to which a link leads; only of the kind `ANCHORS`.
    """

    url: str
    kind: Kind
    anchor: str = ""


def wants_of(document: Document) -> Iterator[Want]:
    """Yield what a post wants of the web, each once."""
    found: dict[Want, None] = {}
    for each in web_links(document):
        found[Want(each.url, each.kind)] = None
        if each.anchor:
            found[Want(each.url, Kind.ANCHORS, each.anchor)] = None
        if each.origin:
            found[Want(each.origin, Kind.IMAGE)] = None
    return (each for each in found if len(each.url) + len(each.anchor) <= _LONGEST_URL)


def web_urls(document: Document) -> Iterator[Fact]:
    """Collect what a post wants: the first line is its date, then each URL has a line.

    A post without any yields a fact as well: so it is known to have none.
    """
    lines, size = [date_of(document)], 0
    for each in wants_of(document):
        line = f"{each.kind} {each.url} {each.anchor}".rstrip()
        if size + len(line) >= _LONGEST:
            yield Fact("", _WHOLE, "\n".join(lines))
            del lines[1:]
            size = 0
        lines.append(line)
        size += len(line) + 1
    yield Fact("", _WHOLE, "\n".join(lines))


def wants_in(value: str) -> tuple[str, list[Want]]:
    """Return the date of a post, and what it wants, by the value of such a fact."""
    date, *lines = value.split("\n")
    found = []
    for line in lines:
        kind, url, *anchor = line.split(" ")
        found.append(Want(url, Kind(kind), *anchor))
    return date, found
