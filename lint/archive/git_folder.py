"""What git would open in a repository: nothing that never ends, and nothing of another repository.

Git reads its own files without a look at what they are: a pipe in their place makes it wait forever. And the
`.git` of an archive may be a link, or a file with the path of a folder elsewhere: what is staged there is not
part of the archive. https://git-scm.com/docs/gitrepository-layout
"""

import os
import stat
from collections.abc import Iterator

from lint.primitives.bounds import is_in

_MARK = ".git"
# Also read wherever they are in the archive.
_READ = (".gitignore", ".gitattributes", ".gitmodules")
_LONGEST = 10_000


def problem(folder: str) -> str | None:
    """Return why git is not run in a folder; `None` if it may be."""
    top = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(top, _MARK)):
        above, top = top, os.path.dirname(top)
        if above == top:
            return None
    mark = os.path.join(top, _MARK)
    if (special := next(_special(top), None)) is not None:
        return f"{special}: it is not a regular file"
    own = _own_folder(mark)
    if not is_in(own, top):
        return _not_ours(mark, own)
    if own != mark and (special := next(_special(own, all_of_it=True), None)) is not None:
        return f"{special}: it is not a regular file"
    index = os.path.join(own, "index")
    real = os.path.realpath(index)
    return None if is_in(real, top) else f"{index}: it leads out of the archive, to {real}"


def _own_folder(mark: str) -> str:
    """Return the folder of the repository, to which its `.git` leads."""
    if os.path.isfile(mark):
        with open(mark, "rb") as file:
            key, _, path = os.fsdecode(file.read(_LONGEST)).partition(": ")
        if key == "gitdir" and "\0" not in path:
            return os.path.realpath(os.path.join(os.path.dirname(mark), path.rstrip("\r\n")))
    return os.path.realpath(mark)


def _not_ours(mark: str, own: str) -> str | None:
    """Return whose the folder of a repository is, if it is that of another archive.

    A linked working tree, a submodule or a repository with `--separate-git-dir` has its folder elsewhere too.
    """
    owner = os.path.dirname(own) if os.path.basename(own) == _MARK else None
    back = os.path.join(own, "gitdir")  # of a linked working tree
    if os.path.isfile(back):
        with open(back, "rb") as file:
            named = os.path.join(own, os.fsdecode(file.read(_LONGEST)).rstrip("\r\n"))
        # In a container, or after a move, the path is another one.
        if "\0" not in named and os.path.lexists(named) and os.path.realpath(named) != mark:
            owner = os.path.dirname(os.path.realpath(named))
    if owner is None:
        return None
    return f"{mark}: it leads to the repository of {owner}; to use it all the same, set GIT_DIR"


def _special(top: str, *, all_of_it: bool = False) -> Iterator[str]:
    """Yield what git may open below a folder, and may wait for: pipes and devices.

    Not sockets, which nothing opens as files: git has one of its own, `fsmonitor--daemon.ipc`.
    """
    left = [(top, all_of_it)]
    while left:
        folder, is_own = left.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue  # nor can git
        for entry in entries:
            is_read = is_own or entry.name.lower() == _MARK
            if entry.is_dir(follow_symlinks=False):
                left.append((entry.path, is_read))
            # What a file is, a listing tells; thousands of objects need not be asked.
            elif (is_read or entry.name in _READ) and not (
                entry.is_file(follow_symlinks=False) or _is_usual(entry)
            ):
                yield entry.path


def _is_usual(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry, or what a link leads to, is neither a pipe nor a device."""
    try:
        mode = entry.stat().st_mode
    except OSError:
        return True  # nothing is there
    return not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode))
