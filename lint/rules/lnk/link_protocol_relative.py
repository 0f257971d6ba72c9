"""LNK006 link-protocol-relative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.primitives.finding import Edit, Fix, Issue
from lint.primitives.source import Span
from lint.rule.definition import rule
from lint.rules.lnk.written_link import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document
    from lint.post.links import Link


@rule("LNK006", severity="info")
def link_protocol_relative(link: Link, document: Document) -> Iterator[Issue]:
    """A link leaves its scheme to the page.

    `//host/path` works on a web server only: in a feed, a mail or a file opened from disk it leads
    nowhere, and some link checkers read it as a file.

    ```html bad
    <a href="⟦//news.example.org/a⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    ```

    The fix writes `https:`.
    """
    if link.value.startswith("//"):
        place = Span(link.span.start, link.span.start)
        url = document.url(link) if document.base else None
        fix = Fix("write https:", (Edit(place, "https:"),))
        yield Issue(
            link.span,
            f"the link {shown(link.value)} has no scheme: expected https:",
            fix if url or not document.base else None,
        )
