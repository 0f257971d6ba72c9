"""IMG004 image-protocol-relative."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import host_of, shown

_INSECURE = regex(r"\A(http:)?(?=//)", re.IGNORECASE)
_PLAIN = regex(
    r"(?:http:)?//(?:[^/?#@]*@)?(?:[^/?#]*:[0-9]+|\[[^/?#]*|[0-9.]+|localhost|[^/?#:]*\.onion)(?:[/?#]|\Z)",
    re.IGNORECASE,
)


@rule("IMG004", severity="info", of="image", raw=_INSECURE)
def image_protocol_relative(match: Match, link: Link, document: Document) -> Issues:
    """An image has no scheme, or uses `http:`.

    `//host/a.jpg` does not load in a feed, an email or a file opened from disk, and browsers block or upgrade
    `http:` images on an `https:` page. Images of one host are reported once in a post, with the number of places.

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

    ```html bad
    <img src="⟦http://media.example.org/a.jpg⟧"> <img src="http://media.example.org/b.jpg">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg"> <img src="https://media.example.org/b.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg">
    ```

    The fix writes `https:`. It is safe because a browser on an `https:` page does the same. There is no fix
    where `https:` is unlikely to work: for a port, an IP address, `localhost` or an onion address.
    """
    if link.kind != "image":
        return
    what = "uses `http:`" if match[1] else "has no scheme"
    may_be_secure = not _PLAIN.match(link.value)
    fix = replace(link.span_of(match), "https:", "write `https:`") if may_be_secure else None
    message = f"the image {shown(link.value)} {what}; expected `https:`"
    yield Issue(link.span, message, fix, cause=host_of(link.value))
