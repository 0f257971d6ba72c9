"""The site that a folder belongs to, from the files and folders around it."""

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lint.archive import conventions
from lint.archive.builders import BUILDERS, named
from lint.archive.builders.hugo import Hugo
from lint.archive.builders.jekyll import POSTS, Jekyll
from lint.archive.builders.site import Site
from lint.config.config import Config
from lint.primitives.files import Listings, UncheckedError, head, read

_NEIGHBOURS = 21
_TELLING = 3
# The page of a section (https://gohugo.io/content-management/organization/#index-pages-_indexmd).
_SECTION = "_index.md"
_HINT = ", a hint only: there is no configuration"

_LARGEST_PACKAGE = 1_000_000
_DEPENDENCIES = ("dependencies", "devDependencies")
# Programs that build sites of Markdown in folders such as `content`, and that are not among `BUILDERS`.
_OTHER_PACKAGES = ("gatsby", "next", "nuxt", "@sveltejs/kit", "gridsome", "metalsmith")
_OTHER_MARKS = ("gatsby-config.js", "gatsby-config.ts", "next.config.js", "nuxt.config.js", "nuxt.config.ts")


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
        a folder of posts and of what is in it.

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
            found = ((builder, builder.recognise(folder, names, self._listings)) for builder in BUILDERS)
            builder, reason = next((each for each in found if each[1] is not None), (Site, None))
            evidence = _Evidence(builder, folder, reason) if reason is not None else None
            self._marked[folder] = self._make(evidence) if evidence is not None else None
        return self._marked[folder]

    def _package(self, folder: str) -> _Evidence | None:
        """Return what the `package.json` of a folder says, if it depends on exactly one builder.

        One that depends on a builder which is not known tells that, too, as does that builder's configuration.
        """
        if folder not in self._packages:
            names = self._listings.names(folder)
            known = _dependencies(folder) if "package.json" in names else {}
            found = [(each, name) for each in BUILDERS for name in each.packages if name in known]
            others = [name for name in _OTHER_PACKAGES if name in known]
            marks = [name for name in _OTHER_MARKS if name in names]
            self._packages[folder] = None
            if len({builder for builder, _ in found}) == 1:
                builder, name = found[0]
                reason = f"package.json in {folder} depends on {name}"
                self._packages[folder] = _Evidence(builder, folder, reason)
            elif others and not found:
                reason = f"package.json in {folder} depends on {others[0]}, of which nothing is known"
                self._packages[folder] = _Evidence(Site, folder, reason)
            elif marks:
                reason = f"{marks[0]} is in {folder}, of whose builder nothing is known"
                self._packages[folder] = _Evidence(Site, folder, reason)
        return self._packages[folder]

    def _hint(self, folder: str) -> _Evidence | None:
        """Return what the names of a folder, and of those in it, say about the builder."""
        parent, name = os.path.split(folder)
        names = self._listings.names(folder)
        if name in POSTS and self._may_be_posts_of_jekyll(folder):
            return _Evidence(Jekyll, parent, f"{name} is in {parent}{_HINT}")
        if name == "content" and (reason := self._shows_hugo(parent, folder)):
            return _Evidence(Hugo, parent, reason + _HINT)
        below = os.path.join(folder, "_posts")
        if "_posts" in names and os.path.isdir(below) and self._may_be_posts_of_jekyll(below):
            return _Evidence(Jekyll, folder, f"_posts is in {folder}{_HINT}")
        if "content" in names and (reason := self._shows_hugo(folder, os.path.join(folder, "content"))):
            return _Evidence(Hugo, folder, reason + _HINT)
        return None

    def _may_be_posts_of_jekyll(self, folder: str) -> bool:
        """Return whether some file has a date in its name, or there are few files.

        Jekyll skips the others in `_posts`; the programs that read a `_posts` without dates are many.
        """
        names = [name for name in self._listings.names(folder) if name.endswith(conventions.SUFFIXES)]
        is_dated = any(name[:4].isdigit() and name[4:5] == "-" for name in names)
        return is_dated or len(names) < _TELLING or os.path.basename(folder) != "_posts"

    def _shows_hugo(self, folder: str, content: str) -> str | None:
        """Return what is Hugo's in a site with a `content`, which Gatsby, Nuxt and Pelican have as well."""
        names = self._listings.names(folder)
        if "archetypes" in names:
            return f"archetypes and content are in {folder}"
        inside = sorted(name for name in self._listings.names(content) if "." not in name)[:_NEIGHBOURS]
        for each in (content, *(os.path.join(content, name) for name in inside)):
            if _SECTION in self._listings.names(each):
                return f"{_SECTION} is in {each}"
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
