"""Pages of a Hugo site: what a file's path says, and the values of its permalink."""

import os
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from lint.archive.builders import hugo_permalinks as permalinks
from lint.archive.builders.hugo_settings import HugoSettings, Mount
from lint.archive.builders.site import Site
from lint.values.dates import Moment, Unread

# https://gohugo.io/content-management/formats/
CONTENT = frozenset(
    ("md", "markdown", "mdown", "html", "htm", "org", "adoc", "asciidoc", "ad", "rst", "pandoc", "pdc")
)
# What a page's date is taken from, in this order: https://gohugo.io/configuration/front-matter/
DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
PUBLISH_DATES = ("publishdate", "pubdate", "published", "date", "lastmod", "modified")
EXPIRY_DATES = ("expirydate", "unpublishdate")

_TICK = 2_000_000_000


class File(NamedTuple):
    """A file in the content.

    Attributes:
        mount: the folder that it is in.
        folders: the folders in the content, as they are written.
        name: its name without suffixes.
        language: the code of its language.
        disk: the folder in which it is, an absolute path.
    """

    mount: Mount
    folders: tuple[str, ...]
    name: str
    language: str
    disk: str


def file_of(site: Site, settings: HugoSettings, relative: str) -> File | None:
    """Return what a content file's path says; `None` if it is in no content folder."""
    mount = next((each for each in settings.contents if relative.startswith(each.source)), None)
    if mount is None:
        return None
    *folders, name = (mount.target + relative.removeprefix(mount.source)).split("/")
    stem = name.rpartition(".")[0]
    before, dot, code = stem.rpartition(".")
    language = mount.language or settings.default_language
    if dot and code.lower() in settings.languages:
        stem, language = before, code.lower()
    disk = os.path.join(site.root, os.path.dirname(relative))
    return File(mount, tuple(folders), stem, language, disk)


def language_of(settings: HugoSettings, index: str) -> str | None:
    """Return the language that a file's name tells; `None` if it tells none."""
    code = os.path.basename(index).lower().rpartition(".")[0].rpartition(".")[2]
    return code if code in settings.languages else None


def bundle(disk: str, root: str) -> str | None:
    """Return the path of the index of the leaf bundle that a folder is in; `None` if it is in none.

    Parameters:
        disk: the folder.
        root: the content folder.
    """
    found = None
    while len(disk) >= len(root):
        index = next((name for name in names_in(disk) if _is_index(name)), None)
        found = os.path.join(disk, index) if index is not None else found
        disk = os.path.dirname(disk)
    return found


def branch(disk: str) -> str | None:
    """Return the path of a folder's `_index`, which makes it a section; `None` if it has none."""
    found = (
        name for name in names_in(disk) if name.partition(".")[0] == "_index" and _suffix(name) in CONTENT
    )
    name = next(found, None)
    return os.path.join(disk, name) if name is not None else None


def in_language(settings: HugoSettings, index: str, language: str) -> str:
    """Return the translation of an index into a language, to which files without a language go; else itself.

    Parameters:
        settings: those of the site.
        index: the path of the index of a bundle or a section.
        language: the code of the language.
    """
    folder, own = os.path.split(index)
    for name in names_in(folder):
        is_index = name.partition(".")[0] == own.partition(".")[0] and _suffix(name) in CONTENT
        if is_index and (language_of(settings, name) or settings.default_language) == language:
            return os.path.join(folder, name)
    return index


def has_pages(disk: str) -> bool:
    """Return whether there are pages in a folder, or in a folder in it."""
    return any(
        _suffix(name) in CONTENT or ("." not in name and _has_pages_in(os.path.join(disk, name)))
        for name in names_in(disk)
    )


def _has_pages_in(folder: str) -> bool:
    return not os.path.islink(folder) and has_pages(folder)


def _is_index(name: str) -> bool:
    return name.partition(".")[0] == "index" and _suffix(name) in CONTENT


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def names_in(folder: str) -> tuple[str, ...]:
    """Return the names in a folder, in order; none if it cannot be listed."""
    try:
        changed = os.stat(folder).st_mtime_ns
        if changed > time.time_ns() - _TICK:  # it may change again without a trace
            return tuple(sorted(os.listdir(folder)))
        return _names_at(folder, changed)
    except OSError:
        return ()


@lru_cache(maxsize=4096)
def _names_at(folder: str, changed: int) -> tuple[str, ...]:
    """Return the names in a folder, as they were when it changed last."""
    del changed
    return tuple(sorted(os.listdir(folder)))


def date_of(site: Site, fields: Mapping[str, object], keys: Sequence[str]) -> Moment | Unread | None:
    """Return the date at the first of some keys that has one; `None` without one."""
    for key in keys:
        value = fields.get(key)
        if value in (None, "") or (key == "published" and isinstance(value, bool)):
            continue
        return site.read_date(value)
    return None


class PageValues:
    """The values for a page's permalink.

    Parameters:
        file: the page's file, or that of its bundle.
        fields: its front matter, with keys in lower case.
        sections: the sections that it is in, as Hugo writes them.
    """

    def __init__(
        self,
        site: Site,
        settings: HugoSettings,
        file: File,
        fields: Mapping[str, object],
        sections: Sequence[str],
    ) -> None:
        self._site = site
        self._settings = settings
        self._file = file
        self._fields = fields
        self._sections = sections

    def value(self, name: str) -> str | None:
        """Return the value of a placeholder; `None` if it has none, or a section's page has it."""
        if name in permalinks.TIMES or permalinks.is_layout(name):
            when = self._date()
            return permalinks.time(name, when) if when is not None else None
        clean = self._clean
        slug, title = text_of(self._fields.get("slug")).strip("-"), text_of(self._fields.get("title"))
        base = (
            self._file.folders[-1] if self._file.name == "index" and self._file.folders else self._file.name
        )
        match name.partition("[")[0]:
            case "title":
                return clean(title)
            case "slug":
                return clean(slug or title)
            case "filename" | "contentbasename":
                return clean(base)
            case "slugorfilename" | "slugorcontentbasename":
                return clean(slug or base)
            case "section":
                return self._sections[0] if self._sections else ""
            case "sections":
                _, bracket, cut = name.partition("[")
                parts = (
                    permalinks.sliced(self._sections, cut.removesuffix("]")) if bracket else self._sections
                )
                return "/".join(parts)
        return None

    def _clean(self, text: str) -> str:
        return self._settings.paths.sanitized(text.replace("\\", "-"))

    def _date(self) -> datetime | None:
        found = date_of(self._site, self._fields, DATES)
        if found is None or found is Unread.NONE:
            return datetime(1, 1, 1)  # noqa: DTZ001  Go's zero
        return found.when if isinstance(found, Moment) else None


def text_of(value: object) -> str:
    """Return a value as text, as Hugo casts it; empty for what is no text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if isinstance(value, str | int) else ""
