"""The files that links may lead to: stored as what a folder says, a row for up to 1,000 of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING
from unicodedata import normalize

from lint.archive import conventions
from lint.archive.archive_files import MEDIA
from lint.archive.folder_entries import SKIPPED
from lint.primitives.fact import CLOSED, FILE, PLACES, UNCOUNTED, KnownFact, untold
from lint.primitives.place import Position, Span
from lint.run.index_rows import Post

if TYPE_CHECKING:  # it is given
    from lint.archive.builders.site import Site

_A_ROW = 1000
_PAGES = (*conventions.SUFFIXES, *conventions.OTHER_SUFFIXES)
# How the names of pages begin.
_NAMED = ("post:", "page:", "org:")
# What is stored as the content of a row with images, or other files that are not text.
ASSETS = "assets"
# No file's name begins with it.
MARK = b"\0"
_START = Position(1, 1)
# The key of a folder that cannot be listed: its pages may be anywhere.
_ANY = "*"
_DEEPEST = 32


def file_posts(folder: str, names: Sequence[str], root: str, site: Site) -> list[Post]:
    """Return the rows of a folder's files: each has its path and its addresses as places.

    Parameters:
        folder: an absolute path.
        names: those of the files.
        root: the folder of the archive.
    """
    rows = []
    below_site = _below(folder, site.root)
    below_root = _below(folder, root)
    for at, path in zip(range(0, len(names), _A_ROW), file_paths(os.fsencode(folder)), strict=False):
        facts: list[KnownFact] = []
        for name in names[at : at + _A_ROW]:
            shown, path_of_site = below_root + name, normalize("NFC", below_site + name)
            if name.endswith("/"):  # a folder
                facts += _facts(CLOSED, _ends(path_of_site) if name != "/" else (_ANY,), shown)
                facts += _facts(PLACES, (UNCOUNTED,), shown)
            else:
                facts += _facts(PLACES, places_of(path_of_site, site), shown)
        some = names[at : at + _A_ROW]
        content = ASSETS if any(name.lower().endswith(MEDIA) for name in some) else ""
        rows.append(Post.of(path, content, b"", facts))
    return rows


def _facts(kind: str, keys: Iterable[str], shown: str) -> Iterator[KnownFact]:
    return (KnownFact(kind, key, Span(0, 0), shown, _START, _START) for key in keys)


def places_of(path: str, site: Site) -> Iterable[str]:
    """Return the places of a file that is not a post.

    Parameters:
        path: its path from the site's folder.
    """
    provided = site.provided(path)
    # What only a builder's own links publish has a name, but no address.
    is_published = any(":" not in each or each.startswith(("/", "post:")) for each in provided)
    found = dict.fromkeys((FILE + path, *([path] if is_published else []), *provided))
    if _is_page(path) and site.leaves_out(path, is_folder=False) is None:
        found[untold(path)] = None  # only lint leaves it out
    is_page = path.lower().endswith(_PAGES) and site.static_address(path) is None
    if any(each.startswith(_NAMED) or (is_page and each.startswith("/")) for each in provided):
        found[UNCOUNTED] = None  # a list may have it
    return found


def _is_page(path: str) -> bool:
    return path.lower().endswith(conventions.TEXT_SUFFIXES) and SKIPPED.isdisjoint(path.split("/"))


def _ends(folder: str) -> Iterator[str]:
    """Yield the end of a folder's path from each of its parts: where it is published is not known."""
    parts = folder.strip("/").split("/")
    return ("/".join(parts[at:]) for at in range(len(parts)))


def closed_above(place: str) -> Iterator[str]:
    """Yield the keys of the folders in which a place is, if it cannot be told what is in them."""
    yield _ANY
    parts = place.removeprefix(FILE).strip("/").split("/")
    for end in range(1, min(len(parts), _DEEPEST) + 1):
        yield "/".join(parts[:end])


def is_files(path: bytes) -> bool:
    """Return whether a path is that of a row of files, not of a post."""
    return MARK in path


def file_paths(folder: bytes) -> Iterator[bytes]:
    """Yield the paths under which the files of a folder are stored; without end."""
    return (os.path.join(folder, MARK + str(number).encode()) for number in count())


def _below(folder: str, root: str) -> str:
    path = os.path.relpath(folder, root).replace(os.sep, "/")
    return "" if path == "." else path + "/"
