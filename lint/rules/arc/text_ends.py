"""What the texts of a source begin and end with, and what its titles end with."""

from functools import lru_cache

from lint.primitives.fact import digest
from lint.primitives.patterns import regex
from lint.rule import Document, Fact, Facts, Span
from lint.values.urls import plain_host

_TAG = regex(r"<[^<>]*>")
# What separates a title from the name of its site. The longest dash is written as two characters in Chinese.
_SEPARATOR = regex(r"(?<=\S)(?:\s+[-|–—·•:»«]{1,2}(?=\s)|\s*(?:——|[|｜_]))\s*(?=[^\s|｜_—–-])")
# The longest name of a site, with what separates it.
_NAME = 50
_ENDS = "。!！?？…;；"
_SHORT, _MOST = 8, 5000
# Shorter texts have no end that is not most of them.
_PIECE, _LEAST = 40, 120
_LETTERS = 6
# How far its words may be from the end of a text, after tags and spaces.
_FAR = 2000


@lru_cache(maxsize=1)
def plain_text(document: Document) -> str:
    """Return the text of a post, without tags and spaces."""
    start, end = document.article
    return "".join(_without_tags(document.text[start:end]).split())


@lru_cache(maxsize=1)
def text_digest(document: Document) -> str:
    """Return the digest of the text of a post, without tags and spaces."""
    return digest(plain_text(document))


@lru_cache(maxsize=1)
def sentences(document: Document) -> tuple[str, ...]:
    """Return the sentences of a text; short pieces, which many texts have, and those with a URL are left out."""
    text = plain_text(document)
    for end in _ENDS:  # most texts have two or three of them, so that this is faster than a pattern
        text = text.replace(end, ".")
    found = text.split(".", _MOST)
    return tuple([each for each in found if len(each) >= _SHORT and "/" not in each])


def host_of(document: Document) -> str:
    """Return the host of a post's source; empty for none."""
    return (plain_host(document.base) or document.host(document.base)) if document.base is not None else ""


def title_ends(document: Document) -> Facts:
    """Yield what is after the last separator of a title, by the host of the source; empty for nothing."""
    field, title, host = document.field("title"), document.text_of("title"), host_of(document)
    if field is None or not title or not host:
        return
    title = title.rstrip()
    last = None
    for last in _SEPARATOR.finditer(title, max(0, len(title) - _NAME)):  # noqa: B007 - the last one
        pass
    suffix = title[last.start() :] if last is not None else ""
    at = document.text.rfind(suffix, *field.span) if suffix else -1
    yield Fact(host, Span(at, at + len(suffix)) if at >= 0 else field.span, suffix, "common")


def text_ends(document: Document) -> Facts:
    """Yield the first and the last 40 characters of a text that was copied from somewhere, by its host."""
    host = host_of(document)
    if not host or len(plain_text(document)) < _LEAST:
        return
    text = document.text
    start, end = document.article
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    head, tail = text[start : start + _FAR], text[max(start, end - _FAR) : end]
    yield from _end(f"{host} begins", Span(start, end if first < 0 else first), _shown(head)[:_PIECE])
    yield from _end(f"{host} ends", Span(last + 1 if last >= 0 else start, end), _shown(tail)[-_PIECE:])


def _end(key: str, span: Span, piece: str) -> Facts:
    # A line of dashes is no text.
    if len(set(filter(str.isalnum, piece))) >= _LETTERS:
        yield Fact(key, span, piece.strip(), "common")


def _shown(text: str) -> str:
    return " ".join(_without_tags(text).split())


def _without_tags(text: str) -> str:
    return _TAG.sub("", text) if "<" in text else text
