"""What is read of an HTML page: its title, its headings, and where it sends its readers."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import Answer
from lint.web.pictures import essence

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_LOOKS_HTML = regex(
    # Comments are taken possessively: there is one way alone to read them.
    rb"\A\s*(?:<!--.*?-->\s*)*+<(?:!doctype html|html|head|body|title|script|meta|h1|p|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = regex(r"charset\s*=\s*(?:[\"']\s*)?([\w.:-]{1,40})", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a browser reads by another name: https://encoding.spec.whatwg.org/#names-and-labels
_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
}
# Those of the web; Python has others, some of which take quadratic time.
_ENCODING = regex(
    r"utf-?8|utf-16(?:le|be)?|(?:windows-|cp)\d{3,4}|iso-8859-\d{1,2}|koi8-[ru]|gb18030|big5(?:-hkscs)?"
    r"|euc-jp|iso-2022-jp|ibm866|macintosh|tis-620"
)
# What holds no text of the page: its tags are those of another page, or none.
_APART = regex(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg|textarea)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = regex(r"<[^<>]{0,2000}>")
_META = regex(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_REFRESH = regex(r"http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_CONTENT = regex(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TARGET = regex(r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
# A script that is one statement, so that no condition leads elsewhere.
_LOCATION = regex(
    r"<script\b[^<>]{0,200}>\s*(?:(?:window|document|self|top)\.)?location(?:\.href\s*=|\s*=|\.(?:replace|assign)\()"
    r"\s*[\"']([^\"'<>]{1,500})[\"']\s*\)?\s*;?\s*</script",
    re.IGNORECASE,
)
_SHORT, _LITTLE = 2048, 200  # characters of such a page, and of its text
_LONGEST = 2000  # characters of a title, with its tags
_AT_ONCE = 5  # seconds until a reader is sent elsewhere


class Page(NamedTuple):
    """What is read of a page.

    Parameters:
        title: on one line; empty if there is none.
        headings: those of the first level, each on one line.
        markup: all of it, decoded.
        is_visible: whether what scripts, comments and the like hold is left out.
        refresh: the URL to which its readers are sent after a moment; empty if they are not.
    """

    title: str
    headings: tuple[str, ...]
    markup: str
    refresh: str
    is_visible: bool


def is_html(answer: Answer) -> bool:
    """Return whether an answer is an HTML page: it says so, or says nothing and looks like one."""
    claimed = essence(answer)
    return claimed in _HTML_TYPES or (not claimed and _LOOKS_HTML.match(answer.body) is not None)


def looks_html(answer: Answer) -> bool:
    """Return whether the first bytes are those of an HTML page, whatever the server says."""
    return _LOOKS_HTML.match(answer.body) is not None


def read_page(answer: Answer, *, visible: bool) -> Page:
    """Read an HTML page; it never raises, whatever the page is.

    Parameters:
        visible: whether to leave out what scripts, comments and the like hold, which takes most of the time.
    """
    markup = _decoded(answer)
    text = _APART.sub(" ", markup) if visible else markup
    folded = _folded(text)
    title = next(_contents(text, folded, "title"), "")
    refresh = (_refresh(text, answer.url) if "refresh" in folded else "") or _by_script(markup, answer)
    return Page(title, tuple(_contents(text, folded, "h1")), markup, refresh, visible)


def text_of(markup: str) -> str:
    """Return the text of a page that its readers see, on one line."""
    return _line(_APART.sub(" ", markup))


def _folded(text: str) -> str:
    """Return a text with its ASCII letters in lower case: as long, and in a tenth of `lower`'s time."""
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _contents(text: str, folded: str, name: str) -> Iterator[str]:
    """Yield the text of each element of a name, on one line; in linear time, whatever the page is."""
    end = 0
    while (start := folded.find(f"<{name}", end)) >= 0:
        inside = folded.find(">", start)
        end = folded.find(f"</{name}", inside)
        if inside < 0 or end < 0:
            return
        yield _line(text[inside + 1 : min(end, inside + _LONGEST)])


def _line(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _decoded(answer: Answer) -> str:
    body = answer.body
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    said = _CHARSET.search(answer.headers.get("content-type", ""))
    said = said or _CHARSET.search(body[:1024].decode("latin-1"))
    name = said[1].lower() if said else "utf-8"
    name = _NAMES.get(name, name)
    try:
        return body.decode(name if _ENCODING.fullmatch(name) else "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _by_script(markup: str, answer: Answer) -> str:
    """Return where a page sends its readers that is no more than the script which does that."""
    if len(markup) > _SHORT or not answer.is_whole:
        return ""
    target = _LOCATION.search(markup)
    if target is None or len(text_of(markup)) > _LITTLE:
        return ""
    url = parse(target[1], answer.url)
    return url.href if url else ""


def _refresh(text: str, base: str) -> str:
    for meta in _META.finditer(text):
        content = _CONTENT.search(meta[0]) if _REFRESH.search(meta[0]) else None
        target = _TARGET.match(html.unescape(content[1] or content[2] or "")) if content else None
        if target and int(target[1]) <= _AT_ONCE:
            url = parse(target[2].strip(), base)
            return url.href if url else ""
    return ""
