"""LNK015 link-double-encoded."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, Span, replace, rule
from lint.rules.lnk.written_link import host_of, is_heading

# The signs that programs escape in a path, but for the slash. Other ASCII after `%25` is a percent sign in a
# name, as in `/100%2550`.
_ASCII = "0[9AaDd]|2[0-9A-Ca-c]|3[A-Fa-f]|40|5[B-Eb-e]|60|7[B-Eb-e]"
_BYTE = "[89A-Fa-f][0-9A-Fa-f]"
# One sign, or bytes of a name that is not in ASCII: those come in twos at least.
_TWICE = regex(rf"%25(?:(?:25)*(?:{_ASCII})|{_BYTE}(?:%25{_BYTE})+)")
_LAYERS = regex(rf"%(?:25)+({_ASCII}|2[Ff]|{_BYTE})")
_SLASH = regex("%252[Ff]")
_PATH = regex(r"[^?#]*")
# Another URL inside this one, whose own escapes are rightly escaped again: `https://`, `https%3A`, `https%253A`.
_NESTED = regex(r"https?(?::|%3A|%253A)|(?<=[/=])www\.", re.IGNORECASE)
# Blogger's own image names look like this: Google's addresses for them contain `%25E5%25A5…`.
_BLOGGER = (".bp.blogspot.com", ".googleusercontent.com")
# Cloudinary's text overlays (https://cloudinary.com/documentation/layers#special_characters).
_OVERLAY = "/image/upload/"


@rule("LNK015", severity="warning", of="link", raw=_TWICE)
def link_double_encoded(match: Match, link: Link, document: Document) -> Issues:
    """The path of the link is percent-encoded twice.

    `%25E6%25A5` asks the server for a page whose name contains a literal `%E6`, and `%2520` for one that
    contains `%20`; no such page exists. A URL inside another one is correctly encoded twice, so the rule ignores
    queries, everything after the start of a nested URL, and image proxies. It also ignores an escaped slash,
    `%252F`, and what follows it: build servers escape the names of branches twice on purpose. Images on Blogger and
    Cloudinary have such names too.

    ```html bad
    <a href="https://news.example.org/⟦%25E6%25A5%25BD⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/%E6%A5%BD">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/heavy⟦%2520rain/%2523⟧today/?page=2%2520">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/heavy%20rain/%23today/?page=2%2520">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/⟦%252520⟧rain">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/%20rain">rain</a>
    ```

    ```html good
    <a href="https://www.google.com/url?q=https://news.example.org/%25E6%25A5%25BD">rain</a>
    ```

    ```html good
    <a href="https://out.example/https%253A%252F%252Fnews.example.org%252Fheavy%252520rain">rain</a>
    ```

    ```html good
    <a href="https://1.bp.blogspot.com/-a/%25E6%25A5%25BD.jpg">rain</a>
    ```

    ```html good
    <a href="https://ci.example/job/feature%252Frain/">a branch</a> <a href="https://news.example.org/100%25-wet">b</a>
    ```

    The fix decodes the path once. It is unsafe because the site may actually use such names.
    """
    raw = link.raw
    path = _PATH.match(raw)
    nested = _NESTED.search(raw, len("http://"))
    end = min(path.end() if path is not None else 0, nested.start() if nested is not None else len(raw))
    escaped = list(_LAYERS.finditer(raw, 0, end))
    if match.start() >= end or is_heading(link, document) or _is_meant(escaped[0], link, document):
        return
    start, last = match.start(), escaped[-1].end()
    span = Span(link.span.start + start, link.span.start + last)
    fix = replace(span, _LAYERS.sub(r"%\1", raw[start:last]), "decode the path once", unsafe=True)
    yield Issue(
        span,
        f"the link is percent-encoded twice at '{match[0][:5]}…'; expected once",
        fix,
        cause=host_of(raw),
    )


def _is_meant(first: Match, link: Link, document: Document) -> bool:
    """Return whether a site writes its addresses like this."""
    if _OVERLAY in link.raw or _SLASH.match(link.raw, first.start()):
        return True
    url = document.url(link)
    return url is not None and (url.host.endswith(_BLOGGER) or bool(document.proxies(url.href)))
