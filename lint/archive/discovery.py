"""Find the files to lint, in order, from the arguments."""

import os
import stat
from collections.abc import Sequence
from typing import NamedTuple

from lint.archive import conventions, exclusion
from lint.config.nearest import ConfigCache
from lint.primitives.files import head

_SKIPPED = frozenset((
    "_includes", "_layouts", "_sass", "_site",
    "__pycache__", "node_modules", "site-packages", "vendor", "venv",
))  # fmt: skip
_SKIPPED_BESIDE_HUGO = frozenset(("public", "resources", "layouts", "themes", "archetypes"))
_SKIPPED_IN_HEXO = frozenset(("public", "scaffolds", "themes"))


class Target(NamedTuple):
    """One file to lint.

    Parameters:
        filename: the path to show: `/`-separated, relative to the working directory for files inside it.
        path: the path to open; bytes that are not UTF-8 are kept as lone surrogates (PEP 383).
        top: the argument that it was found under: the root of an archive without a recognised site.
    """

    filename: str
    path: str
    top: str


class Skipped(NamedTuple):
    """A path that could not be checked, and why."""

    filename: str
    reason: str


class Discovery(NamedTuple):
    """The result of a search.

    Parameters:
        targets: the files without duplicates, sorted by filename.
        missing: arguments that do not exist.
        unreadable: folders that could not be listed.
    """

    targets: list[Target]
    missing: list[str]
    unreadable: list[Skipped]


def find(paths: Sequence[str], configs: ConfigCache) -> Discovery:
    """Find the files that the arguments name.

    A named file is linted whatever its name or suffix, unless its configuration excludes it. In a folder, all
    Markdown files are linted, and HTML files that are posts or have a front matter; hidden folders, build
    folders, and what `.gitignore` or the configuration excludes are skipped.
    """
    walker = _Walker(configs)
    missing = []
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError):
            missing.append(path)
            continue
        if stat.S_ISDIR(mode):
            walker.walk(path)
        else:
            walker.add(path)
    return Discovery(sorted(walker.targets.values()), missing, walker.unreadable)


def is_excluded(path: str, configs: ConfigCache) -> bool:
    """Return whether the configuration excludes a file even when it is named as an argument."""
    walker = _Walker(configs)
    walker.add(path)
    return not walker.targets


def shown_name(path: str, cwd: str) -> str:
    """Return a path as it is shown: relative to the working directory when it is inside."""
    absolute = os.path.normpath(os.path.join(cwd, path))
    return absolute.removeprefix(cwd.rstrip(os.sep) + os.sep).replace(os.sep, "/")


class _Walker:
    """Collects the files of all arguments."""

    def __init__(self, configs: ConfigCache) -> None:
        self.configs = configs
        self.cwd = os.getcwd()
        self.targets: dict[str, Target] = {}
        self.unreadable: list[Skipped] = []

    def add(self, path: str) -> None:
        """Add a file that is an argument: only the configuration can exclude it."""
        absolute = os.path.abspath(path)
        folder = os.path.dirname(absolute)
        config = self.configs.for_folder(folder)
        if not exclusion.is_excluded(absolute, config, ancestors=True):
            top = self.cwd if absolute.startswith(self.cwd + os.sep) else folder
            filename = shown_name(path, self.cwd)
            self.targets.setdefault(filename, Target(filename, path, top))

    def walk(self, root: str) -> None:
        """Add the files below a folder, without recursion, each real folder once."""
        top = os.path.abspath(root)
        seen: set[tuple[int, int]] = set()
        stack = [(root, top, _ignores_above(top))]
        while stack:
            folder, absolute, ignores = stack.pop()
            try:
                status = os.stat(folder)
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                self.unreadable.append(Skipped(shown_name(folder, self.cwd), error.strerror or str(error)))
                continue
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            config = self.configs.for_folder(absolute)
            names = {entry.name for entry in entries}
            if ".gitignore" in names:
                ignores = (*ignores, *exclusion.gitignore(absolute))
            respected = ignores if config.respect_gitignore else ()
            prefix = shown_name(os.path.join(folder, "x"), self.cwd)[:-1]
            is_plain = os.sep == "/" and ".." not in folder.split(os.sep)
            skipped = _skipped(absolute, names) if config.exclude is None else frozenset()
            filtered = bool(respected or config.exclude or config.extend_exclude)
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                is_folder = entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and _is_folder(entry))
                if name in skipped if is_folder else not name.endswith(conventions.SUFFIXES):
                    continue
                if filtered:
                    below = os.path.join(absolute, name + "/" * is_folder)
                    if exclusion.is_ignored(below, config, respected):
                        continue
                if is_folder:
                    stack.append((entry.path, os.path.join(absolute, name), ignores))
                # A name that is not a file, such as a broken link, is reported when it is read.
                elif name.endswith(conventions.TEXT_SUFFIXES) or _is_page(os.path.join(absolute, name)):
                    filename = prefix + name
                    # One string for both where possible: archives are large.
                    path = filename if is_plain else entry.path
                    self.targets.setdefault(filename, Target(filename, path, top))


def _skipped(folder: str, names: set[str]) -> frozenset[str]:
    """Return the names of folders without posts, although files in them may look like posts."""
    if conventions.is_hexo(names):
        return _SKIPPED | _SKIPPED_IN_HEXO
    if {"archetypes", "content"} <= names or conventions.mark_of(folder, names, conventions.HUGO_FILES):
        return _SKIPPED | _SKIPPED_BESIDE_HUGO
    return _SKIPPED


def _ignores_above(top: str) -> tuple[exclusion.Ignore, ...]:
    """Return the `.gitignore` files of the folders above, up to the repository's root."""
    found: list[exclusion.Ignore] = []
    folder = top
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ()
        folder = parent
        found[:0] = exclusion.gitignore(folder)
    return tuple(found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_page(path: str) -> bool:
    if any(f"{os.sep}{folder}{os.sep}" in path for folder in conventions.JEKYLL_POSTS):
        return True
    start = head(path, conventions.FENCE_REACH)
    return start is None or conventions.begins_with_fence(start)
