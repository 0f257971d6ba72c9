"""LNK008 captured-punctuation."""

import re
from urllib.parse import unquote

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, Severity, Span, delete, rule
from lint.rules.lnk.link_text import text_of
from lint.rules.lnk.written_link import shown

_SIGNS = (
    r"[)）】」』》〉，。、；：！？”’…,;'\"]", r"\.\.\.",
    "%EF%BC%(?:8[89C]|9[AB])", "%E3%80%8[1-9A-F]", "%E3%80%9[01]", "%E2%80%A6", "%E2%80%9D",
)  # fmt: skip
# Where a remark may begin in a URL that was ASCII so far: an opening bracket, or a full-width sign.
_OPENING = r"[(（【［“]|%28|%20[(]|%EF%BC%88|%E3%80%90|%EF%BC%BB|%E2%80%9C"
_COMMA = r"[，。、；：！？]|%EF%BC%(?:8C|9B|9A|81|9F)|%E3%80%8[12]"
_ASCII = r"https?://[!-$&'*-~]*+"
# Looking back from the end is cheap however long the URL is.
_ENDS = regex(r"\Ahttp(?s:.*+)(?:" + "|".join(f"(?<=({sign}))" for sign in _SIGNS) + ")", re.IGNORECASE)
_REMARK = regex(rf"({_ASCII})(?<=[a-z0-9/=-])(?:({_OPENING})|{_COMMA})", re.IGNORECASE)
_PAIRS = dict(zip(")）】」』》〉”’", "(（【「『《〈“‘", strict=True))
_HOST = regex(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?\Z", re.IGNORECASE)
_OPENS_QUOTE = regex(r"(?<!\w)'")
_ENTITY = regex(r"&(?:amp;)?#?\w{1,31};\Z", re.IGNORECASE)


@rule("LNK008", severity="warning", of="link", raw=_ENDS, in_links=rf"(?i:{'|'.join(_SIGNS)})\Z")
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

    A whole remark was captured if it begins with a full-width comma or full stop and ends in one, or if the link's
    text is the URL without it:

    ```html bad
    <a href="https://t.me/8Xlhw⟦%EF%BC%8C%E6%AF%8F%E6%97%A5%E9%99%8D%E9%9B%A8%E3%80%82⟧">rain</a>
    ```

    ```html fixed
    <a href="https://t.me/8Xlhw">rain</a>
    ```

    ```html bad
    <a href="https://t.me/8Xlhw⟦（备用）⟧">https://t.me/8Xlhw</a>
    ```

    ```html fixed
    <a href="https://t.me/8Xlhw">https://t.me/8Xlhw</a>
    ```

    ```html good
    <a href="https://zh.example.org/rain（雨）">rain</a> <a href="https://zh.example.org/a/雨，雪">b</a>
    ```

    The fix removes the punctuation or the remark. It is unsafe because some URLs do end in punctuation.
    """
    if ":~:text=" in link.value:
        return
    if (start := _remark(link, document)) is not None:
        span = Span(link.span.start + start, link.span.end)
        message = f"the URL ends in {shown(unquote(link.raw[start:]))}, which belongs to the sentence"
        yield Issue(span, message, delete(span, "remove the remark", unsafe=True))
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
    if not found.isascii() and ("?" in raw[:end] or (not found.strip("！？") and not raw[end - 1].isascii())):
        return  # a title in a query may end in any punctuation, and the title of a wiki's page in these
    cut = "..." in found or "…" in found or "%E2%80%A6" in found.upper()
    problem = f"is cut off at {found!r}" if cut else f"ends in {found!r}, which belongs to the sentence"
    span = Span(link.span.start + end, link.span.end)
    fix = None if cut else delete(span, "remove the punctuation", unsafe=True)
    is_harmless = not found.strip(",;") and "=" in raw[:end].partition("?")[2]
    yield Issue(span, f"the URL {problem}", fix, severity=Severity.INFO if is_harmless else None)


def _remark(link: Link, document: Document) -> int | None:
    """Return where a captured remark begins in a URL."""
    raw = link.raw
    found = _REMARK.match(raw)
    if found is None or found.end(1) <= len("http://a.b"):
        return None
    before, start = found[1], found.end(1)
    if not found[2] and "?" not in before and "#" not in before and not before.endswith("/"):
        last = _ENDS.match(raw)
        if (
            last is not None
            and not unquote(last[last.lastindex or 0]).isascii()
            and not _belongs_to_url(last)
        ):
            return start
    # An address in the text has no scheme, or no slash at its end.
    text = text_of(link, document)
    is_address = "." in text and not text.endswith((".", "…")) and _HOST.match(text) is not None
    return start if is_address and before.rstrip("/").endswith(text.rstrip("/")) else None


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
