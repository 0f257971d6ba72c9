"""What site a file belongs to: its root and its builder, by what stands in the folders around it."""

import os
import re
from functools import cache, lru_cache
from typing import NamedTuple

from lint.archive.conventions import (
    FENCE_REACH,
    HUGO_FILES,
    JEKYLL_FILES,
    JEKYLL_POSTS,
    begins_with_fence,
    is_hexo,
    mark_of,
)
from lint.config.config import Config
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head

_NEIGHBOURS = 21
# The last is what mirrors call the posts that they no longer show.
_POSTS_FOLDERS = (*JEKYLL_POSTS, "archived")


class Site(NamedTuple):
    """A site of posts: its folder, its builder, and how that was found out."""

    root: str
    dialect: Dialect
    reason: str


class Sites:
    """Finds the site of a folder, looking at each folder once.

    Parameters:
        listings: what stands in folders.
    """

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._known: dict[tuple[str, str], Site] = {}
        self._marked: dict[str, Site | None] = {}

    def of(self, folder: str, top: str, config: Config) -> Site:
        """Give the site of a folder.

        Parameters:
            folder: an absolute path.
            top: where an archive without any mark of a site begins.
            config: its `dialect` wins over what is found.
        """
        known = self._known.get((folder, top))
        if known is None:
            known = self._known[folder, top] = self._find(folder, top, config)
        return known

    def _find(self, folder: str, top: str, config: Config) -> Site:
        configured = config.dialect if config.dialect != "auto" else None
        above: str | None = folder
        root = config.root if config.path else top
        while above is not None:
            site = self._mark(above)
            if site is not None:
                if configured:
                    return Site(site.root, configured, config.origin("dialect"))
                return site
            parent = os.path.dirname(above)
            if ".git" in self._listings.names(above):
                root = config.root if config.path else above
                break
            above = parent if parent != above else None
        if configured:
            return Site(root, configured, config.origin("dialect"))
        return Site(root, "plain", "no _config.yml, _posts, hugo configuration or content folder was found")

    def _mark(self, folder: str) -> Site | None:
        if folder not in self._marked:
            self._marked[folder] = _look(folder, self._listings)
        return self._marked[folder]


def _look(folder: str, listings: Listings) -> Site | None:
    names = listings.names(folder)
    parent, name = os.path.split(folder)
    if is_hexo(names):
        return Site(folder, "plain", f"{folder} is a site of Hexo, which has source and scaffolds")
    if _is_in_hexo(folder, listings):
        return None
    marks: tuple[tuple[Dialect, tuple[str, ...]], ...] = (("hugo", HUGO_FILES), ("jekyll", JEKYLL_FILES))
    for dialect, files in marks:
        file = mark_of(folder, names, files)
        if file is not None:
            return Site(folder, dialect, f"{file} stands in {folder}")
    if name in JEKYLL_POSTS:
        return Site(parent, "jekyll", f"the posts stand in {name}")
    if "_posts" in names and os.path.isdir(os.path.join(folder, "_posts")):
        return Site(folder, "jekyll", f"_posts stands in {folder}")
    if name == "content":
        return Site(parent, "hugo", "the posts stand in content")
    return None


def _is_in_hexo(folder: str, listings: Listings) -> bool:
    """Say whether a folder is the `source` of a site of Hexo, or its `_posts` or `_drafts`."""
    parent, name = os.path.split(folder)
    if name in JEKYLL_POSTS:
        parent, name = os.path.split(parent)
    return name == "source" and is_hexo(listings.names(parent))


@lru_cache(maxsize=4096)
def _folders(folder: str, root: str) -> frozenset[str]:
    """Give the names of the folders between a site's root and a file: what lies above is not the site's."""
    return frozenset(os.path.relpath(os.path.abspath(folder), root).split(os.sep))


def is_post(path: str, site: Site) -> bool:
    """Say whether a file is a post of its site rather than another page.

    Jekyll: what stands below `_posts`, `_drafts` or `archived`. Hugo: what stands below `content`,
    except the `_index` of a section. Elsewhere: all but files that are known not to be posts, such as
    a README, and those at its root whose names are in capitals.
    """
    name = os.path.basename(path)
    folders = _folders(os.path.dirname(path), site.root)
    if site.dialect == "jekyll":
        return not folders.isdisjoint(_POSTS_FOLDERS)
    if site.dialect == "hugo":
        return "content" in folders and (name.startswith("index.") or not _no_post().match(name.lstrip("_")))
    # At its root stand a repository's own files, such as MAINTAINERS.md and ROADMAP.md.
    stem = name.partition(".")[0]
    in_capitals = stem.isupper() and stem.replace("_", "").isalpha()
    is_of_repository = in_capitals and os.path.dirname(os.path.abspath(path)) == site.root
    return not is_of_repository and not _no_post().match(name)


def neighbours_have_front_matter(path: str) -> bool:
    """Say whether most files beside this one have a front matter; of at most 20, in order of name."""
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
    heads = [(name, head(os.path.join(folder, name), FENCE_REACH)) for name in names]
    return [(name, begins_with_fence(start)) for name, start in heads if start is not None]


@cache
def _no_post() -> re.Pattern[str]:
    # Compiled when it is asked for: a run that knows everything asks for none.
    return re.compile(
        r"(?:README|CHANGELOG|CHANGES|HISTORY|LICEN[CS]E|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|AGENTS"
        r"|AUTHORS|NEWS|TODO|ABOUT|INDEX|404|CONTACT|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE)(?:[.\-_][\w\-]{2,5})?\.",
        re.IGNORECASE,
    )
