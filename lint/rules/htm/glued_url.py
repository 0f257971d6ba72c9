"""HTM007 glued-url."""

import re
from functools import cache

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, Severity, Span, replace, rule

# Not Hangul: Korean particles are written without a space.
_CJK = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
# The URL goes on after the letters, as in a file's name or a query.
_GOES_ON = regex(
    rf"{_CJK}[^:]*?(?:\.[A-Za-z][A-Za-z0-9]{{1,4}}(?![A-Za-z0-9])|%[0-9A-Fa-f]{{2}}|[/?#&][A-Za-z0-9%])"
)
# A word that a code or another word runs into, such as `PayPal` in `GJCHGPayPal`, may be after the URL's end.
_DOUBTFUL = regex(r"(?:[A-Za-z0-9][A-Z][a-z]{2,20}|[A-Z]{2}[a-z]{3,20}|[0-9]{2}[a-z]{3,20})\Z")
_LONGEST_WORD = 40
# After digits, these make a date or an amount, whose digits may not be the URL's.
_UNITS = frozenset("年月日號号時时點点歲岁個个位名人元萬万億亿屆届期集章部次")
# Codes of a known length are whole.
_CODE = regex(
    r"(?:youtu\.be/|[?&]v=)[\w-]{11}\Z|/bit\.ly/\w{7}\Z|/t\.me/(?:\+|joinchat/)[\w-]{16}\Z|/channel/UC[\w-]{22}\Z",
    re.ASCII,
)
_HOST = regex(r"(?:https?://|www\.)[A-Za-z0-9\[]", re.IGNORECASE)
# Each matches the intended URL: up to a second one, to the end of a video ID, or to a CJK letter, unless an earlier
# CJK letter follows a separator. What most URLs lack is looked for first, as that is faster.
_ENDS = (
    r"(?=.{12}[^:]*:).{7,}?[A-Za-z0-9](?=(?i:https?)://)",
    r"https?://(?:www\.|m\.)?(?:youtu\.be/|youtube\.com/watch\?v=)[\w-]{11}(?=[A-Z][a-z]|[\u0100-\uffff])",
    rf"(?=[^{_CJK[1:-1]}]*{_CJK}).{{7}}(?:.(?:(?![/=_%\-?&+.,#]{_CJK}).)*?)??[A-Za-z0-9](?={_CJK})",
)
_GLUED = regex(rf"\A(?:{'|'.join(_ENDS)})", re.DOTALL)
_NEXT = regex(r"https?://", re.IGNORECASE)
_MOST = 20  # URLs in one link; each is looked for in the rest of the text


@cache
def _each() -> list[re.Pattern[str]]:
    """Return the patterns of a URL's end, compiled where several URLs run together, which is rare."""
    return [re.compile(end, re.DOTALL) for end in _ENDS]


@rule("HTM007", severity="warning", of="text", raw=_GLUED)
def glued_url(match: Match, link: Link, document: Document) -> Issues:
    """The line break or space after a bare URL is missing.

    In `bit.ly/2YsRD8D哈嘍`, a tool that joins lines has glued the next word to the URL, so a link made from
    it leads to the wrong page. Three cases are reported: a CJK letter directly after a Latin letter or a
    digit, a second URL, and text after a video ID of fixed length. CJK punctuation ends a URL, and URLs
    with CJK letters in the middle are allowed. So is Hangul, as Korean has no space before a particle. CJK
    letters are a note in a post without a source URL if the site's Markdown makes no link of a bare URL.

    ```html bad
    <p>See https://bit.ly/2YsRD8D⟦哈嘍大家好⟧</p>
    ```

    ```html fixed
    <p>See https://bit.ly/2YsRD8D 哈嘍大家好</p>
    ```

    ```html bad
    <p>https://news.example.org/a⟦https://news.example.org/b⟧</p>
    ```

    ```html good
    <p>https://files.example.org/2021降雨报告.pdf https://news.example.org/list.xml과</p>
    ```

    ```html good
    <p>See https://zh.example.org/wiki/雨量計。Or https://web.example.org/web/2020/https://news.example.org/</p>
    ```

    ```html bad no-fix
    <p>https://shop.example.org/QBXTWPayPal⟦打赏⟧</p>
    ```

    ```html bad
    <p>https://shop.example.org/rain/20481⟦更多⟧</p>
    ```

    ```html fixed
    <p>https://shop.example.org/rain/20481 更多</p>
    ```

    The fix inserts a space. It is unsafe because the letters may belong to the URL. There is none where the URL ends in
    a capitalised word that follows other letters, or in digits before a word such as 年, as it may have been glued to
    these.
    """
    at: int | None = match.start()
    is_chain = "://" in link.raw[match.end() :]
    for _ in range(_MOST):
        if at is None or not _HOST.match(link.raw, at):
            return  # `http://` in a sentence about addresses
        ends = [match.end()]
        if is_chain:
            ends = [found.end() for pattern in _each() if (found := pattern.match(link.raw, at))]
        if not ends:
            return
        following = _NEXT.search(link.raw, min(ends)) if is_chain else None
        if following is None and _GOES_ON.match(link.raw, min(ends)):
            return
        yield _glued_at(min(ends), link, document)
        at = following.start() if following else None


def _glued_at(at: int, link: Link, document: Document) -> Issue:
    """Return the issue for a URL that ends at an offset of a link's text."""
    end = link.span.start + at
    last = link.raw[max(at - _LONGEST_WORD, 0) : at]
    is_amount = last[-1:].isdecimal() and link.raw[at : at + 1] in _UNITS
    is_word = last[-1:].islower() and _DOUBTFUL.search(last) is not None
    is_doubtful = (is_amount or is_word) and _CODE.search(last) is None
    fix = None if is_doubtful else replace(Span(end, end), " ", "insert a space", unsafe=True)
    glued = link.raw[at : at + 20]
    # In a copy, the space was lost; an author may have written none, and then no link is wrong.
    is_wrong = link.linked or glued.isascii() or document.base is not None
    severity = None if is_wrong else Severity.INFO
    message = f"a bare URL is glued to {glued!r}; expected a space"
    return Issue(Span(end, link.span.end), message, fix, severity=severity)
