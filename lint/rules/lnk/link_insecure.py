"""LNK014 link-insecure."""

from lint.rule import Document, Issue, Issues, Link, Span, rule
from lint.rules.lnk.written_link import shown


@rule("LNK014", severity="info", default=False, of="link")
def link_insecure(link: Link, document: Document) -> Issues:
    """A link uses `http:`.

    What stands between the reader and the page can read and change it. Many old pages answer on http
    only, so the rule is off by default.

    ```html bad
    <a href="⟦http⟧://news.example.org/a">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    ```

    Try the page with `https:`.
    """
    if link.raw[:7].lower() == "http://":
        yield Issue(
            Span(link.span.start, link.span.start + 4),
            f"the link {shown(link.value)} is http: expected https",
        )
