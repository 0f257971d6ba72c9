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
_LAYOUT = regex(rb"^layout[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
# Stands for the layout of a layout that has a permalink.
GIVES_PERMALINK = ":permalink:"
_MOST_LAYOUTS = 20


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
    def layouts(self) -> Mapping[str, str]:
        """See `Eleventy.layouts`."""

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


def may_have_permalink(site: EleventySite, layout: object) -> bool:
    """Return whether global data, or the layout, may give a permalink to a page without one.

    Parameters:
        site: the site.
        layout: what the page says of its layout.
    """
    if site.has_global_permalink or not layout:
        return site.has_global_permalink
    for _ in range(_MOST_LAYOUTS):
        above = site.layouts.get(_layout_name(layout)) if isinstance(layout, str) else None
        if above is None:  # it has an alias, or a program makes it: any may be meant
            return GIVES_PERMALINK in site.layouts.values()
        if above in ("", GIVES_PERMALINK):
            return above == GIVES_PERMALINK
        layout = above
    return True


def layouts_of(site: EleventySite) -> dict[str, str]:
    """Return the layout of each layout: empty for none, `GIVES_PERMALINK` if it has a permalink itself."""
    found = layouts(site)
    result = {"": GIVES_PERMALINK} if len(found) >= surroundings.MOST_FILES else {}
    for path in found:
        content = head(path, surroundings.LONGEST, site.bounds) or b""
        above = ""
        if content.startswith(b"---"):
            match = _LAYOUT.search(content)
            above = match[1].decode("utf-8", "replace") if match is not None else ""
            above = GIVES_PERMALINK if _PERMALINK.search(content) else above
        for folder in _layout_folders(site):
            if path.startswith(folder + os.sep):
                result[_layout_name(os.path.relpath(path, folder).replace(os.sep, "/"))] = above
    return result


def _layout_name(written: str) -> str:
    folder, slash, name = written.strip("/").rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}"


def has_global_permalink(site: EleventySite) -> bool:
    """Return whether a file of global data is the `permalink` of all pages."""
    is_set = re.search(r"""addGlobalData\(\s*["']permalink""", site.configuration.text) is not None
    return is_set or any(map(os.path.exists, global_permalinks(site)))


def global_permalinks(site: EleventySite) -> list[str]:
    """Return the paths that files with a `permalink` for all pages have."""
    folder = os.path.join(site.root, site.input, site.configuration.get("dir.data") or "_data")
    return [os.path.join(folder, f"permalink{suffix}") for suffix in (".json", *_PROGRAMS)]


def layouts(site: EleventySite) -> list[str]:
    """Return the paths of the layouts, and of what else is in their folders."""
    found = [path for folder in _layout_folders(site) for path in surroundings.below(folder, site.bounds)]
    return found[: surroundings.MOST_FILES]


def _layout_folders(site: EleventySite) -> dict[str, None]:
    named = (site.configuration.get(key) or "_includes" for key in ("dir.includes", "dir.layouts"))
    return dict.fromkeys(os.path.normpath(os.path.join(site.root, site.input, each)) for each in named)


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
