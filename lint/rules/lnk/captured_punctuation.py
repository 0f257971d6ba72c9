"""LNK008 captured-punctuation."""

import re
from urllib.parse import unquote

from lint.rule import Document, Issue, Issues, Link, Match, Severity, Span, delete, rule

_SIGNS = (
    r"[)）】」』》〉，。、；：！？”’…,;'\"]", r"\.\.\.",
    "%EF%BC%8[89C]", "%E3%80%8[1-9A-F]", "%E3%80%9[01]", "%E2%80%A6", "%E2%80%9D",
)  # fmt: skip
# Looking back from the end is cheap however long the URL is.
_ENDS = re.compile(r"\Ahttp(?s:.*+)(?:" + "|".join(f"(?<=({sign}))" for sign in _SIGNS) + ")", re.IGNORECASE)
_PAIRS = dict(zip(")）】」』》〉”’", "(（【「『《〈“‘", strict=True))
_OPENS_QUOTE = re.compile(r"(?<!\w)'")
_ENTITY = re.compile(r"&(?:amp;)?#?\w{1,31};\Z", re.IGNORECASE)


@rule("LNK008", severity="warning", of="link", raw=_ENDS)
def captured_punctuation(match: Match, link: Link, document: Document) -> Issues:
    """The URL ends in punctuation that belongs to the sentence around it.

    A script that turned bare URLs into links included the closing bracket, full stop or quotation mark that
    follows the URL, or cut a long URL at `...`. Matching brackets and quotation marks, as in a wiki's
    `Rain_(film)`, belong to the URL, and so does a text fragment. A comma or semicolon after a query is a note,
    as the page usually opens with it.

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

    ```html good
    <a href="https://news.example.org/search?q=”rain”">rain</a> <a href="https://news.example.org/&amp;#x0631;">b</a>
    ```

    ```html bad
    <a href="https://news.example.org/don't⟦'⟧">rain</a>
    ```

    The fix removes the punctuation. It is unsafe because some URLs do end in punctuation.
    """
    if ":~:text=" in link.value:
        return
    raw = link.raw
    end = len(raw)
    last: Match | None = match
    while last is not None and end > len("http://a.b") and not _belongs_to_url(last):
        end = last.start(last.lastindex or 0)
        last = _ENDS.match(raw, 0, end)
    if end == len(raw):
        return
    found = raw[end:]
    if not found.isascii() and "?" in raw[:end]:
        return  # a title in a query may end in any punctuation
    cut = "..." in found or "…" in found or "%E2%80%A6" in found.upper()
    problem = f"is cut off at {found!r}" if cut else f"ends in {found!r}, which belongs to the sentence"
    span = Span(link.span.start + end, link.span.end)
    fix = None if cut else delete(span, "remove the punctuation", unsafe=True)
    is_harmless = not found.strip(",;") and "=" in raw[:end].partition("?")[2]
    yield Issue(span, f"the URL {problem}", fix, severity=Severity.INFO if is_harmless else None)


def _belongs_to_url(last: Match) -> bool:
    """Return whether the last sign closes what the URL opens, or ends a character reference."""
    raw, end = last.string, last.end()
    sign = unquote(last[last.lastindex or 0])
    opening = _PAIRS.get(sign)
    if opening is not None:
        before = unquote(raw[max(end - 2000, 0) : end])
        closed = before.count(sign)
        # Some write the same quotation mark on both sides.
        return before.count(opening) >= closed or (sign in "”’" and closed % 2 == 0)
    if sign == '"':
        return unquote(raw[:end]).count(sign) % 2 == 0
    if sign == "'":  # the one in `don't` opens nothing
        return _OPENS_QUOTE.search(unquote(raw[max(end - 2000, 0) : end - 1])) is not None
    return sign == ";" and _ENTITY.search(raw, max(end - 40, 0), end) is not None
