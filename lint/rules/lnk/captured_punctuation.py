"""LNK008 captured-punctuation."""

import re
from urllib.parse import unquote

from lint.rule import Document, Issue, Issues, Link, Span, delete, rule

_ENDS = re.compile(
    r"[)）】」』》〉，。、；：！？”’…,;'\"]|%EF%BC%8[89C9]|%E3%80%8[1-9A-F]|%E3%80%9[01]|%E2%80%A6|%E2%80%9D|\.\.\.",
    re.IGNORECASE,
)
_LONGEST = len("%E3%80%8A")
_PAIRS = {
    ")": "(",
    "）": "（",
    "】": "【",
    "」": "「",
    "』": "『",
    "》": "《",
    "〉": "〈",
    "”": "“",
    "’": "‘",
}
_ENTITY = re.compile(r"&#?\w{1,31};\Z")


@rule("LNK008", severity="warning", of="link")
def captured_punctuation(link: Link, document: Document) -> Issues:
    """The URL ends in punctuation of the sentence around it.

    A script that makes links of bare URLs took the closing bracket, the full stop or the quotation mark
    with it, or cut a long URL at `...`. Brackets and quotation marks that match, as in a wiki's `Rain_(film)`, belong to
    the URL, and so does a text fragment.

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
    <a href="https://zh.example.org/wiki/《雨》">rain</a> <a href="https://zh.example.org/%E3%80%8A%E9%9B%A8%E3%80%8B">b</a>
    ```

    ```html bad
    <a href="https://wiki.example.org/Rain_(film)⟦)⟧">rain</a>
    ```

    ```html good
    <a href="https://wiki.example.org/Rain_(film)">rain</a> <a href="https://news.example.org/#:~:text=a,b.">b</a>
    ```

    ```html good
    <a href='https://wiki.example.org/"Heroes"'>rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/don't⟦'⟧">rain</a>
    ```

    The fix cuts the punctuation off; it is unsafe, since a few URLs end so.
    """
    if link.value[:4].lower() != "http" or ":~:text=" in link.value:
        return
    raw = link.raw
    end = len(raw)
    while end > len("http://a.b") and (start := _ending(raw, end)) is not None:
        end = start
    if end == len(raw):
        return
    found = raw[end:]
    if not found.isascii() and "?" in raw[:end]:
        return  # a title in the query may end as it likes
    cut = "..." in found or "…" in found or "%E2%80%A6" in found.upper()
    message = (
        f"the URL is cut at {found}" if cut else f"the URL ends in {found}, which belongs to the sentence"
    )
    span = Span(link.span.start + end, link.span.end)
    yield Issue(span, message, None if cut else delete(span, "cut the punctuation off", unsafe=True))


def _ending(raw: str, end: int) -> int | None:
    """Give where the last punctuation before `end` begins; `None` for what belongs to the URL."""
    for start in range(max(end - _LONGEST, 0), end):
        match = _ENDS.fullmatch(raw, start, end)
        if match is None:
            continue
        sign = unquote(match.group())
        opening = _PAIRS.get(sign)
        if opening is not None:
            before = unquote(raw[max(end - 2000, 0) : end])
            if before.count(opening) >= before.count(sign):
                return None
        if sign == '"' and unquote(raw[:end]).count(sign) % 2 == 0:
            return None
        return None if sign == ";" and _ENTITY.search(raw, max(end - 40, 0), end) else start
    return None
