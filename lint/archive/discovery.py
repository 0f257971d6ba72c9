"""Find the files to lint, in order, from the arguments."""

import os
import stat
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.archive import exclusion, hints
from lint.archive.folder_entries import FolderEntries, LeftOut, left_out_above
from lint.archive.sites import Sites
from lint.archive.targets import Gathered, Place, Target
from lint.config.nearest import ConfigCache
from lint.primitives.files import leads_out


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
        left_out: how many files and folders are not linted, by the reason: for their suffix, or because the
            site's own configuration leaves them out.
        sites: the sites of the folders.
    """

    targets: Sequence[Target]
    missing: list[str]
    unreadable: list[Skipped]
    left_out: Mapping[LeftOut, int] = {}
    sites: Sites | None = None


def find(paths: Sequence[str], configs: ConfigCache) -> Discovery:
    """Find the files that the arguments name.

    A named file is linted whatever its name or suffix, unless our configuration or the site's own leaves it
    out, so that a hook which names files reports what a run over the folder does. In a folder, all
    Markdown files are linted, and HTML files that are posts or have a front matter; hidden folders, build
    folders, and what `.gitignore` or the configuration excludes are skipped.
    """
    modes = {path: _mode(path) for path in paths}
    for path in paths:
        if modes[path] is not None:
            configs.bounds.name(path)
    walker = Walker(configs)
    missing = []
    for path in paths:
        mode = modes[path]
        if mode is None:
            missing.append(path)
        elif stat.S_ISDIR(mode):
            walker.walk(path)
        else:
            walker.add(path)
    walker.end()
    return Discovery(walker.gathered.in_order(), missing, walker.unreadable, walker.left_out, walker.sites)


def is_excluded(path: str, configs: ConfigCache) -> bool:
    """Return whether the configuration excludes a file even when it is named as an argument."""
    walker = Walker(configs)
    walker.add(path)
    return not walker.gathered


def found_below(root: str, path: str, configs: ConfigCache) -> Target | None:
    """Return a file as a run over a folder finds it; `None` if it does not.

    Parameters:
        root: the folder, an absolute path, which the user named.
        path: a file below it, an absolute path; it need not exist.
    """
    walker = Walker(configs)
    ignores = walker.ignore_files.above(root)
    folder = root
    parts = os.path.relpath(path, root).split(os.sep)
    for depth, name in enumerate(parts, 1):
        is_folder = depth < len(parts)
        ignores = (*ignores, *walker.ignore_files.of(folder))
        config = configs.for_folder(folder)
        site = walker.sites.of(folder, root, config)
        selection = FolderEntries(folder, config, site, ignores, configs.bounds)
        if name[0] == "." or not selection.takes(name, is_folder=is_folder):
            return None
        folder = os.path.join(folder, name)
        if os.path.islink(folder) and configs.bounds.bars(folder) is not None:
            return None
    filename = shown_name(path, walker.cwd)
    return Target.at(filename, filename, root)


def shown_name(path: str, cwd: str) -> str:
    """Return a path as it is shown: relative to the working directory when it is inside."""
    absolute = os.path.normpath(os.path.join(cwd, path))
    return absolute.removeprefix(cwd.rstrip(os.sep) + os.sep).replace(os.sep, "/")


class Walker:
    """Collects the files of all arguments."""

    def __init__(self, configs: ConfigCache, sites: Sites | None = None) -> None:
        self.configs = configs
        self.cwd = os.getcwd()
        self.gathered = Gathered()
        self.unreadable: list[Skipped] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.sites = sites or Sites(configs.listings)
        self.ignore_files = exclusion.IgnoreFiles(configs.bounds)

    def add(self, path: str) -> None:
        """Add a file that is an argument: only a configuration can exclude it."""
        absolute = os.path.abspath(path)
        folder = os.path.dirname(absolute)
        config = self.configs.for_folder(folder)
        if not exclusion.is_excluded(absolute, config, ancestors=True):
            top = self.cwd if absolute.startswith(self.cwd + os.sep) else folder
            site = self.sites.of(folder, top, config)
            reason = None if config.exclude is not None else left_out_above(site, absolute)
            if reason is not None:
                self.left_out[LeftOut("file", reason)] += 1
                return
            filename = shown_name(path, self.cwd)
            name = os.path.basename(filename)
            shown, opened = filename.removesuffix(name), path.removesuffix(name)
            self.gathered.add(Place(shown, opened, top, os.path.dirname(path)), [name])

    def end(self) -> None:
        """Name the settings that could not be read: what they leave out was linted."""
        for path, reason in (*self.ignore_files.unread.items(), *self.sites.unread()):
            self.unreadable.append(Skipped(shown_name(path, self.cwd), reason))

    def walk(self, root: str) -> None:
        """Add the files below a folder, without recursion, each real folder once."""
        top = os.path.abspath(root)
        self.walk_from(root, top, self.ignore_files.above(top))

    def walk_from(
        self, folder: str, top: str, ignores: Sequence[exclusion.Ignore], *, deep: bool = True
    ) -> None:
        """Add the files of a folder below `top`, and if `deep` those below it.

        Parameters:
            ignores: the `.gitignore` files of the folders above it.
        """
        seen: set[tuple[int, int]] = set()
        stack = [(folder, os.path.abspath(folder), ignores)]
        while stack:
            folder, absolute, ignores = stack.pop()
            entries = self._entries(folder, absolute, seen)
            if entries is None:
                continue
            names = [entry.name for entry in entries]
            self.configs.listings.know(absolute, hints.telling(names))
            if ".gitignore" in names:
                ignores = (*ignores, *self.ignore_files.of(absolute))
            config = self.configs.for_folder(absolute)
            site = self.sites.of(absolute, top, config)
            selection = FolderEntries(absolute, config, site, ignores, self.configs.bounds)
            prefix = shown_name(os.path.join(folder, "x"), self.cwd)[:-1]
            is_plain = os.sep == "/" and ".." not in folder.split(os.sep)
            opened = prefix if is_plain else os.path.join(folder, "")
            taken: list[str] = []
            takes = selection.takes  # an archive has many files
            for name, entry in zip(names, entries, strict=True):
                if name[0] == ".":
                    continue
                is_link = entry.is_symlink()
                is_folder = _is_folder(entry) if is_link else entry.is_dir(follow_symlinks=False)
                if not takes(name, is_folder=is_folder):
                    if is_folder:
                        self.pass_by(entry)
                    continue
                if is_link and (outside := self.bars(entry.path)) is not None:
                    shown = shown_name(entry.path, self.cwd)
                    self.unreadable.append(Skipped(shown, f"{leads_out(outside)}; to lint it, name it"))
                    continue
                if is_folder:
                    if deep:
                        stack.append((entry.path, os.path.join(absolute, name), ignores))
                else:
                    taken.append(name)
            self.left_out.update(selection.left_out)
            self.gathered.add(Place(prefix, opened, top, os.path.dirname(opened)), taken)
            self.see(absolute, top, taken, entries)

    def _entries(
        self, folder: str, absolute: str, seen: set[tuple[int, int]]
    ) -> Sequence[os.DirEntry[str]] | None:
        """List a folder; `None` if it cannot be, or is one of those seen already, which it is added to."""
        try:
            status = os.stat(folder)
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError as error:
            self.unreadable.append(Skipped(shown_name(folder, self.cwd), error.strerror or str(error)))
            self.pass_over(absolute)
            return None
        place = (status.st_dev, status.st_ino)
        if place in seen:
            return None
        seen.add(place)
        return entries

    def bars(self, link: str) -> str | None:
        """Return where a link really leads, if it is not to be followed."""
        return self.configs.bounds.bars(link)

    def see(self, folder: str, top: str, taken: Sequence[str], entries: Sequence[os.DirEntry[str]]) -> None:
        """Take note of a folder's files; nothing here."""

    def pass_over(self, folder: str) -> None:
        """Take note of a folder that cannot be listed; nothing here."""

    def pass_by(self, folder: os.DirEntry[str]) -> None:
        """Take note of a folder without files to lint; nothing here."""


def _mode(path: str) -> int | None:
    """Return the type of a path; `None` if there is none."""
    try:
        return os.stat(path).st_mode
    except (OSError, ValueError):
        return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
