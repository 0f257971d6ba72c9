"""The site that a file belongs to: its root and its builder, from the files and folders around it."""

import os
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from lint.archive import conventions
from lint.config.config import Config
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head

_NEIGHBOURS = 21
_MARKS: tuple[tuple[Dialect, Sequence[str]], ...] = (
    ("hugo", conventions.HUGO_FILES),
    ("jekyll", conventions.JEKYLL_FILES),
)
# Mirrors move the posts that they no longer show to `archived`.
_POSTS_FOLDERS = (*conventions.JEKYLL_POSTS, "archived")


class Site(NamedTuple):
    """A site of posts: its folder, its builder, and the reason for that choice."""

    root: str
    dialect: Dialect
    reason: str


class Sites:
    """Finds the site of each folder, looking at every folder once."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._known: dict[tuple[str, str], Site] = {}
        self._marked: dict[str, Site | None] = {}

    def of(self, folder: str, top: str, config: Config) -> Site:
        """Return the site of a folder.

        Parameters:
            folder: an absolute path.
            top: the root of an archive without a recognised site.
            config: its `dialect` overrides the one that is found.
        """
        known = self._known.get((folder, top))
        if known is None:
            known = self._known[folder, top] = self._find(folder, top, config)
        return known

    def _find(self, folder: str, top: str, config: Config) -> Site:
        configured = config.dialect if config.dialect != "auto" else None
        above = folder
        while (site := self._mark(above)) is None:
            parent = os.path.dirname(above)
            if parent == above or ".git" in self._listings.names(above):
                root = config.root if config.path else top if parent == above else above
                reason = "no _config.yml, _posts, Hugo configuration or content folder was found"
                site = Site(root, "plain", reason)
                break
            above = parent
        return Site(site.root, configured, config.origin("dialect")) if configured else site

    def _mark(self, folder: str) -> Site | None:
        if folder not in self._marked:
            self._marked[folder] = _look(folder, self._listings)
        return self._marked[folder]


def _look(folder: str, listings: Listings) -> Site | None:
    names = listings.names(folder)
    parent, name = os.path.split(folder)
    if conventions.is_hexo(names):
        return Site(folder, "plain", f"{folder} is a Hexo site, with source and scaffolds")
    if _is_in_hexo(folder, listings):
        return None
    for dialect, files in _MARKS:
        file = conventions.mark_of(folder, names, files)
        if file is not None:
            return Site(folder, dialect, f"{file} is in {folder}")
    if name in conventions.JEKYLL_POSTS:
        return Site(parent, "jekyll", f"the posts are in {name}")
    if "_posts" in names and os.path.isdir(os.path.join(folder, "_posts")):
        return Site(folder, "jekyll", f"_posts is in {folder}")
    if name == "content":
        return Site(parent, "hugo", "the posts are in content")
    return None


def _is_in_hexo(folder: str, listings: Listings) -> bool:
    """Return whether a folder is the `source` of a Hexo site, or its `_posts` or `_drafts`."""
    parent, name = os.path.split(folder)
    if name in conventions.JEKYLL_POSTS:
        parent, name = os.path.split(parent)
    return name == "source" and conventions.is_hexo(listings.names(parent))


@lru_cache(maxsize=4096)
def _folders(folder: str, root: str) -> frozenset[str]:
    """Return the names of the folders between a site's root and a file."""
    return frozenset(os.path.relpath(os.path.abspath(folder), root).split(os.sep))


def is_post(path: str, site: Site) -> bool:
    """Return whether a file is a post of its site rather than another page.

    Jekyll: every file below `_posts`, `_drafts` or `archived`. Hugo: every file below `content`, except the
    `_index` of a section. Others: every file except well-known ones, such as a README, and those at the root
    whose names are in capitals.
    """
    name = os.path.basename(path)
    folders = _folders(os.path.dirname(path), site.root)
    if site.dialect == "jekyll":
        return not folders.isdisjoint(_POSTS_FOLDERS)
    if site.dialect == "hugo":
        return "content" in folders and (name.startswith("index.") or not _pages().match(name.lstrip("_")))
    # A repository's own files are at its root, such as MAINTAINERS.md and ROADMAP.md.
    stem = name.partition(".")[0]
    in_capitals = stem.isupper() and stem.replace("_", "").isalpha()
    is_of_repository = in_capitals and os.path.dirname(os.path.abspath(path)) == site.root
    return not is_of_repository and not _pages().match(name)


def neighbours_have_front_matter(path: str) -> bool:
    """Return whether most files beside this one have a front matter; looks at the first 20 by name."""
    folder, name = os.path.split(os.path.abspath(path))
    known = _front_matters(folder, os.path.splitext(name)[1])
    others = [has for other, has in known if other != name]
    return sum(others) * 2 >= len(others)


@lru_cache(maxsize=1024)
def _front_matters(folder: str, suffix: str) -> list[tuple[str, bool]]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(suffix))[:_NEIGHBOURS]
    except OSError:
        return []
    heads = [(name, head(os.path.join(folder, name), conventions.FENCE_REACH)) for name in names]
    return [(name, conventions.begins_with_fence(start)) for name, start in heads if start is not None]


@cache
def _pages() -> re.Pattern[str]:
    # Compiled on demand: a run with everything cached does not need it.
    return re.compile(
        r"(?:README|CHANGELOG|CHANGES|HISTORY|LICEN[CS]E|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|AGENTS"
        r"|AUTHORS|NEWS|TODO|ABOUT|INDEX|404|CONTACT|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE)(?:[.\-_][\w\-]{2,5})?\.",
        re.IGNORECASE,
    )
