"""IMG004 image-protocol-relative."""

import re

from lint.rule import Document, Edit, Fix, Issue, Issues, Link, Span, rule
from lint.rules.lnk.written_link import shown

_PLAIN = re.compile(
    r"(?:http:)?//(?:[^/?#@]*@)?(?:[^/?#]*:[0-9]+|\[[^/?#]*|[0-9.]+|localhost|[^/?#:]*\.onion)(?:[/?#]|\Z)",
    re.IGNORECASE,
)


@rule("IMG004", severity="info", of="image")
def image_protocol_relative(link: Link, document: Document) -> Issues:
    """An image leaves its scheme to the page, or uses `http:`.

    `//host/a.jpg` is not shown in a feed, a mail or a file opened from disk, and browsers block or upgrade
    `http:` images on an `https:` page.

    ```html bad
    <img src="⟦//media.example.org/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img src="⟦http://media.example.org/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg">
    ```

    The fix writes `https:`; it is safe, since a browser on an `https:` page does the same. It is not offered where
    that cannot work: for a port, an IP address, this computer, or an onion address.
    """
    if link.kind != "image" or link.raw[:2] not in ("//", "ht", "HT"):
        return
    if link.raw[:2] == "//":
        start, end, what = link.span.start, link.span.start, "has no scheme:"
    elif link.raw[:7].lower() == "http://":
        start, end, what = link.span.start, link.span.start + 5, "is fetched over http:"
    else:
        return
    may_be_secure = not _PLAIN.match(link.value)
    fix = Fix("write https:", (Edit(Span(start, end), "https:"),)) if may_be_secure else None
    yield Issue(link.span, f"the image {shown(link.value)} {what} expected https", fix)
