"""LNK010 tracking-param."""

import re

from lint.rule import Document, Issue, Issues, Link, Span, replace, rule
from lint.rules.lnk.written_link import is_heading
from lint.values.urls import nested_at

_TRACKING = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi"
    r"|ncid|cmpid|at_medium|at_campaign|__tn__|__cft__(?:\[0\]|%5B0%5D))\Z",
    re.IGNORECASE,
)
_AND = re.compile(r"(&(?:(?:amp|#0*38|#x0*26);)?)", re.IGNORECASE)


@rule("LNK010", severity="info", of="link")
def tracking_param(link: Link, document: Document) -> Issues:
    """A link carries tracking parameters.

    `utm_source`, `fbclid` and their like say how a reader came, not which page is meant: two links to one
    page look different, and whoever follows one is counted. WeChat's `scene` and `key` are needed and
    stay. An archive's address holds another one (`web.archive.org/web/2020/https://…?utm_source=feed`), which is
    its key, and stays as well.

    ```html bad
    <a href="https://news.example.org/a⟦?utm_source=feed&amp;utm_medium=rss⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/a⟦?id=7&fbclid=IwAR0⟧#top">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a?id=7#top">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/⟦?utm_source=feed&#038;p=3⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/?p=3">rain</a>
    ```

    ```html good
    <a href="https://web.archive.org/web/2020/https://news.example.org/a?utm_source=feed&amp;id=7">rain</a>
    ```

    ```html good
    <a href="https://mp.weixin.qq.com/s?__biz=1&scene=21&key=2">rain</a>
    ```

    The fix removes the parameters; it is safe, since they never decide what a server answers.
    """
    if "?" not in link.raw or is_heading(link, document):
        return
    start = link.raw.index("?")
    end = link.raw.find("#", start)
    while end > 0 and link.raw[end - 1] == "&":  # a numeric character reference
        end = link.raw.find("#", end + 1)
    query = link.raw[start + 1 : end if end >= 0 else len(link.raw)]
    if "://" in query.partition("=")[0] or nested_at(link.raw[:start]) is not None:
        return
    first, *rest = _AND.split(query)
    parts = [("?", first), *zip(rest[::2], rest[1::2], strict=True)]
    names = [part.partition("=")[0] for _, part in parts]
    kept = [part for part, name in zip(parts, names, strict=True) if not _TRACKING.match(name)]
    if len(kept) == len(parts):
        return
    tracking = ", ".join(dict.fromkeys(name for name in names if _TRACKING.match(name)))
    span = Span(link.span.start + start, link.span.start + start + 1 + len(query))
    content = "?" + "".join(joint + part for joint, part in kept)[len(kept[0][0]) :] if kept else ""
    yield Issue(
        span, f"the link carries tracking parameters: {tracking}", replace(span, content, "remove them")
    )
