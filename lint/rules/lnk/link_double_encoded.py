"""LNK015 link-double-encoded."""

import re

from lint.rule import Document, Issue, Issues, Link, Span, replace, rule
from lint.rules.lnk.written_link import is_heading
from lint.values.urls import nested_at

_TWICE = re.compile(r"(?:%25[0-9A-Fa-f]{2}){2,}(?:[\w.-]*(?:%25[0-9A-Fa-f]{2})+)*")
_LAYER = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
# Blogger names its images so itself (Google's own addresses of them hold `%25E5%25A5…`).
_NAMES_SO = (".bp.blogspot.com", ".googleusercontent.com")


@rule("LNK015", severity="warning", of="link")
def link_double_encoded(link: Link, document: Document) -> Issues:
    """The path of a link is percent-encoded twice.

    `%25E6%25A5…` names a page called `%E6%A5…`, which no server has. A URL that stands inside another one is
    encoded once more by right, so what follows one is not judged, nor are queries, nor images of Blogger, which has
    such names.

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

    The fix decodes one layer; it is unsafe, since a server may mean it.
    """
    if "%25" not in link.raw or is_heading(link, document):
        return
    path = link.raw.partition("#")[0].partition("?")[0]
    match = _TWICE.search(path, 0, nested_at(path) or len(path))
    url = document.url(link)
    if match is not None and not (url is not None and url.host.endswith(_NAMES_SO)):
        span = Span(link.span.start + match.start(), link.span.start + match.end())
        fix = replace(span, _LAYER.sub("%", match.group()), "decode one layer", unsafe=True)
        yield Issue(
            span, f"the link is percent-encoded twice ({match.group()[:5]}…): expected one layer", fix
        )
