"""The blocks of an article that are named like other parts of a page."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.rule import Document, Span, Tag
from lint.rules.htm.chrome.names import (
    COMMENT,
    COMMENT_SIGNS,
    COMMENTS,
    KNOWN,
    NAVIGATION,
    RELATED,
    SHARE,
    SUBSCRIBE,
    USUAL,
    WIDGET,
)
from lint.rules.htm.chrome.related import related_lists
from lint.rules.htm.elements import whole_elements
from lint.rules.moved import severity_if_moved

_CONTAINERS = frozenset(
    "article aside div dl fieldset footer form header li nav ol p section table ul".split()
)
_NAMED = regex(r"""\b(?:class|id|role|itemtype)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# What a reader uses; only what leads away is the navigation of another page.
_CONTROL = regex(r"<(?:a|button|form|iframe|img|input|textarea)\b", re.IGNORECASE)
_LINK = regex(r"<a\s(?=[^<>]*\bhref\s*=\s*[\"']?[^#\"'\s>])", re.IGNORECASE)
_MARKUP = regex(r"<[^<>]*>|\s+|&nbsp;")
# A longer block surrounds an article; only threads have no limit.
_LONGEST, _MOST_TEXT = 40_000, 3_000
# Buttons, forms and widgets say little; one with more has swallowed a part of the article.
_MOST_ON_BUTTONS = 600
_SINGLE = "a comment"


class Block(NamedTuple):
    """A part of a page: what it is, the name that says so, its start tag, and its place, if it has an end."""

    part: str
    name: str
    tag: Span
    place: Span | None
    certain: bool


class _Verdict(NamedTuple):
    part: str
    name: str
    certain: bool


def find_blocks(document: Document) -> list[Block]:
    """Return the outermost blocks of an article that are named like another part of a page.

    What an author may name so is only looked for in a post that was copied and has not moved with its site.
    """
    if document.content.names.isdisjoint(_CONTAINERS):
        return []
    found = list(_named(document))
    lists = list(related_lists(document))
    if not found and not lists:
        return []
    mirrored = document.base is not None and severity_if_moved(document) is None
    found = found if mirrored else [(tag, verdict) for tag, verdict in found if verdict.certain]
    blocks = _named_blocks(document, found) if found else []
    if mirrored and lists:
        named = [Block(RELATED, name, tag.span, place, certain=False) for name, tag, place in lists]
        blocks = _outermost([*blocks, *named])
    return _beside_an_article(document, blocks) if blocks else []


def _named_blocks(document: Document, found: list[tuple[Tag, _Verdict]]) -> list[Block]:
    places = whole_elements(document.content.tags)
    signs = [match.start() for match in COMMENT_SIGNS.finditer(document.text, *document.body)]
    blocks: list[Block] = []
    end = -1
    for tag, verdict in found:
        block = Block(verdict.part, verdict.name, tag.span, places.get(tag.span.start), verdict.certain)
        start = tag.span.start
        if start < end or _surrounds(block) or (block.part == _SINGLE and not _has(signs, block.place)):
            continue
        end = block.place.end if block.place is not None else tag.span.end
        if _is_shown(document, block):
            blocks.append(block)
    return _threads(document, blocks)


def _outermost(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    end = -1
    for block in sorted(blocks, key=lambda block: (block.tag.start, -(block.place or block.tag).end)):
        if block.tag.start >= end:
            kept.append(block)
            end = (block.place or block.tag).end
    return kept


def text_of(document: Document, start: int, end: int) -> str:
    """Return the text between two offsets without tags and spaces."""
    return _MARKUP.sub("", document.text[start:end])


def _named(document: Document) -> Iterator[tuple[Tag, _Verdict]]:
    text = document.text
    for tag in document.content.tags:
        name = tag.name
        if name in _CONTAINERS and not tag.closing:
            start, end = tag.attributes
            verdict = _judge(text[start:end]) if start < end else None
            if verdict is None and name == "nav":
                verdict = _Verdict(NAVIGATION, "nav", certain=False)
            if verdict is not None:
                yield tag, verdict


@lru_cache(maxsize=4096)
def _judge(attributes: str) -> _Verdict | None:
    """Return what an element's names say; most elements of an archive have the same attributes as others."""
    usual: _Verdict | None = None
    for match in _NAMED.finditer(attributes):
        for name in match[match.lastindex or 0].lower().split():
            known = KNOWN.get(name)
            if known is not None and not known.live:
                return _Verdict(known.part, name, certain=True)
            if usual is None:
                part = known.part if known is not None else _usual(name)
                usual = _Verdict(part, name, certain=False) if part is not None else None
    return usual


def _usual(name: str) -> str | None:
    part = next((part for part, pattern in USUAL if pattern.fullmatch(name) is not None), None)
    return _SINGLE if part is None and COMMENT.fullmatch(name) is not None else part


def _surrounds(block: Block) -> bool:
    """Return whether a block may have the article in it, or does not end."""
    if block.place is None:
        return not block.certain
    return block.part not in (COMMENTS, _SINGLE) and block.place.end - block.place.start > _LONGEST


def _has(signs: list[int], place: Span | None) -> bool:
    return place is not None and bisect_left(signs, place.start) < bisect_left(signs, place.end)


def _is_shown(document: Document, block: Block) -> bool:
    """Return whether a reader sees a block, and whether it is what its name says."""
    if block.place is None or block.part in (COMMENTS, _SINGLE):
        return True
    inside = document.text[block.tag.end : block.place.end]
    text = _MARKUP.sub("", inside)
    if len(text) > (_MOST_ON_BUTTONS if block.part in (SHARE, SUBSCRIBE, WIDGET) else _MOST_TEXT):
        return False
    if block.name in KNOWN:
        return bool(text) or _CONTROL.search(inside) is not None
    return (_CONTROL if block.part in (SHARE, SUBSCRIBE) else _LINK).search(inside) is not None


def _threads(document: Document, blocks: list[Block]) -> list[Block]:
    """Return blocks in which comments are a thread, unless it is one that an article may contain."""
    singles = [block for block in blocks if block.part == _SINGLE and block.place is not None]
    if not singles:
        return blocks
    is_thread = len(singles) > 1 or "reply" in document.raw(singles[0].place or singles[0].tag)
    return [
        block._replace(part=COMMENTS) if block.part == _SINGLE else block
        for block in blocks
        if block.part != _SINGLE or is_thread
    ]


def _beside_an_article(document: Document, blocks: list[Block]) -> list[Block]:
    """Return blocks, but only certain ones if they are all that a post has."""
    at = document.article.start
    for block in blocks:
        if text_of(document, at, block.tag.start):
            return blocks
        at = block.place.end if block.place is not None else block.tag.end
    return (
        blocks if text_of(document, at, document.article.end) else [each for each in blocks if each.certain]
    )
