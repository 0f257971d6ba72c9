"""Read files that may be anything: a pipe, a device, a hundred megabytes."""

import os
import stat
from functools import lru_cache

# Without O_NONBLOCK, opening a pipe without a writer blocks forever.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UncheckedError(Exception):
    """A file cannot be checked; the message is the reason."""


def read(path: str, largest: int) -> bytes:
    """Read a whole file of at most `largest` bytes, or raise UncheckedError with the reason."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UncheckedError("it is not a regular file")
            size = status.st_size
            if size > largest:
                raise UncheckedError(f"it has {size:,} bytes; `max-file-size` is {largest:,}")
            data = os.read(descriptor, size + 1)
            # Some systems return less than requested, and the file may have grown.
            while len(data) != size and len(data) <= largest and (more := os.read(descriptor, 1 << 20)):
                data += more
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UncheckedError(getattr(error, "strerror", None) or str(error)) from error
    return data


class Listings:
    """The names in folders, each listed once: a run looks for many files in each."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder; none when it cannot be listed."""
        names = self._known.get(folder)
        if names is None:
            try:
                names = frozenset(os.listdir(folder))
            except OSError:
                names = frozenset()
            self._known[folder] = names
        return names


def canonical(path: str) -> str:
    """Return a file's absolute path with symbolic links resolved in its folders, but not in its name."""
    folder, name = os.path.split(path)
    return os.path.join(_real(os.path.join(os.getcwd(), folder)), name)


@lru_cache(maxsize=4096)
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def nearest(folder: str, name: str) -> str | None:
    """Return the nearest file with a name in a folder or above it; `None` when there is none."""
    while True:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def head(path: str, count: int) -> bytes | None:
    """Return the first bytes of a file; `None` when it cannot be read."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            return os.read(descriptor, count) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return None
