"""LNK007 link-private."""

import re

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.lnk.written_link import has_lost_its_site, shown

_PRIVATE = re.compile(
    r"localhost\Z|.*\.(?:localhost|local|internal|lan|home|corp)\Z|127\.|10\.|192\.168\.|169\.254\."
    r"|172\.(?:1[6-9]|2[0-9]|3[01])\.|0\.0\.0\.0\Z|\[::1\]\Z|\[f[cd]|\[fe80"
)


_ADDRESS = re.compile(r"[0-9.]+\Z")


@rule("LNK007", severity="warning", of="link")
def link_private(link: Link, document: Document) -> Issues:
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
    if link.value[:5].lower() == "file:":
        yield Issue(link.span, f"the link {shown(link.value)} leads to a file on someone's machine")
        return
    if link.value[:4].lower() != "http":
        return
    url = document.url(link)
    if url is None or not _PRIVATE.match(url.host):
        return
    is_address = url.host[0].isdigit()
    if is_address and not _ADDRESS.match(url.host):
        return
    # A manual may say where the reader's own server answers; a post that was copied does not.
    if has_lost_its_site(document):
        yield Issue(link.span, f"the link leads to the private host {url.host}")
