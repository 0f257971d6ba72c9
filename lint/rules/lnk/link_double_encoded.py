"""LNK015 link-double-encoded."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import is_heading
from lint.values.urls import nested_at

_TWICE = re.compile(r"%25[0-9A-Fa-f]{2}(?:%25[0-9A-Fa-f]{2})+(?:[\w.-]*(?:%25[0-9A-Fa-f]{2})+)*")
_LAYER = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
# Blogger's own image names look like this: Google's addresses for them contain `%25E5%25A5…`.
_BLOGGER = (".bp.blogspot.com", ".googleusercontent.com")


@rule("LNK015", severity="warning", of="link", raw=_TWICE)
def link_double_encoded(match: Match, link: Link, document: Document) -> Issues:
    """The path of the link is percent-encoded twice.

    `%25E6%25A5` asks the server for a page whose name contains a literal `%E6`, and no such page exists. A
    URL inside another one is correctly encoded twice, so the rule ignores queries and everything after the
    start of a nested URL. It also ignores images on Blogger, whose names look like this.

    ```html bad
    <a href="https://news.example.org/⟦%25E6%25A5%25BD⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/%E6%A5%BD">rain</a>
    ```

    ```html good
    <a href="https://www.google.com/url?q=https://news.example.org/%25E6%25A5%25BD">rain</a>
    ```

    ```html good
    <a href="https://1.bp.blogspot.com/-a/%25E6%25A5%25BD.jpg">rain</a>
    ```

    The fix decodes the path once. It is unsafe because the site may actually use such names.
    """
    before = link.raw[: match.start()]
    if "?" in before or "#" in before or nested_at(before) is not None or is_heading(link, document):
        return
    url = document.url(link)
    if url is not None and url.host.endswith(_BLOGGER):
        return
    span = link.span_of(match)
    fix = replace(span, _LAYER.sub("%", match[0]), "decode the path once", unsafe=True)
    yield Issue(span, f"the link is percent-encoded twice at '{match[0][:5]}…'; expected once", fix)
