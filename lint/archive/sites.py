"""The site that a folder belongs to, from the files and folders around it."""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lint.archive import conventions
from lint.archive.builders import NAMES, candidates, named
from lint.archive.builders.site import Site
from lint.config.config import Config
from lint.primitives.files import Listings, UncheckedError, head, read

_NEIGHBOURS = 21
_TELLING = 3

_LARGEST_PACKAGE = 1_000_000
_DEPENDENCIES = ("dependencies", "devDependencies")


class _Evidence(NamedTuple):
    """What tells a site's builder."""

    builder: type[Site]
    root: str
    reason: str


class Sites:
    """Finds the site of each folder, looking at every folder once."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._known: dict[tuple[str, str], Site] = {}
        self._marked: dict[str, Site | None] = {}
        self._packages: dict[str, _Evidence | None] = {}
        self._made: dict[tuple[str, str], Site] = {}

    def of(self, folder: str, top: str, config: Config) -> Site:
        """Return the site of a folder.

        A file that only one builder reads, such as `hugo.toml`, tells the builder, the nearest one first.
        Where there is none up to the repository's root, a dependency in `package.json` does, then the name of
        a folder of posts.

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
        package: _Evidence | None = None
        hint: _Evidence | None = None
        above = folder
        while (site := self.marked(above)) is None:
            package = package or self._package(above)
            hint = hint or self._hint(above)
            parent = os.path.dirname(above)
            if parent == above or ".git" in self._listings.names(above):
                break
            above = parent
        if site is None:
            root = config.root if config.path else top if os.path.dirname(above) == above else above
            nothing = _Evidence(Site, root, "no site builder's configuration or folder of posts was found")
            site = self._make(package or hint or nothing)
        if config.dialect != "auto":
            return self._make(_Evidence(named(config.dialect), site.root, config.origin("dialect")))
        return site

    def marked(self, folder: str) -> Site | None:
        """Return the site whose root is this folder, an absolute path; `None` if it is no site's root."""
        if folder not in self._marked:
            names = self._listings.names(folder)
            found = (
                (builder, builder.recognise(folder, names, self._listings)) for builder in candidates(names)
            )
            builder, reason = next((each for each in found if each[1] is not None), (Site, None))
            evidence = _Evidence(builder, folder, reason) if reason is not None else None
            self._marked[folder] = self._make(evidence) if evidence is not None else None
        return self._marked[folder]

    def _package(self, folder: str) -> _Evidence | None:
        """Return what the `package.json` of a folder says, if it depends on exactly one builder."""
        if folder not in self._packages:
            known = _dependencies(folder) if "package.json" in self._listings.names(folder) else {}
            found = [(each, name) for each in map(named, NAMES) for name in each.packages if name in known]
            self._packages[folder] = None
            if len({builder for builder, _ in found}) == 1:
                builder, name = found[0]
                reason = f"package.json in {folder} depends on {name}"
                self._packages[folder] = _Evidence(builder, folder, reason)
        return self._packages[folder]

    def _hint(self, folder: str) -> _Evidence | None:
        """Return what the names of a folder, and of those in it, say about the builder."""
        parent, name = os.path.split(folder)
        if name in conventions.JEKYLL_POSTS:
            return _Evidence(named("jekyll"), parent, f"{name} is in {parent}")
        if name == "content":
            return _Evidence(named("hugo"), parent, "the posts are in content")
        names = self._listings.names(folder)
        if "_posts" in names and os.path.isdir(os.path.join(folder, "_posts")):
            return _Evidence(named("jekyll"), folder, f"_posts is in {folder}")
        if {"content", "archetypes"} <= names:
            return _Evidence(named("hugo"), folder, f"archetypes and content are in {folder}")
        return None

    def _make(self, evidence: _Evidence) -> Site:
        builder, root, reason = evidence
        site = self._made.get((builder.name, root))
        if site is None:
            site = self._made[builder.name, root] = builder(root, reason)
        return site


def _dependencies(folder: str) -> Mapping[str, object]:
    """Return what a `package.json` depends on; nothing if it cannot be read."""
    try:
        package = json.loads(read(os.path.join(folder, "package.json"), _LARGEST_PACKAGE))
    except (UncheckedError, ValueError, RecursionError):
        return {}
    found: dict[str, object] = {}
    for key in _DEPENDENCIES if isinstance(package, dict) else ():
        some = package.get(key)
        found |= some if isinstance(some, dict) else {}
    return found


def neighbours_have_front_matter(path: str) -> bool:
    """Return whether nearly all files beside this one have a front matter; looks at the first 20 by name."""
    folder, name = os.path.split(os.path.abspath(path))
    known = _front_matters(folder, os.path.splitext(name)[1])
    others = [has for other, has in known if other != name]
    return len(others) >= _TELLING and sum(others) * 10 >= len(others) * 9


@lru_cache(maxsize=1024)
def _front_matters(folder: str, suffix: str) -> list[tuple[str, bool]]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(suffix))[:_NEIGHBOURS]
    except OSError:
        return []
    heads = [(name, head(os.path.join(folder, name), conventions.FENCE_REACH)) for name in names]
    return [(name, conventions.begins_with_fence(start)) for name, start in heads if start is not None]
