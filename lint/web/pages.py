"""What is read of an HTML page: its title, its headings, and where it sends its readers."""

from __future__ import annotations

import codecs
import html
import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import Answer
from lint.web.pictures import essence

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_LOOKS_HTML = regex(
    rb"\A\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|title|script|meta|h1|p|div)\b",
    re.I | re.S,
)
_CHARSET = regex(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a browser reads as Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels); and GBK as GB 18030.
_NAMES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949"}  # fmt: skip
# What holds no text of the page: its tags are those of another page, or none.
_APART = regex(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg|textarea)\b.*?(?:</\1\s*>|\Z)", re.I | re.S
)
_TITLE = regex(r"<title\b[^>]{0,500}>(.{0,2000}?)</title", re.I | re.S)
_H1 = regex(r"<h1\b[^>]{0,2000}>(.{0,2000}?)</h1", re.I | re.S)
_TAG = regex(r"<[^<>]{0,2000}>")
_META = regex(r"<meta\b[^<>]{0,2000}>", re.I)
_REFRESH = regex(r"http-equiv\s*=\s*[\"']?refresh\b", re.I)
_CONTENT = regex(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_TARGET = regex(r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.I)
_AT_ONCE = 5  # seconds until a reader is sent elsewhere


class Page(NamedTuple):
    """What is read of a page.

    Parameters:
        title: on one line; empty if there is none.
        headings: those of the first level, each on one line.
        text: the page, decoded, without scripts and comments.
        refresh: the URL to which its readers are sent after a moment; empty if they are not.
    """

    title: str
    headings: tuple[str, ...]
    text: str
    refresh: str


def is_html(answer: Answer) -> bool:
    """Return whether an answer is an HTML page: it says so, or says nothing and looks like one."""
    claimed = essence(answer)
    return claimed in _HTML_TYPES or (not claimed and _LOOKS_HTML.match(answer.body) is not None)


def looks_html(answer: Answer) -> bool:
    """Return whether the first bytes are those of an HTML page, whatever the server says."""
    return _LOOKS_HTML.match(answer.body) is not None


def read_page(answer: Answer) -> Page:
    """Read an HTML page; it never raises, whatever the page is."""
    text = _APART.sub(" ", _decoded(answer))
    title = _TITLE.search(text)
    headings = tuple(_line(match[1]) for match in _H1.finditer(text))
    return Page(_line(title[1]) if title else "", headings, text, _refresh(text, answer.url))


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
    try:
        text = body.decode(_NAMES.get(name, name), "replace")
    except (LookupError, ValueError):  # no such encoding, or one of bytes
        text = body.decode("utf-8", "replace")
    return text if isinstance(text, str) else body.decode("utf-8", "replace")


def _refresh(text: str, base: str) -> str:
    for meta in _META.finditer(text):
        content = _CONTENT.search(meta[0]) if _REFRESH.search(meta[0]) else None
        target = _TARGET.match(html.unescape(content[1] or content[2] or "")) if content else None
        if target and int(target[1]) <= _AT_ONCE:
            url = parse(target[2].strip(), base)
            return url.href if url else ""
    return ""
