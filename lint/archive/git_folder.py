"""What git would open in a repository: nothing that never ends, and nothing of another repository.

Git reads its own files without a look at what they are: a pipe in their place makes it wait forever. And the
`.git` of an archive may be a link, or a file with the path of a folder elsewhere: what is staged there is not
part of the archive. https://git-scm.com/docs/gitrepository-layout
"""

import os
import stat
from collections import deque
from collections.abc import Iterator
from itertools import chain

from lint.primitives.bounds import is_in

_MARK = ".git"
# Also read wherever they are in the archive.
_READ = (_MARK, ".gitignore", ".gitattributes", ".gitmodules")
# A second's work.
_MOST_FOLDERS = 10_000
_LONGEST = 10_000


def problem(folder: str) -> str | None:
    """Return why git is not run in a folder; `None` if it may be."""
    top = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(top, _MARK)):
        above, top = top, os.path.dirname(top)
        if above == top:
            return None
    mark = os.path.join(top, _MARK)
    own = _own_folder(mark)
    is_inside = is_in(own, top)
    if not is_inside and (theirs := _not_ours(mark, own)) is not None:
        return theirs
    if (special := next(chain(_special(own) if is_inside else (), _read_in(top)), None)) is not None:
        return f"{special}: it is not a regular file"
    index = os.path.join(own, "index")
    real = os.path.realpath(index)
    return f"{index}: it leads out of the archive, to {real}" if is_inside and not is_in(real, top) else None


def _own_folder(mark: str) -> str:
    """Return the folder of the repository, to which its `.git` leads."""
    key, _, path = _text(mark).partition(": ")
    if key == "gitdir":
        return os.path.realpath(os.path.join(os.path.dirname(mark), path))
    return os.path.realpath(mark)


def _text(path: str) -> str:
    """Return what a small file of git's names; nothing if it is not a file."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            return os.fsdecode(file.read(_LONGEST)).rstrip("\r\n").replace("\0", "")
    except OSError:
        return ""


def _not_ours(mark: str, own: str) -> str | None:
    """Return whose the folder of a repository is, if it is that of another archive.

    A linked working tree, a submodule or a repository with `--separate-git-dir` has its folder elsewhere too.
    """
    owner = os.path.dirname(own) if os.path.basename(own) == _MARK else None
    # A linked working tree is named there. In a container, or after a move, its path is another one.
    named = _text(os.path.join(own, "gitdir"))
    back = os.path.join(own, named)
    if named and os.path.exists(back) and not os.path.samefile(back, mark):
        owner = os.path.dirname(os.path.realpath(back))
    if owner is None:
        return None
    return f"{mark}: it leads to the repository of {owner}; to use it all the same, set GIT_DIR"


def _special(folder: str) -> Iterator[str]:
    """Yield what git may wait for in a folder of its own: pipes and devices.

    Not sockets, which nothing opens as files: git has one of its own, `fsmonitor--daemon.ipc`.
    """
    left = [folder]
    while left:
        for entry in _entries(left.pop()):
            if entry.is_dir(follow_symlinks=False):
                left.append(entry.path)
            elif _is_special(entry):
                yield entry.path


def _read_in(top: str) -> Iterator[str]:
    """Yield the same of what git reads among the files of an archive.

    What is in very many folders is not found here; git is then ended when it waits.
    """
    left = deque([top])
    for _ in range(_MOST_FOLDERS):
        if not left:
            return
        for entry in _entries(left.popleft()):
            if entry.is_dir(follow_symlinks=False):
                if entry.name.lower() != _MARK:
                    left.append(entry.path)
                elif entry.path != os.path.join(top, _MARK):
                    yield from _special(entry.path)
            elif entry.name in _READ and _is_special(entry):
                yield entry.path


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []  # nor can git list it


def _is_special(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry, or what a link leads to, is a pipe or a device."""
    if entry.is_file(follow_symlinks=False):
        return False  # which the listing tells
    try:
        mode = entry.stat().st_mode
    except OSError:
        return False  # nothing is there
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode)
