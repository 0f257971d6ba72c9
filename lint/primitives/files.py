"""Read files that may be anything: a pipe, a device, a link to elsewhere, a hundred megabytes."""

import os
import stat
from collections.abc import Iterable
from functools import lru_cache

from lint.primitives.bounds import Bounds

# Without O_NONBLOCK, opening a pipe without a writer blocks forever.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# For files that are not posts, such as configurations.
LARGEST = 1_000_000


class UncheckedError(Exception):
    """A file cannot be checked; the message is the reason."""


class TooLargeError(UncheckedError):
    """A file has more bytes than are read."""


def read(path: str, largest: int, bounds: Bounds | None = None) -> bytes:
    """Read a whole file of at most `largest` bytes, which only a link may lead to.

    Parameters:
        bounds: where links may lead; anywhere if omitted.

    Raises:
        UncheckedError: with the reason.
    """
    try:
        descriptor, status = _open(path, bounds)
        try:
            size = status.st_size
            if size > largest:
                raise TooLargeError(f"it has {size:,} bytes; `max-file-size` is {largest:,}")
            data = os.read(descriptor, size + 1)
            # Some systems return less than requested, and the file may have grown.
            while len(data) != size and len(data) <= largest and (more := os.read(descriptor, 1 << 20)):
                data += more
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UncheckedError(getattr(error, "strerror", None) or str(error)) from error
    return data


def read_setting(
    path: str, bounds: Bounds, *, folder: str | None = None, owned: bool = False, largest: int = LARGEST
) -> bytes:
    """Read a file of an archive that is not a post, such as a configuration.

    Parameters:
        bounds: where the file must be, with the folders that it is in.
        folder: a folder of the archive; by default, that of the file.
        owned: whether the file must also belong to this user, root, or the owner of the archive's root.

    Raises:
        UncheckedError: with the reason, such as the size.
    """
    try:
        if (outside := bounds.leads_out(path, folder)) is not None:
            raise UncheckedError(leads_out(outside))
        descriptor, status = _open(os.path.realpath(path), bounds)
        try:
            if owned and bounds.distrusts(path, status.st_uid):
                top = bounds.top(os.path.dirname(os.path.abspath(path)))
                raise UncheckedError(
                    f"it belongs to user {status.st_uid}, who is neither you, root, nor the owner of {top}"
                )
            if status.st_size > largest:
                raise TooLargeError(f"it has {status.st_size:,} bytes; expected at most {largest:,}")
            return _bounded(descriptor, largest)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UncheckedError(getattr(error, "strerror", None) or str(error)) from error


def read_named(path: str, largest: int = LARGEST) -> bytes:
    """Read a file that the user named, whatever it is: a link, a pipe; or raise UncheckedError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return _bounded(descriptor, largest)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UncheckedError(getattr(error, "strerror", None) or str(error)) from error


def is_there(path: str) -> bool:
    """Return whether there is a file, even a broken link or a pipe, but not a folder."""
    return os.path.lexists(path) and not os.path.isdir(path)


def leads_out(outside: str) -> str:
    """Return why a file is not read that is outside the archive."""
    return f"it leads out of the archive, to {outside}"


def _open(path: str, bounds: Bounds | None) -> tuple[int, os.stat_result]:
    """Open a regular file, and nothing else, and return its status too: to open a device may change it."""
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        if bounds is not None and (outside := bounds.bars(path)) is not None:
            raise UncheckedError(leads_out(outside))
        path = os.path.realpath(path)
        status = os.lstat(path)
    if stat.S_ISREG(status.st_mode):
        # What has taken the file's place in the meantime is not followed or waited for.
        descriptor = os.open(path, _FLAGS | _NO_LINK)
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode):
            return descriptor, status
        os.close(descriptor)
    raise UncheckedError("it is not a regular file")


def _bounded(descriptor: int, largest: int) -> bytes:
    pieces = []
    left = largest + 1
    while left > 0 and (piece := os.read(descriptor, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise TooLargeError(f"it has over {largest:,} bytes; expected at most {largest:,}")
    return b"".join(pieces)


class Listings:
    """The names in folders, each listed once: a run looks for many files in each.

    Parameters:
        bounds: the archive's: nothing is looked for above, and no link out of it is followed.
    """

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._known: dict[str, frozenset[str]] = {}

    def know(self, folder: str, names: Iterable[str]) -> None:
        """Take the names in a folder from who has listed it."""
        self._known.setdefault(folder, frozenset(names))

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
    return os.path.join(real(os.path.join(os.getcwd(), folder)), name)


# The names that are not those of folders in the folder; and from which depth Python would recurse too often.
_OTHERS = ("", os.curdir, os.pardir)
_DEEP = 100


@lru_cache(maxsize=4096)
def real(folder: str) -> str:
    """Return a folder's path with symbolic links resolved, as it was when first asked for."""
    above, name = os.path.split(folder)
    if os.name == "nt" or not os.path.isabs(above) or name in _OTHERS or folder.count("/") > _DEEP:
        return os.path.realpath(folder)
    # An archive has thousands of folders in the same one, which is resolved once.
    path = os.path.join(real(above), name)
    return os.path.realpath(path) if os.path.islink(path) else path


def head(path: str, count: int, bounds: Bounds | None = None) -> bytes | None:
    """Return the first bytes of a file; `None` when it cannot be read, or is a link out of the bounds."""
    try:
        descriptor, _ = _open(path, bounds)
        try:
            return os.read(descriptor, count)
        finally:
            os.close(descriptor)
    except (OSError, ValueError, UncheckedError):
        return None
