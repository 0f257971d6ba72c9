"""IMG009 image-url-cut."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, Span, replace, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.proxied_image import proxies_of
from lint.values.urls import parse

_RESTS = {"jp": "g", "pn": "g", "gi": "f", "web": "p", "sv": "g", "bm": "p"}
_SUFFIX = regex(r"\.(jp|pn|gi|web|sv|bm)(?=[?#&]|%3F|\Z)", re.IGNORECASE)
_END = regex(r"/([^/]*[^/.])\.(?:jp|pn|gi|web|sv|bm)\Z", re.IGNORECASE)
# Services that make an image of a domain, which may end like this.
_OF_DOMAINS = regex(r"clearbit|favicon|screenshot|thum\.io|mshots|whois|domain", re.IGNORECASE)
_LOGOS = regex(r"logo|icon|avatar", re.IGNORECASE)
_DOMAIN = regex(r"(?:\A|\.)(?:www|co|or|ne|ac|go|com|org|net|gov|edu)(?:\.|\Z)", re.IGNORECASE)


@rule("IMG009", severity="warning", of="image", raw=_SUFFIX)
def image_url_cut(match: Match, link: Link, document: Document) -> Issues:
    """The file name of an image lost its end.

    `a.jp` is not an image: a script or a limit on the length of a field cut `a.jpg`. Only suffixes that are
    not used for anything else are reported: `.jp`, `.pn`, `.gi`, `.web`, `.sv` and `.bm`. Of a proxied image, the
    target's name counts. Services that make images of domains, such as `logo.example.org/rain.jp`, are not
    reported.

    ```html bad
    <img src="⟦https://media.example.org/rain.jp⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/rain.jpg">
    ```

    ```html bad
    ![rain](⟦https://media.example.org/rain.pn?w=900⟧)
    ```

    ```html fixed
    ![rain](https://media.example.org/rain.png?w=900)
    ```

    ```md bad
    ---
    title: Rain
    thumbnail: "⟦https://images.weserv.nl/?url=media.example.org/rain.web&w=300⟧"
    ---
    It rained.
    ```

    ```md fixed
    ---
    title: Rain
    thumbnail: "https://images.weserv.nl/?url=media.example.org/rain.webp&w=300"
    ---
    It rained.
    ```

    ```html good
    <img src="https://example.co.jp/"> <img src="https://media.example.jp/rain.jpg?from=example.jp">
    ```

    ```html good
    <img src="https://i0.wp.com/www.example.co.jp"> <img src="https://logo.example.org/rain.jp">
    ```

    The fix completes the suffix. It is unsafe because more may be missing, and `.jp` may have been `.jpeg`.
    """
    if link.kind != "image":
        return
    chain = proxies_of(link, document)
    origin = next((each.origin for each in reversed(chain) if each.origin is not None), None)
    url = parse(origin) if origin is not None else document.url(link)
    path = url.path if url is not None else "/" + re.split(r"[?#]", link.value, maxsplit=1)[0]
    end = _END.search(path)
    if end is None or _DOMAIN.search(end[1]) or "//" in path:
        return
    host = url.host if url is not None else ""
    if _LOGOS.search(host) or _OF_DOMAINS.search(host + path[: end.start()]):
        return
    suffix = match[1]
    rest = _RESTS[suffix.lower()]
    place = link.span_of(match, 1).end
    fix = replace(Span(place, place), rest, "complete the suffix", unsafe=True)
    message = f"the image {shown(link.value)} ends in `.{suffix}`; expected `.{suffix}{rest}`"
    yield Issue(link.span, message, fix)
