"""PRX003 proxy-target-raw-query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.finding import Edit, Fix, Issue, Severity
from lint.rule_definition import rule
from lint.rules.prx.proxied_image import proxies_of
from lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.document.links import Link

# What weserv itself understands (https://images.weserv.nl/docs/): such a parameter may be meant for it.
_OWN = frozenset(
    (
        "a", "ab", "af", "bg", "blur", "bri", "con", "cbg", "ch", "cw", "cx", "cy", "default", "dpr", "encoding",
        "errorredirect", "fill", "filename", "filt", "fit", "flip", "flop", "fpx", "fpy", "fsol", "gam", "h", "hue",
        "il", "l", "ll", "mask", "mbg", "maxage", "mod", "mtrim", "n", "output", "page", "precrop", "q", "rbg", "ro",
        "sat", "sharp", "sharpa", "sharpf", "sharpj", "start", "stop", "tint", "trim", "w", "we",
    )
)  # fmt: skip

_TARGET = re.compile(r"[?&](?:amp;)?(url|u|src)=[^?]*(\?[^#]*)")
_AMPERSAND = re.compile(r"&(?:amp;|#0?38;)?")


@rule("PRX003", severity="error", of="image")
def proxy_target_raw_query(link: Link, document: Document) -> Iterator[Issue]:
    """The query of a proxy's target is not encoded, so the proxy eats a part of it.

    In `?url=host/a.jpg?x=1&y=2` the `&` ends the target: the proxy fetches `host/a.jpg?x=1`, and takes `y` for
    a parameter of its own. Where every such parameter is one that the proxy knows, it may be meant: a
    warning.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg?token=1&expires=2⟧">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg%3Ftoken=1%26expires=2">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg%3Ftoken=1%26expires=2&w=900">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg?token=1">
    ```

    The fix encodes the target's query.
    """
    chain = proxies_of(link, document)
    if not chain or not chain[0].proxy.query or chain[0].raw is None or "?" not in chain[0].raw:
        return
    match = _TARGET.search(link.raw)
    if match is None:
        return
    names = [part.partition("=")[0] for part in _AMPERSAND.split(match.group(2))[1:]]
    if not names:
        return
    known = [name in _OWN for name in names]
    lost = ", ".join(names)
    if all(known):
        message = f"the target's query is not encoded: {lost} may belong to the target or to the proxy"
        yield Issue(link.span, message, severity=Severity.WARNING)
        return
    encoded = "%3F" + _AMPERSAND.sub("%26", match.group(2)[1:])
    place = Span(link.span.start + match.start(2), link.span.start + match.end(2))
    fix = Fix("encode the target's query", (Edit(place, encoded),))
    yield Issue(link.span, f"the target's query is not encoded: the proxy takes {lost} for its own", fix)
