"""How far a run may read: the folders that the user named, and the repositories around them.

An archive may come from a stranger. What it names by a link is read only if it is in the archive too.
"""

import os
from collections.abc import Iterator

_MARK = ".git"  # a folder, or a file in a worktree or submodule


class Bounds:
    """Knows what belongs to the archives that the user named.

    An archive is the repository around a folder that the user named, or that folder if there is none.
    """

    def __init__(self) -> None:
        self._archives: dict[str, str] = {}
        self._reals: set[str] = set()
        self._files: dict[str, str] = {}
        self._repositories: dict[str, str | None] = {}
        # The tops of folders below a named one: each has that of the folder above, unless it is named too.
        self._tops: dict[str, str] = {}

    def name(self, path: str) -> None:
        """Add a file or folder that the user named."""
        absolute = os.path.abspath(path)
        self._tops.clear()
        if not os.path.isdir(absolute):
            self._files[absolute] = self.archive(os.path.dirname(absolute))
            return
        self._archives[absolute] = self._repository(absolute) or absolute
        real = os.path.realpath(absolute)
        self._reals.add(self._repository(real) or real)

    def names(self, folder: str) -> bool:
        """Return whether the user named a folder, an absolute path."""
        return folder in self._archives

    def archive(self, folder: str) -> str:
        """Return the root of the archive that a folder is in; both are absolute paths.

        For a folder that the user did not name, such as that of a file, it is the root of its repository,
        or else the working folder if that contains it.
        """
        named = [self._archives[each] for each in upwards(folder) if each in self._archives]
        if named:
            return min(named, key=len)
        return self._repository(folder) or _here(folder) or folder

    def top(self, folder: str) -> str:
        """Return the highest folder from which settings hold for a folder.

        It is the archive's root. If that is no repository, it is the working folder, if that contains it:
        those who lint `_posts` from the folder of their site have settings there.
        """
        if folder not in self._archives:
            above = self._tops.get(folder) or self._tops.get(os.path.dirname(folder))
            if above is not None:
                self._tops[folder] = above
                return above
        root = self.archive(folder)
        top = root if _is_repository(root) else _here(root) or root
        if folder in self._archives:
            self._tops[folder] = top
        return top

    def has(self, folder: str) -> bool:
        """Return whether a folder is in an archive that the user named, or may be, if none was named."""
        roots = (*self._archives.values(), *self._files.values())
        return not roots or any(is_in(folder, root) for root in roots)

    def _repository(self, folder: str) -> str | None:
        """Return the root of the repository that a folder is in; `None` if it is in none."""
        if folder not in self._repositories:
            self._repositories[folder] = next(filter(_is_repository, upwards(folder)), None)
        return self._repositories[folder]

    def leads_out(self, path: str, folder: str | None = None) -> str | None:
        """Return where a path really leads, if that is outside the archive; links are followed.

        git's own folder is outside: its files may hold secrets, and none is a post.

        Parameters:
            path: the path.
            folder: a folder of the archive, an absolute path; by default, the path's own.
        """
        real = os.path.realpath(path)
        root = os.path.realpath(self.archive(folder or os.path.dirname(os.path.abspath(path))))
        roots = [root] if is_in(real, root) else [each for each in upwards(real) if each in self._reals]
        return None if any(_MARK not in _parts(real, each) for each in roots) else real

    def around(self, folder: str) -> list[str]:
        """Return where links in a folder, an absolute path, may lead: it depends on what the user named.

        What the user named alone, such as a link, does not count.
        """
        below = {archive for named, archive in self._archives.items() if is_in(named, folder)}
        return sorted({*map(os.path.realpath, below | {self.archive(folder)}), *self._reals})

    def bars(self, path: str) -> str | None:
        """Return the same for a path to be read: a file that the user named may be anywhere."""
        return None if os.path.abspath(path) in self._files else self.leads_out(path)

    def distrusts(self, path: str, owner: int) -> bool:
        """Return whether a file's owner is neither this user, root, nor the owner of the archive's root."""
        if not hasattr(os, "geteuid") or owner in (os.geteuid(), 0):
            return False
        try:
            return os.stat(self.top(os.path.dirname(os.path.abspath(path)))).st_uid != owner
        except OSError:
            return True


def is_in(path: str, folder: str) -> bool:
    """Return whether a path is a folder or below it."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def upwards(folder: str) -> Iterator[str]:
    """Yield a folder and all above it, the nearest first."""
    above = ""
    while folder != above:
        yield folder
        above, folder = folder, os.path.dirname(folder)


def _parts(path: str, root: str) -> list[str]:
    """Return the names below the root; some file systems do not distinguish `.git` from `.GIT`."""
    return path[len(root) :].lower().split(os.sep)


def _is_repository(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, _MARK))


def _here(folder: str) -> str | None:
    """Return the working folder if it contains a folder, and is not the root of everything."""
    here = os.getcwd()
    return here if is_in(folder, here) and os.path.dirname(here) != here else None
