"""HTM007 glued-url."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, Span, replace, rule

_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
# What is matched is the URL as it was meant: up to a second one, to the end of a video's id, or to a CJK letter,
# unless one before it follows a separator.
_GLUED = re.compile(
    r"\A(?:.{7,}?[A-Za-z0-9](?=(?i:https?)://)"
    r"|https?://(?:www\.|m\.)?(?:youtu\.be/|youtube\.com/watch\?v=)[\w-]{11}(?=[A-Z][a-z]|[\u0100-\uffff])"
    rf"|.{{7}}(?:.(?:(?![/=_%\-?&+.,#]{_CJK}).)*?)??[A-Za-z0-9](?={_CJK}))",
    re.DOTALL,
)


@rule("HTM007", severity="warning", of="text", raw=_GLUED)
def glued_url(match: Match, link: Link, document: Document) -> Issues:
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
    end = link.span.start + match.end()
    fix = replace(Span(end, end), " ", "put a blank between", unsafe=True)
    glued = link.raw[match.end() :][:20]
    yield Issue(Span(end, link.span.end), f"a bare URL is glued to {glued!r}", fix)
