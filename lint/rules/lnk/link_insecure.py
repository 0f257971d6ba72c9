"""LNK014 link-insecure."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, rule
from lint.rules.lnk.written_link import shown

_HTTP = regex(r"\Ahttp(?=://)", re.IGNORECASE)


@rule("LNK014", severity="info", default=False, of="link", raw=_HTTP)
def link_insecure(match: Match, link: Link, document: Document) -> Issues:
    """A link uses `http:`.

    Anyone between the reader and the page can read and change it. Many old pages are only served over
    `http:`, so the rule is off by default.

    ```html bad
    <a href="⟦http⟧://news.example.org/a">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    ```

    Check whether the page works with `https:`.
    """
    yield Issue(link.span_of(match), f"the link {shown(link.value)} uses `http:`; expected `https:`")
