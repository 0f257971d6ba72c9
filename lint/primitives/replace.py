"""Put a file in the place of another, unless that one has changed meanwhile.

Between a comparison and a rename, another program can write; its text would be lost. So where the system can
exchange two files in one step, they are exchanged first, and compared then: what was replaced is still there,
and goes back if it is not what was expected. No library does this.
"""

import errno
import os
import signal
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import cache

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks
    fcntl = None  # type: ignore[assignment]  # as above

_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC"):
    _FLAGS |= getattr(os, _name, 0)
# https://man7.org/linux/man-pages/man2/renameat2.2.html
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class ChangedError(Exception):
    """A file is not what it is expected to be; the message says why."""


class Original:
    """A file that is about to be replaced, open for reading.

    Parameters:
        path: the file, without symbolic links.
        content: what it is expected to have.

    Raises:
        ChangedError: when it has something else, or another program has it open for writing.
        OSError: when it cannot be read.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self._content = content
        self._handle = os.open(path, _FLAGS)
        self.status = os.fstat(self._handle)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def check(self) -> None:
        """Raise ChangedError unless the file at the path is this one, with the expected content."""
        if not self._is(self.path):
            raise ChangedError("it has changed in the meantime")

    def replace_by(self, new: str) -> None:
        """Put the file `new` in its place, or raise ChangedError or OSError; `new` is then to be removed.

        Call it while signals are held.
        """
        exchange, lease = exchange_of_system(), _lease(self._handle)
        with suppress(OSError):  # so that no other run sweeps it while it has the name of a temporary file
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        content = _content(new)
        self.check()
        if exchange is not None:
            try:
                exchange(new, self.path)
            except FileNotFoundError:
                raise
            except OSError:
                pass  # a file system that cannot do this
            else:
                if self._is(new) and lease():
                    return
                _put_back(new, self.path, content, exchange)
                raise ChangedError("it has changed in the meantime")
        if not lease():
            raise ChangedError("another program has it open for writing")
        os.replace(new, self.path)

    def _is(self, path: str) -> bool:
        """Whether a path names this file, and nothing about it has changed."""
        now = os.stat(path, follow_symlinks=False)
        kept = ("st_dev", "st_ino", "st_size", "st_mode", "st_uid", "st_gid", "st_nlink", "st_mtime_ns")
        return all(getattr(now, key) == getattr(self.status, key) for key in kept) and (
            _read(self._handle, len(self._content) + 1) == self._content
        )


def _put_back(old: str, path: str, expected: bytes | int, exchange: Callable[[str, str], None]) -> None:
    """Exchange again; until what comes back is what was put there, since other programs may still write."""
    while True:
        content = _content(old)
        try:
            exchange(old, path)
        except OSError:  # deleted meanwhile
            os.replace(old, path)
            return
        if _content(old) == expected:
            return
        expected = content


def _content(path: str) -> bytes | int:
    """Return a file's content; of what is not a regular file, its number."""
    status = os.stat(path, follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return status.st_ino
    handle = os.open(path, _FLAGS)
    try:
        return _read(handle, status.st_size + 1)
    finally:
        os.close(handle)


def _read(handle: int, most: int) -> bytes:
    """Return the content of an open file, from its start."""
    os.lseek(handle, 0, os.SEEK_SET)
    data = b""
    while len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data


def _lease(handle: int) -> Callable[[], bool]:
    """Return what tells whether no program has opened the file for writing since; where Linux can tell.

    Raise ChangedError when one has it open: it could write to the file after it is replaced.
    https://man7.org/linux/man-pages/man2/F_GETLEASE.2const.html
    """
    if not hasattr(fcntl, "F_SETLEASE"):  # pragma: no cover - Linux only
        return lambda: True
    try:
        # The kernel tells of an attempt to open the file; by default, that would end this process.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        if error.errno == errno.EAGAIN:
            raise ChangedError("another program has it open for writing") from error
        return lambda: True  # not ours, or the file system has no leases
    return lambda: fcntl.fcntl(handle, fcntl.F_GETLEASE) == fcntl.F_RDLCK


@cache
def exchange_of_system() -> Callable[[str, str], None] | None:
    """Return the function that exchanges two files in one step; `None` if the system has none."""
    try:
        import ctypes  # slow to import

        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, AttributeError, OSError, TypeError):  # pragma: no cover - not Linux
        return None

    def exchange(one: str, other: str) -> None:
        names = os.fsencode(one), os.fsencode(other)
        if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), other)

    return exchange
