"""LNK007 link-private."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, rule
from lint.rules.lnk.written_link import has_lost_its_site, shown

_SCHEME = re.compile(r"\A(?:(file:)|http)", re.IGNORECASE)
_PRIVATE = re.compile(
    r"localhost\Z|(?![0-9]).*\.(?:localhost|local|internal|lan|home|corp)\Z"
    r"|(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9.]+\Z|0\.0\.0\.0\Z|\[::1\]\Z|\[f[cd]|\[fe80"
)


@rule("LNK007", severity="warning", of="link", match=_SCHEME)
def link_private(match: Match, link: Link, document: Document) -> Issues:
    """A link leads to a private place.

    `localhost`, a private address or a `file:` was reachable for the author only, and tells something
    about the author's machine.

    ```html bad
    <a href="⟦http://localhost:4000/a⟧">rain</a>
    ```

    ```html bad
    <a href="⟦file:///C:/Users/a/rain.html⟧">rain</a>
    ```

    ```html good
    <a href="https://10.example.org/">rain</a>
    ```

    Find the public address, or remove the link.
    """
    if match[1]:
        yield Issue(link.span, f"the link {shown(link.value)} leads to a file on someone's machine")
        return
    # A manual may say where the reader's own server answers; a post that was copied does not.
    url = document.url(link) if has_lost_its_site(document) else None
    if url is not None and _PRIVATE.match(url.host):
        yield Issue(link.span, f"the link leads to the private host {url.host}")
