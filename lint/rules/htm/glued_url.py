"""HTM007 glued-url."""

import re

from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Link, Span, rule

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_LETTERS = re.compile(rf"(?<=[A-Za-z0-9])[{_CJK}]")
_PATH_IS_CJK = re.compile(rf"[/=_%\-?&+.,#][{_CJK}]")
_SECOND = re.compile(r"(?<=[A-Za-z0-9])https?://", re.IGNORECASE)
_VIDEO = re.compile(
    r"https?://(?:www\.|m\.)?(?:youtu\.be/|youtube\.com/watch\?v=)[\w-]{11}(?=[A-Z][a-z]|[\u0100-\uffff])"
)


@rule("HTM007", severity="warning", of="text")
def glued_url(link: Link, document: Document) -> Issues:
    """A bare URL has lost the line break behind it.

    `bit.ly/2YsRD8D哈嘍`: a writer that joins lines glued the next word to the address, and whoever makes a
    link of it makes a wrong one. Reported are a CJK letter directly behind a Latin one or a digit, a second
    URL, and text behind the fixed length of a video's id. CJK punctuation ends a URL, and an address whose
    path is CJK of itself is none.

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
    <p>See https://zh.example.org/wiki/雨量計。Or https://web.example.org/web/2020/https://news.example.org/</p>
    ```

    The fix puts a blank between them; it is unsafe, since a URL may mean the letters.
    """
    raw = link.raw
    match = _SECOND.search(raw, 8) or _VIDEO.match(raw)
    if match is not None:
        at = match.start() or match.end()
    elif raw.isascii():
        return
    else:
        letters = _LETTERS.search(raw, 8)
        if letters is None or _PATH_IS_CJK.search(raw, 8, letters.start() + 1):
            return
        at = letters.start()
    span = Span(link.span.start + at, link.span.end)
    fix = Fix("put a blank between", (Edit(Span(span.start, span.start), " "),), Applicability.UNSAFE)
    yield Issue(span, f"a bare URL is glued to {raw[at : at + 20]!r}", fix)
