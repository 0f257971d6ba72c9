"""LNK006 link-protocol-relative."""

from lint.rule import Document, Edit, Fix, Issue, Issues, Link, Span, rule
from lint.rules.lnk.written_link import shown


@rule("LNK006", severity="info", of="link")
def link_protocol_relative(link: Link, document: Document) -> Issues:
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
