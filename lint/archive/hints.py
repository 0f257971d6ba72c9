"""What tells the builder of a site without a builder's configuration: dependencies, and folders' names."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lint.archive import conventions
from lint.archive.builders import NAMES, named
from lint.archive.builders.site import Site
from lint.primitives.bounds import Bounds
from lint.primitives.files import Listings, UncheckedError, read_setting

_DEPENDENCIES = ("dependencies", "devDependencies")
# Programs that build sites of Markdown, in folders such as `content`, and have no file in `builders`.
_OTHER_PACKAGES = ("gatsby", "next", "nuxt", "@sveltejs/kit", "gridsome", "metalsmith")
_OTHER_MARKS = ("gatsby-config.js", "gatsby-config.ts", "next.config.js", "nuxt.config.js", "nuxt.config.ts")
# The page of a section (https://gohugo.io/content-management/organization/#index-pages-_indexmd).
_SECTION = "_index.md"
_MOST_SECTIONS = 20
_TELLING = 3
# From how many names on some of a folder are forgotten.
_MANY = 1000
_ONLY = ", a hint only: there is no configuration"


class Evidence(NamedTuple):
    """What tells a site's builder.

    Parameters:
        builder: its class.
        root: the site's folder, an absolute path.
        reason: how it was told, for people.
    """

    builder: type[Site]
    root: str
    reason: str


def of_package(folder: str, listings: Listings) -> Evidence | None:
    """Return what the `package.json` of a folder says, if it depends on exactly one builder.

    A builder of which nothing is known is told as well, by a dependency or its configuration, so that the
    name of a folder does not tell another one.
    """
    names = listings.names(folder)
    known = _dependencies(folder, listings.bounds) if "package.json" in names else {}
    builders = map(named, NAMES) if known else ()
    found = [(each, name) for each in builders for name in each.packages if name in known]
    if len({builder for builder, _ in found}) == 1:
        builder, name = found[0]
        return Evidence(builder, folder, f"package.json in {folder} depends on {name}")
    if found:
        return None
    others = [f"package.json in {folder} depends on {name}" for name in _OTHER_PACKAGES if name in known]
    others += [f"{name} is in {folder}" for name in _OTHER_MARKS if name in names]
    return Evidence(Site, folder, f"{others[0]}, a builder that lint does not know") if others else None


def _dependencies(folder: str, bounds: Bounds) -> Mapping[str, object]:
    """Return what a `package.json` depends on; nothing if it cannot be read."""
    try:
        package = json.loads(read_setting(os.path.join(folder, "package.json"), bounds))
    except (UncheckedError, ValueError, RecursionError):
        return {}
    found: dict[str, object] = {}
    for key in _DEPENDENCIES if isinstance(package, dict) else ():
        some = package.get(key)
        found |= some if isinstance(some, dict) else {}
    return found


def telling(names: Sequence[str]) -> Iterable[str]:
    """Return the names in a folder without most of its posts, if they are many: they take memory.

    What may tell a builder stays: all other names, and enough posts of each kind.
    """
    if len(names) <= _MANY:
        return names
    posts = [name for name in names if name[:1].isalnum() and name.endswith(conventions.TEXT_SUFFIXES)]
    dated = [name for name in posts if _is_dated(name)]
    return {*set(names).difference(posts), *posts[:_TELLING], *dated[:_TELLING]}


def of_names(folder: str, listings: Listings) -> Evidence | None:
    """Return what the names of a folder, and of those in it, say about the builder."""
    parent, name = os.path.split(folder)
    if name in conventions.JEKYLL_POSTS and _may_be_posts_of_jekyll(folder, listings):
        return Evidence(named("jekyll"), parent, f"{name} is in {parent}{_ONLY}")
    if name == "content" and (reason := _shows_hugo(parent, listings)):
        return Evidence(named("hugo"), parent, f"{reason}{_ONLY}")
    names = listings.names(folder)
    below = os.path.join(folder, "_posts")
    if "_posts" in names and os.path.isdir(below) and _may_be_posts_of_jekyll(below, listings):
        return Evidence(named("jekyll"), folder, f"_posts is in {folder}{_ONLY}")
    if "content" in names and (reason := _shows_hugo(folder, listings)):
        return Evidence(named("hugo"), folder, f"{reason}{_ONLY}")
    return None


def _may_be_posts_of_jekyll(folder: str, listings: Listings) -> bool:
    """Return whether some file has a date in its name, or too few have none to tell.

    Jekyll skips files without a date in `_posts`; other programs, such as the starter of Next.js, read them.
    """
    names = [name for name in listings.names(folder) if name.endswith(conventions.SUFFIXES)]
    is_dated = any(map(_is_dated, names))
    return is_dated or len(names) < _TELLING or os.path.basename(folder) != "_posts"


def _is_dated(name: str) -> bool:
    return name[:4].isdigit() and name[4:5] == "-"


def _shows_hugo(folder: str, listings: Listings) -> str | None:
    """Return what is Hugo's in a folder with a `content`, which Gatsby, Nuxt and Pelican have as well."""
    if "archetypes" in listings.names(folder):
        return f"archetypes and content are in {folder}"
    content = os.path.join(folder, "content")
    inside = sorted(name for name in listings.names(content) if "." not in name)[:_MOST_SECTIONS]
    places = (content, *(os.path.join(content, name) for name in inside))
    found = next((place for place in places if _SECTION in listings.names(place)), None)
    return f"{_SECTION} is in {found}" if found is not None else None
