"""Decide which entries of a folder are linted."""

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lint.archive import conventions, exclusion
from lint.archive.builders.site import Site
from lint.config.config import Config
from lint.primitives.bounds import Bounds
from lint.primitives.files import head

# Folders without posts.
SKIPPED = frozenset((
    "_includes", "_layouts", "_sass", "_site",
    "__pycache__", "node_modules", "site-packages", "vendor", "venv",
))  # fmt: skip


class LeftOut(NamedTuple):
    """Why a kind of entry is not linted.

    Parameters:
        what: the kind, such as `file`, `folder` or `.rst file`.
        by: what leaves it out; empty for a suffix that is not read.
    """

    what: str
    by: str = ""


class FolderEntries:
    """Decides which entries of one folder are linted, and counts those that are left out."""

    def __init__(
        self, folder: str, config: Config, site: Site, ignores: Sequence[exclusion.Ignore], bounds: Bounds
    ) -> None:
        self._bounds = bounds
        self.left_out: Counter[LeftOut] = Counter()
        self._folder = folder
        self._config = config
        self._ignores = ignores if config.respect_gitignore else ()
        self._is_filtered = bool(self._ignores or config.exclude or config.extend_exclude)
        added = (f".{suffix.lstrip('.')}".lower() for suffix in config.extend_suffixes)
        self._suffixes = (*conventions.TEXT_SUFFIXES, *added)
        # The site decides what is built, unless our configuration does.
        self._site = site if config.exclude is None else None
        self._skipped: frozenset[str] = frozenset()
        self._inside = ""
        if self._site is not None:
            self._skipped = SKIPPED
            if folder == site.root:
                self._skipped |= site.folders_without_posts
            else:
                below = os.path.join(site.root, "")
                is_below = folder.startswith(below)  # as nearly all are; `relpath` takes longer
                inside = folder[len(below) :] if is_below else os.path.relpath(folder, site.root)
                self._inside = inside.replace(os.sep, "/") + "/"

    def takes(self, name: str, *, is_folder: bool) -> bool:
        """Return whether an entry is linted, or walked."""
        # Most entries are such files.
        is_text = not is_folder and (name.endswith(".md") or name.lower().endswith(self._suffixes))
        if is_folder:
            if name in self._skipped:
                return False
        elif not is_text and not (lower := name.lower()).endswith(conventions.PAGE_SUFFIXES):
            if lower.endswith(conventions.OTHER_SUFFIXES):
                self.left_out[LeftOut(f"{os.path.splitext(name)[1]} file")] += 1
            return False
        if self._is_filtered:
            below = os.path.join(self._folder, name + "/" * is_folder)
            if exclusion.is_ignored(below, self._config, self._ignores):
                return False
        if self._site is not None:
            reason = self._site.leaves_out(self._inside + name, is_folder=is_folder)
            if reason is not None:
                self.left_out[LeftOut("folder" if is_folder else "file", reason)] += 1
                return False
        # A name that is not a file, such as a broken link, is reported when it is read.
        return is_folder or is_text or self._is_page(name)

    def _is_page(self, name: str) -> bool:
        """Return whether an HTML file is a post, or has a front matter and is not a template or a copy."""
        path = os.path.join(self._folder, name)
        if any(f"{os.sep}{folder}{os.sep}" in path for folder in conventions.JEKYLL_POSTS):
            return True
        if self._site is not None and self._site.output(self._inside + name) != "page":
            return False
        start = head(path, conventions.FENCE_REACH, self._bounds)
        return start is None or conventions.begins_with_fence(start)


def left_out_above(site: Site, path: str) -> str | None:
    """Return why a site leaves out a file, by its own path or that of a folder above it."""
    relative = os.path.relpath(path, site.root).replace(os.sep, "/")
    parts = relative.split("/")
    if parts[0] == "..":
        return None
    if len(parts) > 1 and parts[0] in site.folders_without_posts:
        return f"{site.title}, which reads no posts from {parts[0]}"
    for end in range(1, len(parts) + 1):
        reason = site.leaves_out("/".join(parts[:end]), is_folder=end < len(parts))
        if reason is not None:
            return reason
    return None
