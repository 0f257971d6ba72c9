"""The data files beside Eleventy's templates, as far as they are data (https://www.11ty.dev/docs/data-template-dir/)."""

import json
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from lint.archive.builders import surroundings
from lint.archive.builders.configuration import Configured
from lint.archive.builders.literals import javascript_value
from lint.primitives.files import head
from lint.primitives.patterns import regex

TEMPLATES = ("md", "html", "njk", "liquid")
# A program with these words may set more than its plain values.
_DECIDES = regex(r"\b(?:eleventyComputed|pagination|require|import|permalinkBypassOutputDir)\b|\.\.\.")
_PROGRAMS = (".js", ".cjs", ".mjs")
_OF_PROGRAMS = tuple(f".11tydata{suffix}" for suffix in _PROGRAMS)
_PERMALINK = regex(rb"^permalink\s*:", re.MULTILINE)


class EleventySite(Configured, Protocol):
    """What the addresses of Eleventy need to know of a site."""

    @property
    def input(self) -> str:
        """See `Eleventy.input`."""

    @property
    def copies(self) -> list[tuple[str, str | None]]:
        """See `Eleventy.copies`."""

    @property
    def has_global_permalink(self) -> bool:
        """See `Eleventy.has_global_permalink`."""

    @property
    def has_layout_with_permalink(self) -> bool:
        """See `Eleventy.has_layout_with_permalink`."""

    def data_of(self, base: str) -> Mapping[str, object] | None:
        """See `Eleventy.data_of`."""


def without_suffix(name: str) -> str:
    """Return a name without the suffix of a template, which is in small letters."""
    return next((name.removesuffix(f".{each}") for each in TEMPLATES if name.endswith(f".{each}")), name)


def of(site: EleventySite, relative: str) -> Mapping[str, object] | None:
    """Return the data that applies to a template, of the nearest file last; `None` if a program decides."""
    found: dict[str, object] = {}
    for base in _bases(site, relative):
        known = site.data_of(base)
        if known is None:
            return None
        found |= known
    return found


def _bases(site: EleventySite, relative: str) -> Iterator[str]:
    """Yield the paths of data files without their suffixes: of the folders from the top, then of the file."""
    folder, _, name = relative.rpartition("/")
    top = site.input.rstrip("/")
    below = folder.removeprefix(top).strip("/").split("/") if folder != top else []
    path = top
    if top:
        yield posixpath.join(path, posixpath.basename(path))
    for part in below:
        path = posixpath.join(path, part)
        yield posixpath.join(path, part)
    yield posixpath.join(folder, without_suffix(name))


def read(site: EleventySite, base: str) -> Mapping[str, object] | None:
    """Return the data in the files with this path but for their suffix; `None` if a program decides."""
    path = os.path.join(site.root, base)
    found: dict[str, object] = {}
    for suffix in (".json", ".11tydata.json"):
        content = head(path + suffix, surroundings.LONGEST, site.bounds)
        if content:
            try:
                values = json.loads(content)
            except (ValueError, RecursionError):
                return None
            found |= values if isinstance(values, dict) else {}
    for suffix in _OF_PROGRAMS:
        content = head(f"{path}{suffix}", surroundings.LONGEST, site.bounds)
        if content:
            source = content.decode("utf-8", "replace")
            if _DECIDES.search(source):
                return None
            if "permalink" in source:
                value = javascript_value(source, "permalink")
                if not isinstance(value, str | bool):
                    return None
                found["permalink"] = value
    return found


def may_have_permalink(site: EleventySite, *, has_layout: bool) -> bool:
    """Return whether global data, or a layout, may give a permalink to a page without one."""
    return site.has_global_permalink or (has_layout and site.has_layout_with_permalink)


def has_global_permalink(site: EleventySite) -> bool:
    """Return whether a file of global data is the `permalink` of all pages."""
    is_set = re.search(r"""addGlobalData\(\s*["']permalink""", site.configuration.text) is not None
    return is_set or any(map(os.path.exists, global_permalinks(site)))


def global_permalinks(site: EleventySite) -> list[str]:
    """Return the paths that files with a `permalink` for all pages have."""
    folder = os.path.join(site.root, site.input, site.configuration.get("dir.data") or "_data")
    return [os.path.join(folder, f"permalink{suffix}") for suffix in (".json", *_PROGRAMS)]


def has_layout_with_permalink(site: EleventySite) -> bool:
    """Return whether some layout has a permalink in its front matter, or too many layouts are there."""
    found = layouts(site)
    contents = (head(path, surroundings.LONGEST, site.bounds) or b"" for path in found)
    return len(found) >= surroundings.MOST_FILES or any(
        content.startswith(b"---") and _PERMALINK.search(content) for content in contents
    )


def layouts(site: EleventySite) -> list[str]:
    """Return the paths of the layouts, and of what else is in their folders."""
    keys = (("dir.includes", "_includes"), ("dir.layouts", "_includes"))
    folders = dict.fromkeys(
        os.path.join(site.root, site.input, site.configuration.get(key) or usual) for key, usual in keys
    )
    found = [path for folder in folders for path in surroundings.below(folder, site.bounds)]
    return found[: surroundings.MOST_FILES]


def beside(folder: str) -> list[str]:
    """Return the paths of the data files in a folder, each of which may be of one template."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    found = [name for name in names if ".11tydata." in name or name.endswith(".json")]
    return [os.path.join(folder, name) for name in found[: surroundings.MOST_FILES]]


def data_files(folder: str) -> list[str]:
    """Return the paths that data files for all templates in a folder, and below, have."""
    base = os.path.join(folder, os.path.basename(folder))
    return [f"{base}{suffix}" for suffix in (".json", ".11tydata.json", *_OF_PROGRAMS)]
