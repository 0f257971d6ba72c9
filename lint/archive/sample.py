"""A sample of a site's posts: always the same ones, whatever part of the site is linted."""

import os
import stat
from collections.abc import Iterator

from lint.archive.conventions import SUFFIXES
from lint.primitives.bounds import Bounds

SIZE = 100
LARGEST = 1_000_000
_FOLDERS = 200
_POSTS_FOLDERS = ("_posts", "content", "archived")


def sample(root: str, bounds: Bounds | None = None) -> Iterator[str]:
    """Yield paths of posts, spread over a site's folders; the first `SIZE` readable ones are the sample.

    Parameters:
        bounds: where links may lead; anywhere if omitted.
    """
    folders = [os.path.join(root, name) for name in _POSTS_FOLDERS]
    queue = [folder for folder in folders if _is_inside(folder, bounds) and os.path.isdir(folder)] or [root]
    visited = 0
    while queue and visited < _FOLDERS:
        folder = queue.pop(0)
        visited += 1
        names, below = _listing(folder, bounds)
        queue += below
        # Spread over the folder: the first posts by name are the oldest and often differ from the rest.
        for name in names[:: max(len(names) // SIZE, 1)]:
            yield os.path.join(folder, name)


def signature(root: str, bounds: Bounds | None = None) -> str:
    """Return the identity of a sample: the paths of its posts, and when they last changed."""
    found = []
    count = 0  # of readable posts
    for path in sample(root, bounds):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append(f"{os.fsencode(path)!r} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}")
        count += stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
        if count == SIZE:
            break
    return "\n".join(found)


def _is_inside(path: str, bounds: Bounds | None) -> bool:
    return bounds is None or not os.path.islink(path) or bounds.leads_out(path) is None


def _listing(folder: str, bounds: Bounds | None) -> tuple[list[str], list[str]]:
    names: list[str] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink() and not _is_inside(entry.path, bounds):
                    continue  # it is reported when the folder is linted
                if entry.name.endswith(SUFFIXES):
                    names.append(entry.name)
                elif entry.name[0] != "." and "." not in entry.name and entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
    except OSError:
        pass  # an unreadable folder is reported when it is linted
    return sorted(names), sorted(below)
