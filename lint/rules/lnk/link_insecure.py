"""LNK014 link-insecure."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, rule
from lint.rules.lnk.written_link import shown

_HTTP = re.compile(r"\Ahttp(?=://)", re.IGNORECASE)


@rule("LNK014", severity="info", default=False, of="link", raw=_HTTP)
def link_insecure(match: Match, link: Link, document: Document) -> Issues:
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
    yield Issue(link.span_of(match), f"the link {shown(link.value)} is http: expected https")
