"""LNK008 captured-punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.finding import Issue, delete
from lint.rule_definition import rule
from lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.document.links import Link

_ENDS = re.compile(
    r"(?:[)）】」』》，。、；：！？”’…]|%EF%BC%8[89C9]|%E3%80%8[1-9A-F]|%E3%80%90|%E3%80%91|%E2%80%A6|%E2%80%9D|\.\.\.|[,;'\"])+\Z",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&#?\w+;\Z")
_PAIRS = {")": "(", "）": "（"}


@rule("LNK008", severity="warning")
def captured_punctuation(link: Link, document: Document) -> Iterator[Issue]:
    """The URL ends in punctuation of the sentence around it.

    A script that makes links of bare URLs took the closing bracket, the full stop or the quotation mark
    with it, or cut a long URL at `...`. Brackets that match, as in a wiki's `Rain_(film)`, belong to the
    URL, and so does a text fragment.

    ```html bad
    <a href="https://t.me/8Xlhw⟦)⟧">rain</a>
    ```

    ```html fixed
    <a href="https://t.me/8Xlhw">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/a⟦%EF%BC%89⟧">rain</a>
    ```

    ```html good
    <a href="https://wiki.example.org/Rain_(film)">rain</a> <a href="https://news.example.org/#:~:text=a,b.">b</a>
    ```

    The fix cuts the punctuation off; it is unsafe, since a few URLs end so.
    """
    if link.value[:4].lower() != "http" or ":~:text=" in link.value:
        return
    match = _ENDS.search(link.raw)
    if match is None or match.start() < len("http://a.b"):
        return
    found = match.group()
    if found[0] == ";" and _ENTITY.search(link.raw, 0, match.start() + 1):
        return
    if not found.isascii() and "?" in link.raw[: match.start()]:
        return  # a title in the query may end as it likes
    opening = _PAIRS.get(found[0])
    if opening is not None and link.raw[: match.start()].count(opening) >= link.raw.count(found[0]):
        return
    span = Span(link.span.start + match.start(), link.span.end)
    cut = "..." in found or "…" in found or "%E2%80%A6" in found.upper()
    message = (
        f"the URL is cut at {found}" if cut else f"the URL ends in {found}, which belongs to the sentence"
    )
    yield Issue(span, message, None if cut else delete(span, "cut the punctuation off", unsafe=True))
