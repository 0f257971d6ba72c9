"""The ids on HTML pages that a site's builder copies as they are: links may lead to a part of one."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote

from lint.archive.sites import Sites
from lint.config.nearest import ConfigCache
from lint.post.html import scan, unescape, values
from lint.primitives.bounds import Bounds
from lint.primitives.fact import IDS
from lint.primitives.files import UncheckedError, read
from lint.primitives.patterns import regex
from lint.primitives.place import Span

# Longer pages are not read: to look through one takes a second for 20 MB.
_LONGEST = 2_000_000
# What may add an element when the page is sent or shown, or shows that the file is a template, or not text.
_PROGRAMS = regex(r"(?i)<script|<!--#|<[?%]|\{\{|\{%|<frameset|[\0\x1b]|\son[a-z]{3,30}\s*=|javascript:")
_NAMING = ("id", "name")


class CopiedPages:
    """Reads the pages that links lead to, when a link names a part of one.

    Parameters:
        root, configs, sites: as for `ArchiveIndex`.
        deciding: the files of which every change is noticed. Nothing is said of others, since an answer that
            is kept must hold.
    """

    def __init__(self, root: str, configs: ConfigCache, sites: Sites, deciding: Collection[str]) -> None:
        self._root = root
        self._configs = configs
        self._sites = sites
        self._deciding = deciding
        self._ids = lru_cache(maxsize=64)(_ids_of)  # many posts may link to one page

    def told(self, path: str) -> Mapping[str, str]:
        """Return what is told of a page that is no post, by kind: its ids, if these are certain.

        Parameters:
            path: its path from the root of the archive.
        """
        full = os.path.join(self._root, path)
        if full not in self._deciding:
            return {}
        folder = os.path.dirname(full)
        site = self._sites.of(folder, self._root, self._configs.for_folder(folder))
        below = os.path.relpath(full, site.root).replace(os.sep, "/")
        if site.static_address(below) is None:
            return {}  # it is not copied: a builder may put it into a layout
        ids = self._ids(full, self._configs.bounds)
        if ids is None:
            return {}
        names = {*ids, *map(unquote, ids)}  # browsers look for a part as it is written first, then decoded
        names = {normalize("NFC", name) for each in names for name in (each, site.linked_id(each))}
        return {IDS: "\n".join(("", *sorted(names)))}


def _ids_of(path: str, bounds: Bounds) -> frozenset[str] | None:
    """Return the ids and names of the elements of a page; `None` if there may be others."""
    try:
        text = read(path, _LONGEST, bounds).decode("utf-8-sig")
    except (UncheckedError, UnicodeDecodeError):
        return None
    if _PROGRAMS.search(text):
        return None
    # In SVG, `<title/>` ends itself; elsewhere, what it would hide may then be found too often.
    tags = scan(text, Span(0, len(text)), self_closing=True).tags
    return frozenset(
        unescape(text[start:end])
        for tag in tags
        if not tag.closing
        for name, start, end in values(text, tag.attributes)
        if name in _NAMING
    )
