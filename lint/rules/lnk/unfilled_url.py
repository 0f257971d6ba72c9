"""LNK020 unfilled-url."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Link, Match, Severity, Span, replace, rule
from lint.rules.lnk.link_text import text_of
from lint.rules.lnk.written_link import shown

_WORD = "(?:undefined|null|NaN){1,4}"
_WORDS = ("undefined", "null", "nan", "none", "false", "about:blank")
_OBJECT = r"(?:\[|%5B)object(?:%20|[+ ])[A-Z]\w*(?:\]|%5D)"
# Who alone can open the addresses with a scheme.
_ONLY_IN = {
    "blob": "the browser that made it", "cid": "the e-mail that it was in", "upload": "the forum that it was in",
    "webkit-fake-url": "the program that it was copied from", "applewebdata": "the program that it was copied from",
    "x-apple-data-detectors": "the e-mail program that made it", "attachment": "the notebook or note that it was in",
    "evernotecid": "the program that it was copied from", "en-cache": "the program that it was copied from",
    "safari-resource": "the browser that made it", "moz-extension": "the browser that made it",
    "wxlocalresource": "the program that it was copied from",
}  # fmt: skip
_GHOST = "__GHOST_URL__"
_END = r"(?=[/?#]|\Z)"
_LAST = (
    "/undefined",
    "/null",
    "/NaN",
    "/undefined/",
    "/null/",
    "ct%20Object]",
    "ct Object]",
    "ct%20Object%5D",
    "ct+Object]",
)
_HOST = r"(?P<{}>(?i:undefined|null|none|false){{1,4}})(?=[:/?#]|\Z)"
_SITE = r"(?:SITE|BASE|ROOT)_?URL"
_MARK = rf"__[A-Z]+(?:_[A-Z]+)*__|%%\w++%%|@@[A-Z_]++@@|\*\|[A-Z_:]+\|\*|%7[Bb]%7[Bb]|%24%7[Bb]|[%$\[]?{_SITE}[%\]]?(?=/)"
# Nearly all URLs fail at once: a look at one character comes first, and looking back from the end is cheap.
_UNFILLED = regex(
    rf"\A(?:https?://(?:[^/?#]*+/(?=[unN%\[_])(?:(?P<page>{_WORD}){_END}|{_OBJECT}|(?P<root>{_GHOST}))"
    rf"|(?=[uUnNfF_%@*SBR$\[])(?:{_HOST.format('host')}|(?P<mark>{_MARK})))"
    rf"|(?!h)(?://{_HOST.format('relative')}"
    r"|(?P<blank>about:blank\b)"
    rf"|(?P<scheme>{'|'.join(_ONLY_IN)}):"
    r"|(?P<file>[Ff][Ii][Ll][Ee]:|[A-Za-z]:[/\\])"
    rf"|/?(?P<prefix>{_MARK})"
    rf"|/?(?:(?P<first>{_WORD}{_END}|(?:None|false)\Z)|{_OBJECT}))"
    rf"|(?s:.*+)(?<=[dlN\]D/])(?P<last>{'|'.join(f'(?<={re.escape(each)})' for each in _LAST)}))"
)
# Attributes with which a script shows the image; https://vuejs.org/guide/essentials/template-syntax.html
# Its name has 100 characters at most, so that `data-data-data-` is not read to its end from each `data-`.
_LAZY = regex(r"\b(?:data-[\w-]{0,100}|srcset|loading)=|[\s:@](?:v-|:|@)\w")


# What all of them contain.
_HINTS = (
    rf"(?i:undefined|null|nan|none|false|about:blank|object|{'|'.join(_ONLY_IN)}|file:|ghost)|\A[A-Za-z]:[/\\]|\A/?{_MARK}"
    r"|[/?#](?:None|false)"
)


@rule("LNK020", severity="error", of=("link", "image"), match=_UNFILLED, in_links=_HINTS)
def unfilled_url(match: Match, link: Link, document: Document) -> Issues:
    """A program left a placeholder where the URL of a link or image should be.

    `undefined`, `null`, `NaN`, `[object Object]` and `about:blank` are what scripts write when they have no URL;
    `__GHOST_URL__` is what Ghost's exports have for the site's own address; `blob:`, `cid:` and `upload:` are
    addresses that only the browser, e-mail or forum knew from which the text was copied. The link or image leads
    nowhere. Each is reported once in a file, with the number of places.

    ```html bad
    ![](⟦__GHOST_URL__/content/images/rain.png⟧) [before](__GHOST_URL__/rain/)
    ```

    ```html fixed
    ![](https://news.example.org/content/images/rain.png) [before](https://news.example.org/rain/)
    ```

    ```html bad
    <a href="⟦https://undefined/rain⟧">rain</a>
    ```

    ```html bad
    [rain](⟦undefined⟧)
    ```

    ```html bad
    <img src="⟦blob:https://news.example.org/0b5e⟧" alt="rain">
    ```

    ```html bad
    ![rain](⟦file:///C:/Users/rain/a.png⟧)
    ```

    ```html bad
    <a href="⟦https://news.example.org/rain/[object%20Object]⟧">rain</a>
    ```

    It is a warning where another site may have such a page, and for marks that a program of the site itself may fill in:

    ```html bad
    <a href="⟦https://news.example.org/null⟧">rain</a>
    ```

    ```html bad
    [rain](⟦%%BASE_URL%%/rain⟧)
    ```

    A page of that name further down, such as `/docs/undefined`, is not reported, nor is a link whose text has the word,
    as in a reference of a programming language:

    ```html good
    [null](null) and [the value `undefined`](/undefined) and [NaN](https://docs.example.org/NaN)
    ```

    ```html good
    [rain](https://docs.example.org/reference/undefined) [wind](https://null-island.example.org/) [sun](nullable.md)
    ```

    ```html good
    <iframe src="about:blank"></iframe> <img src="about:blank" data-src="https://news.example.org/a.jpg" alt="rain">
    ```

    A link with a `file:` URL is reported by [LNK007](LNK007.md), and template code such as `{{ url }}` by [HTM006](HTM006.md). Look up the
    URL in the source. The fix writes the site of the source for `__GHOST_URL__`, or nothing in a post without a source,
    and is unsafe because the site may have moved.
    """
    kind = match.lastgroup or ""
    is_image = link.kind != "link"
    found = match[kind] if kind else "[object Object]"
    if kind == "last":
        kind, found = _at_end(link.value)
    if kind in ("first", "page", "last", "blank") and _is_meant(found, link, document, is_image=is_image):
        return
    if kind == "last" and not is_image and "/wp-content/" not in link.value:
        return
    if kind == "file" and (document.site.is_read_by_its_author or (found[-1] == ":" and not is_image)):
        return  # LNK007 reports a `file:` link
    severity = Severity.WARNING if kind in ("page", "last", "mark", "prefix") and found != _GHOST else None
    what = "image" if is_image else "link"
    if kind == "scheme":
        why = f"`{found}:` addresses work only in {_ONLY_IN[found]}"
    elif kind == "file":
        why = "it is a file on the author's computer"
    else:
        why = f"a program left {found!r} where an address should be"
    message = f"the {what} {shown(link.value)} leads nowhere: {why}"
    yield Issue(
        link.span, message, _fix(link, document, kind), severity=severity, cause=found, holds=(link.span,)
    )


def _at_end(url: str) -> tuple[str, str]:
    """Return what kind of word ends a URL, and the word."""
    if url.endswith(("]", "D")):
        return "", "[object Object]"
    return "last", url.rstrip("/").rpartition("/")[2]


def _is_meant(found: str, link: Link, document: Document, *, is_image: bool) -> bool:
    """Return whether a page has such a name, or a script puts the address of an image in."""
    if is_image:
        return link.attribute != "markdown" and _LAZY.search(document.raw(link.tag)) is not None
    word, text = found.lower(), text_of(link, document).lower()
    return "://" not in text and any(part in word and part in text for part in _WORDS)


def _fix(link: Link, document: Document, kind: str) -> Fix | None:
    at = link.raw.find(_GHOST) if kind in ("mark", "prefix", "root") else -1
    if at < 0:
        return None
    base = document.base
    origin = "/".join(base.split("/")[:3]) if base is not None else ""
    place = Span(link.span.start, link.span.start + at + len(_GHOST))
    return replace(place, origin, "write the site's address", unsafe=True)
