"""Which posts of a site stand for all: always the same ones, whatever part of it is being linted."""

import os
import stat
from collections.abc import Iterator

from lint.archive.conventions import SUFFIXES

SIZE = 40
LARGEST = 1_000_000
_FOLDERS = 200
_POSTS_FOLDERS = ("_posts", "content", "archived")


def sample(root: str) -> Iterator[str]:
    """Give paths of posts, spread over a site's folders; the first `SIZE` that can be read are its sample."""
    folders = [os.path.join(root, name) for name in _POSTS_FOLDERS]
    queue = [folder for folder in folders if os.path.isdir(folder)] or [root]
    visited = 0
    while queue and visited < _FOLDERS:
        folder = queue.pop(0)
        visited += 1
        names, below = _listing(folder)
        queue += below
        # Spread over the folder: the first posts by name are the oldest, and often of another make.
        for name in names[:: max(len(names) // SIZE, 1)]:
            yield os.path.join(folder, name)


def signature(root: str) -> str:
    """Give what tells a sample from any other: the paths of its posts, and when they were changed."""
    found = []
    count = 0  # of those that would be read
    for path in sample(root):
        try:
            status = os.stat(path)
        except OSError:
            continue
        found.append(f"{os.fsencode(path)!r} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}")
        count += stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST
        if count == SIZE:
            break
    return "\n".join(found)


def _listing(folder: str) -> tuple[list[str], list[str]]:
    names: list[str] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(SUFFIXES):
                    names.append(entry.name)
                elif entry.name[0] != "." and "." not in entry.name and entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
    except OSError:
        pass  # an unreadable folder gives no samples; linting it says so
    return sorted(names), sorted(below)
