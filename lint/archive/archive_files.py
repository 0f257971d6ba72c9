"""The archive that a post is compared with: its root, and its files folder by folder."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lint.archive import conventions
from lint.archive.builders import may_be_mark
from lint.archive.discovery import Walker
from lint.archive.sites import Sites
from lint.config.nearest import FILES, ConfigCache
from lint.primitives.blake2 import blake2b
from lint.primitives.bounds import is_in

# What decides which files there are, besides what tells a builder.
_DECIDING = frozenset((".gitignore", "package.json", *FILES))


# Images, sounds and films.
MEDIA = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".ico", ".bmp", ".tif", ".tiff",
    ".mp3", ".mp4", ".m4a", ".ogg", ".wav", ".webm", ".mov",
)  # fmt: skip
# Files that decide nothing, but links lead to them.
_ASSETS = (*MEDIA, ".pdf", ".zip", ".gz", ".woff", ".woff2", ".ttf", ".css", ".txt")

# Of how many pages in a folder without posts every change is noticed.
_MOST_PAGES = 1000

# What comes after the name of a folder, and of a link to one, where names are compared.
_FOLDER, _LINKED = "/", "@/"


class FolderFiles(NamedTuple):
    """A folder of an archive.

    Parameters:
        path: an absolute path.
        names: the names of the files that are linted, sorted.
        others: a digest of all other names that may decide which files are linted, and whether they may be.
        files: the names of the other files that a link may lead to, sorted; one with a `/` at its end is a
            folder whose files cannot be told, and `/` alone stands for this one.
        deciding: the paths of files whose content decides which files are linted.
    """

    path: str
    names: list[str]
    others: bytes
    files: list[str]
    deciding: list[str]


def decides(path: str) -> bool:
    """Return whether a file may decide which files are linted, and how, by its name."""
    name = os.path.basename(path)
    return name in _DECIDING or may_be_mark(name)


def archive_root(folder: str, top: str, configs: ConfigCache, sites: Sites) -> str | None:
    """Return the root of the archive that the posts of a folder are compared in; `None` for none.

    It is the root of the site, the repository or the configuration, else the folder that the user named.

    Parameters:
        folder, top: as of a target; both are absolute paths.
    """
    config = configs.for_folder(folder)
    if not config.index:
        return None
    site = sites.of(folder, top, config)
    root = site.root
    is_marked = site.is_known or config.path is not None or ".git" in configs.listings.names(root)
    is_rooted = is_marked or root != top
    if is_rooted and is_in(folder, root):
        return root
    return top if configs.bounds.names(top) and is_in(folder, top) else None


def walk(root: str, configs: ConfigCache, sites: Sites) -> list[FolderFiles]:
    """Return the folders of an archive, each with the files that a run over its root lints."""
    walker = _Walker(root, configs, sites)
    walker.walk(root)
    seen = {each.path for each in walker.folders}
    for folder in walker.passed_by:
        walker.folders.extend(each for each in _bare(folder) if each.path not in seen)
    return walker.folders


def look_again(
    folder: str, others: bytes, root: str, configs: ConfigCache, sites: Sites
) -> FolderFiles | None:
    """Return one folder of an archive as it is now; `None` if it cannot be listed, or if others differ.

    Parameters:
        others: as of the folder before.
    """
    bare = next(iter(_bare(folder, deep=False)), None)
    if bare is not None and bare.others == others:
        return bare
    walker = _Walker(root, configs, sites)
    ignores = list(walker.ignore_files.above(root))
    for above in _between(root, folder):
        ignores += walker.ignore_files.of(above)
    walker.walk_from(folder, root, ignores, deep=False)
    return next((each for each in walker.folders if each.others == others), None)


def deciding_above(root: str) -> Iterator[str]:
    """Yield the files in the folders above an archive that may decide which files it has, also if missing."""
    while not os.path.lexists(os.path.join(root, ".git")) and os.path.dirname(root) != root:
        root = os.path.dirname(root)
        yield from (os.path.join(root, name) for name in (".gitignore", *FILES))


class _Walker(Walker):
    """Lists folders; keeps the files that belong to one archive."""

    def __init__(self, root: str, configs: ConfigCache, sites: Sites) -> None:
        super().__init__(configs, sites)
        self._root = root
        self.folders: list[FolderFiles] = []
        self.passed_by: list[str] = []

    def pass_by(self, folder: os.DirEntry[str]) -> None:
        """Keep a folder whose files links may lead to."""
        if folder.name not in conventions.MADE and not folder.is_symlink():
            self.passed_by.append(os.path.abspath(folder.path))

    def bars(self, link: str) -> str | None:
        """Return where a link really leads, if that is outside the archive, even if the user named it."""
        return self.configs.bounds.leads_out(link)

    def pass_over(self, folder: str) -> None:
        """Keep a folder that cannot be listed."""
        self.folders.append(_closed(folder))

    def see(self, folder: str, top: str, taken: Sequence[str], entries: Sequence[os.DirEntry[str]]) -> None:
        """Keep a folder's files."""
        self.gathered.clear()  # the paths are enough
        folders = [entry.name + _kind(entry) for entry in entries if entry.name[0] != "." and _kind(entry)]
        others = sorted(
            name
            for name in (entry.name for entry in entries)
            if not name.endswith(".md")  # as most are
            and not name.lower().endswith((*conventions.TEXT_SUFFIXES, *_ASSETS))
            and (name[0] != "." or name in _DECIDING or name == ".git" or may_be_mark(name))
        )
        own = archive_root(folder, top, self.configs, self.sites) == self._root
        kept = sorted(taken) if own else []
        pages = {name for name in others if name.lower().endswith(conventions.PAGE_SUFFIXES)}
        deciding = [name for name in others if name in _DECIDING or may_be_mark(name)]
        deciding += sorted(pages.difference(kept)) if own else []
        paths = [os.path.join(folder, name) for name in deciding]
        paths += self.configs.for_folder(folder).bases_in(folder)
        files = _files(entries, {*kept}) if own else []
        if own and folders:
            made = _made(entries) if folder != self._root else ()
            files = sorted({*files, *made, *self._of_others(folder, top, entries)})
        self.folders.append(FolderFiles(folder, kept, digest_of([*others, *sorted(folders)]), files, paths))

    def _of_others(self, folder: str, top: str, entries: Sequence[os.DirEntry[str]]) -> Iterator[str]:
        """Yield the folders that belong to other archives, such as a site in a repository, as closed ones."""
        for entry in entries:
            if entry.name[0] != "." and entry.name not in conventions.MADE and _kind(entry) == _FOLDER:
                path = os.path.join(folder, entry.name)
                if archive_root(path, top, self.configs, self.sites) != self._root:
                    yield entry.name + _FOLDER


def _bare(folder: str, *, deep: bool = True) -> Iterator[FolderFiles]:
    """Yield a folder, and those below it, whose files are not linted."""
    stack = [folder]
    while stack:
        folder = stack.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if entry.name[0] != "."]
        except OSError:
            yield _closed(folder)
            continue
        folders = sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
        stack += [each for each in folders if deep and os.path.basename(each) not in conventions.MADE]
        files = sorted([*_files(entries, set()), *_made(entries)])
        pages = [name for name in files if name.lower().endswith(conventions.PAGE_SUFFIXES)][:_MOST_PAGES]
        others = digest_of(["/", *folders, *pages])
        yield FolderFiles(folder, [], others, files, [os.path.join(folder, name) for name in pages])


def _made(entries: Iterable[os.DirEntry[str]]) -> Iterator[str]:
    """Yield folders named like those that programs fill, as closed ones: they may be the site's own."""
    return (
        entry.name + _FOLDER
        for entry in entries
        if entry.name in conventions.MADE and _kind(entry) == _FOLDER
    )


def _files(entries: Iterable[os.DirEntry[str]], linted: set[str]) -> list[str]:
    kinds = (
        (entry.name, _kind(entry)) for entry in entries if entry.name[0] != "." and entry.name not in linted
    )
    return sorted(name + kind[1:] for name, kind in kinds if kind != _FOLDER)


def _kind(entry: os.DirEntry[str]) -> str:
    """Return what marks a folder, or a link to one, whose files have other paths; empty for a file."""
    try:
        if entry.is_symlink():
            return _LINKED if entry.is_dir() else ""
        return _FOLDER if entry.is_dir() else ""
    except OSError:
        return ""


def _closed(folder: str) -> FolderFiles:
    """Return a folder that cannot be listed: what is in it cannot be told."""
    return FolderFiles(folder, [], digest_of(["?"]), ["/"], [])


def _between(root: str, folder: str) -> list[str]:
    """Return the folders from the root to the one that contains a folder."""
    found: list[str] = []
    while folder != root and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        found.insert(0, folder)
    return found


def digest_of(names: Sequence[str]) -> bytes:
    """Return 16 bytes that stand for some names."""
    return blake2b(b"\0".join(map(os.fsencode, names)), digest_size=16).digest()
