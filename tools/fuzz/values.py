"""Readers of single values: dates, URLs, and the tags of HTML beside html5lib's."""

from collections.abc import Iterator
from typing import Any, cast

import html5lib

from lint.archive.builders import NAMES, named
from lint.post.html import attributes, scan, unescape
from lint.post.srcset import candidates
from lint.primitives.source import Span
from lint.proxies import load as load_proxies
from lint.values import dates, urls
from tools.fuzz.suites import Suites
from tools.fuzz.target import Target, WrongError
from tools.fuzz.words import words

_START, _END = 3, 4  # html5lib's types of tokens
_HTML = (
    "<a href=x>", "<a href='x>y' b=\"c\" d>", "<!-- <a> --><b>", "<!--><a>", "<script>'<a>'</script><b>", "<textarea><a></TEXTAREA >",
    "<a/b/c = d>", "< a></ b><? c ><!d>", "<a href='", "<p\u00a0x=1>", "a &amp; b &copy=1 &#150; &#x110000; &notit;", "<svg><a xlink:href=b /></svg>",
)  # fmt: skip
# In them html5lib's tokenizer is told by its parser what follows.
_RAW = {"textarea": "rcdataState", "title": "rcdataState", "script": "scriptDataState", "style": "rawtextState",
        "xmp": "rawtextState", "iframe": "rawtextState", "noembed": "rawtextState", "noframes": "rawtextState"}  # fmt: skip
_DATES = (
    "2021-05-03", "2021-05-03 10:00", "2021-05-03T22:59:03.000Z", "May 3, 2021 10:00 PM", "Mon, 03 May 2021 22:59:03 +0000", "3.5.2021", "2021/5/3",
    "1620082743000", "2021-W18-1", "2021-123", "20210503T225903Z", "yesterday", "2021-05-03 10:00:00 +09:00 JST", "99999-01-01", "-1", "12/31/99",
)  # fmt: skip


def _dates(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for value in (text, text.strip()):
        dates.parse(value)
        dates.names_zone(value)
        dates.parse_dateline(value)
        for name in NAMES:
            named(name)().read_date(value)


def _urls(data: bytes) -> None:
    text = data.decode("utf-8", "surrogatepass" if data.isascii() else "replace")
    for base in (None, "https://a.example/b/c"):
        url = urls.parse(text, base)
        if url is None:
            continue
        if urls.parse(url.href) != url:
            raise WrongError("a URL is not what it is read as", url)
        urls.nested_at(url.href)
        for proxied in load_proxies().chain(url.href):
            _ = proxied.target
    for candidate in candidates(text, Span(0, len(text))):
        if not 0 <= candidate.url.start < candidate.span.end <= len(text):
            raise WrongError("a candidate is outside the text", candidate)


def _html(data: bytes) -> None:
    text = data.decode("utf-8", "replace").replace("\0", "").replace("\r", "")
    mine = []
    for tag in scan(text, Span(0, len(text))).tags:
        values: dict[str, str] = {}
        for each in attributes(text, tag):
            values.setdefault(each.name, unescape(text[slice(*each.span)]))
        mine.append(("/" + tag.name, {}) if tag.closing else (tag.name, values))
    # Two states which the scan leaves out: CDATA in SVG, and a comment in a script.
    if "<![CDATA[" not in text and not ("<!--" in text and "<script" in text.lower()):
        theirs = _tokens(text)
        if mine != theirs:
            raise WrongError("html5lib differs", f"{text!r}\n{mine}\n{theirs}")


def _tokens(text: str) -> list[tuple[str, dict[str, str]]]:
    tokenizer = html5lib._tokenizer.HTMLTokenizer(text)  # noqa: SLF001 - it is not public
    found: list[tuple[str, dict[str, str]]] = []
    for token in tokenizer:
        if token["type"] == _START:
            found.append((token["name"], dict(cast("Any", token["data"]))))
            if token["name"] in _RAW:
                tokenizer.state = getattr(tokenizer, _RAW[token["name"]])
        elif token["type"] == _END:
            found.append(("/" + token["name"], {}))
    return found


def _html_seeds(suites: Suites) -> Iterator[bytes]:
    yield from (case.encode() for case in _HTML)
    yield from suites.html()


def _url_seeds(_suites: Suites) -> Iterator[bytes]:
    return (word for word in words() if b"/" in word or b"=" in word)


def _date_seeds(_suites: Suites) -> Iterator[bytes]:
    return (case.encode() for case in _DATES)


TARGETS = {
    "dates": Target(_dates, _date_seeds),
    "urls": Target(_urls, _url_seeds),
    "html": Target(_html, _html_seeds),
}
