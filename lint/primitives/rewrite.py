"""Putting a new text in a file's place, whole or not at all.

The text goes into a temporary file beside the old one, is forced to the disk, and is renamed over it, as
POSIX `rename` allows in one step. There is a library for it, atomicwrites, which nobody keeps any more;
none minds modes, owners, links and what a killed run leaves behind.
"""

import os
import re
import stat
import tempfile
from contextlib import suppress
from functools import cache
from typing import IO, Self

from lint.primitives import interrupts

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks
    fcntl = None  # type: ignore[assignment]  # Windows has none

_STREAM = re.compile(r"/dev/(?:stdout|stderr|fd/)|/proc/[^/]+/fd/")
_PREFIX, _SUFFIX = ".archive-lint-", ".new"
# `mkstemp` puts eight characters between the two.
_TEMPORARY = re.compile(r"\.archive-lint-[a-z0-9_]{8}\.new\Z")


class NotRewrittenError(Exception):
    """Why a file was left as it is."""


def rewrite(path: str, old: bytes, new: bytes) -> None:
    """Replace a file's bytes; mode, owner and extended attributes are kept, symbolic links followed.

    Parameters:
        old: what the file is believed to hold.

    Raises:
        NotRewrittenError: when the file is read-only, has other hard links, is no longer what it was, or
            cannot be written; it is then untouched.
    """
    path = os.path.realpath(path)
    try:
        status = os.stat(path)
        if status.st_nlink > 1:
            raise NotRewrittenError(
                f"it has {status.st_nlink - 1} other hard link(s), which would keep the old text"
            )
        if not os.access(path, os.W_OK) or not status.st_mode & stat.S_IWUSR:
            raise NotRewrittenError("it is read-only")
        with open(path, "rb") as file:
            if file.read() != old:
                raise NotRewrittenError("it was changed in the meantime")
        write_whole(path, new)
    except OSError as error:
        raise NotRewrittenError(f"it cannot be written: {error.strerror}") from error


def write_whole(path: str, data: bytes) -> None:
    """Write a file that appears whole or not at all; an existing one keeps its mode and owner.

    Raises:
        OSError: when it cannot be written.
    """
    with WholeFile(path) as file:
        file.write(data)


class WholeFile:
    """A file that is written piece by piece, and appears whole when it is done.

    A pipe or a device has nothing to keep, and is written to at once.

    Raises:
        OSError: when it cannot be written; then what was there before is still there.
    """

    def __init__(self, path: str) -> None:
        try:
            self._status: os.stat_result | None = os.stat(path)
        except FileNotFoundError:
            self._status = None
        self._temporary: str | None = None
        # /dev/stdout may be a file that others write to as well.
        real = os.path.realpath(path)
        named = _STREAM.match(path) or _STREAM.match(real)
        if named or (self._status is not None and not stat.S_ISREG(self._status.st_mode)):
            self._file: IO[bytes] = open(path, "ab")  # noqa: SIM115 - closed when it is done
            return
        self._path = real
        with interrupts.held():  # until it is known what to take away
            self._file, self._temporary = _temporary_file(os.path.dirname(self._path))

    def write(self, data: bytes) -> None:
        """Write a piece."""
        self._file.write(data)

    def done(self) -> None:
        """Put the file in its place."""
        if self._temporary is None:
            self._file.close()
            return
        handle = self._file.fileno()
        self._file.flush()
        _adopt(self._path, handle, self._temporary, self._status)
        os.fsync(handle)
        os.replace(self._temporary, self._path)
        self._temporary = None
        self._file.close()
        _sync(os.path.dirname(self._path))

    def drop(self) -> None:
        """Leave what was there before; after `done` there is nothing to drop."""
        with suppress(OSError):
            self._file.close()
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self.done()
        finally:
            self.drop()


def _temporary_file(folder: str) -> tuple[IO[bytes], str]:
    """Make a temporary file, and lock it, which tells another run that it is not left over.

    A run that sweeps between the two takes it away; then another one is made.
    """
    while True:
        handle, path = tempfile.mkstemp(_SUFFIX, _PREFIX, folder)
        if fcntl is None:  # pragma: no cover - Windows does not remove an open file anyway
            return os.fdopen(handle, "wb"), path
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.path.exists(path):
            return os.fdopen(handle, "wb"), path
        os.close(handle)


def _adopt(path: str, handle: int, temporary: str, status: os.stat_result | None) -> None:
    """Give the new file the mode, owner and extended attributes of the old one."""
    if status is None:
        os.chmod(temporary, 0o666 & ~_umask())
        return
    now = os.fstat(handle)
    if hasattr(os, "fchown") and (status.st_uid, status.st_gid) != (now.st_uid, now.st_gid):
        os.fchown(handle, status.st_uid, status.st_gid)
    os.chmod(temporary, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # not every file system has them
            for name in os.listxattr(path):
                with suppress(OSError):  # those of the system cannot all be written
                    os.setxattr(temporary, name, os.getxattr(path, name))


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: str) -> None:
    """Force a rename to the disk, where a folder can be opened: the file itself is there already."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: str) -> None:
    """Remove what a killed run left in a folder.

    A file that another run is writing is locked, and stays.
    """
    with suppress(OSError), os.scandir(folder or os.curdir) as entries:
        for entry in list(entries):
            if _TEMPORARY.match(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_unless_locked(entry.path)


def _remove_unless_locked(path: str) -> None:
    if fcntl is None:  # pragma: no cover - Windows does not remove an open file anyway
        with suppress(OSError):
            os.unlink(path)
        return
    with suppress(OSError), open(path, "rb") as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            return
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
