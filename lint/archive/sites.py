"""The site that a folder belongs to, from the files and folders around it."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lint.archive import conventions, hints
from lint.archive.builders import candidates, named
from lint.archive.builders.site import Site
from lint.archive.hints import Evidence
from lint.config.config import Config
from lint.primitives.files import Listings, head

_NEIGHBOURS = 21
_TELLING = 3


class Sites:
    """Finds the site of each folder, looking at every folder once."""

    def __init__(self, listings: Listings) -> None:
        self._listings = listings
        self._known: dict[tuple[str, str], Site] = {}
        self._marked: dict[str, Site | None] = {}
        self._packages: dict[str, Evidence | None] = {}
        self._made: dict[tuple[str, str], Site] = {}

    def of(self, folder: str, top: str, config: Config) -> Site:
        """Return the site of a folder.

        A file that only one builder reads, such as `hugo.toml`, tells the builder, the nearest one first.
        Where there is none up to the repository's root, a dependency in `package.json` does, then the names
        of folders and files, which are only a hint.

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
        highest = self._listings.bounds.top(folder)
        seen = [folder]
        while (site := self.marked(seen[-1])) is None:
            above = seen[-1]
            parent = os.path.dirname(above)
            if above in (highest, parent) or ".git" in self._listings.names(above):
                break
            seen.append(parent)
        if site is None:
            site = self._make(self._unmarked(seen, top, config))
        if config.dialect != "auto":
            return self._make(Evidence(named(config.dialect), site.root, config.origin("dialect")))
        return site

    def _unmarked(self, folders: Sequence[str], top: str, config: Config) -> Evidence:
        """Return what tells the builder where no configuration does.

        Parameters:
            folders: the folder and those above it, up to the repository's root.
        """
        found = next(filter(None, map(self._package, folders)), None)
        found = found or next(filter(None, (hints.of_names(each, self._listings) for each in folders)), None)
        if found is not None:
            return found
        is_repository = ".git" in self._listings.names(folders[-1])
        root = config.root if config.path else folders[-1] if is_repository else top
        return Evidence(Site, root, "no site builder's configuration or folder of posts was found")

    def unread(self) -> Iterator[tuple[str, str]]:
        """Yield the settings of the sites so far that may not or cannot be read, and why."""
        for site in self._made.values():
            yield from site.configuration.unread.items()

    def marked(self, folder: str) -> Site | None:
        """Return the site whose root is this folder, an absolute path; `None` if it is no site's root."""
        if folder not in self._marked:
            names = self._listings.names(folder)
            found = (
                (builder, builder.recognise(folder, names, self._listings)) for builder in candidates(names)
            )
            builder, reason = next((each for each in found if each[1] is not None), (Site, None))
            evidence = Evidence(builder, folder, reason) if reason is not None else None
            self._marked[folder] = self._make(evidence) if evidence is not None else None
        return self._marked[folder]

    def _package(self, folder: str) -> Evidence | None:
        if folder not in self._packages:
            self._packages[folder] = hints.of_package(folder, self._listings)
        return self._packages[folder]

    def _make(self, evidence: Evidence) -> Site:
        builder, root, reason = evidence
        site = self._made.get((builder.name, root))
        if site is None:
            site = self._made[builder.name, root] = builder(root, reason, self._listings.bounds)
        return site


def forget() -> None:
    """Forget what is remembered of folders: for a process that lints again later."""
    _front_matters.cache_clear()


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
    paths = ((name, os.path.join(folder, name)) for name in names)
    # A link may lead anywhere.
    heads = [(name, head(path, conventions.FENCE_REACH)) for name, path in paths if not os.path.islink(path)]
    return [(name, conventions.begins_with_fence(start)) for name, start in heads if start is not None]
