"""The anchors of pages, to which the fragments of links lead, packed into few bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from lint.primitives.blake2 import blake2b
from lint.primitives.patterns import regex
from lint.values.urls import parse

# What follows is no anchor: https://wicg.github.io/scroll-to-text-fragment/#the-fragment-directive
_DIRECTIVE = ":~:"
# Routes, settings and times: `#/a`, `#!a`, `#a=b`. Comments come late, or are on another page by now.
_OF_SCRIPTS = regex(r"[/!=&?]|comment|disqus|respond|repl(?:y|ies)|discussion_r", re.IGNORECASE)
# A browser needs no anchor for `top`; lines of code, slides and the like are numbers.
_NO_ANCHOR = regex(r"top|L?\d+(?:[-:,]L?\d+)?", re.IGNORECASE)
_GITHUB = "user-content-"  # with which ids begin that its script looks for without
_SIZE = 4  # bytes of an anchor's digest: two that are equal hide that one is missing, and report nothing


def anchor_in(url: str) -> str:
    """Return the anchor to which a URL leads, as written; empty without one, or if it cannot be judged."""
    parsed = parse(url) if "#" in url else None
    anchor = parsed.fragment[1:].partition(_DIRECTIVE)[0] if parsed is not None else ""
    return "" if _OF_SCRIPTS.search(anchor) or _NO_ANCHOR.fullmatch(anchor) else anchor


def packed(anchors: Iterable[str]) -> bytes:
    """Return anchors as bytes, each as long."""
    return b"".join(sorted({_digest(each) for each in anchors}))


def has_anchor(anchors: bytes, anchor: str) -> bool:
    """Return whether a page has an anchor.

    Parameters:
        anchors: those of the page, packed.
        anchor: as in the URL.
    """
    known = {anchors[at : at + _SIZE] for at in range(0, len(anchors), _SIZE)}
    names = {anchor, unquote(anchor)}
    names |= {_GITHUB + name for name in names}
    return not known.isdisjoint(map(_digest, names))


def _digest(anchor: str) -> bytes:
    return blake2b(anchor.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()
