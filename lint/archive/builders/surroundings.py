"""The files that decide about other files of a site, besides its configuration: data, plug-ins, layouts."""

import os
from collections.abc import Iterable, Iterator, Sequence

from lint.primitives.blake2 import blake2b
from lint.primitives.bounds import Bounds
from lint.primitives.files import head

# How much of such a file is read, at most.
LONGEST = 100_000
# How many files of a folder count.
MOST_FILES = 500
_MOST_FOLDERS = 2000
_NEVER = frozenset((".git", "_site", "node_modules"))


def below(top: str, bounds: Bounds, suffixes: tuple[str, ...] = ("",), part: str = "") -> list[str]:
    """Return the paths of the files in a folder and the folders in it, in order: at most 500.

    Links to folders are not followed, and at most 2,000 folders are listed, without those of programs.

    Parameters:
        top: the folder.
        bounds: the archive that the folder must be in.
        suffixes: with which their names end.
        part: what their paths from the folder have in them.
    """
    found: list[str] = []
    if bounds.leads_out(top) is not None:
        return found
    for count, (folder, folders, names) in enumerate(os.walk(top)):
        folders[:] = sorted({*folders} - _NEVER) if count < _MOST_FOLDERS else []
        paths = (os.path.join(folder, name) for name in sorted(names) if name.endswith(suffixes))
        found += (path for path in paths if not part or part in path[len(top) :])
        if len(found) >= MOST_FILES:
            break
    return found[:MOST_FILES]


def upwards(folder: str, top: str) -> Iterator[str]:
    """Yield a folder and those that it is in, up to another one; nothing if it is not in that."""
    while folder == top or folder.startswith(top.rstrip(os.sep) + os.sep):
        yield folder
        folder = os.path.dirname(folder)


def files(paths: Iterable[str], root: str, bounds: Bounds) -> list[bytes]:
    """Return the name of each file that is there, from the root, and its content; of a folder, its name.

    The content, since a file of a fresh checkout has another time.
    """
    found: list[bytes] = []
    for path in paths:
        content = head(path, LONGEST, bounds)
        if content is not None:
            found += (os.fsencode(path.removeprefix(root)), content)
        elif os.path.isdir(path):
            found += (os.fsencode(path.removeprefix(root)), b"/")
    return found


def digest(parts: Sequence[bytes]) -> bytes:
    """Return a digest of some bytes, of which each counts alone."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
