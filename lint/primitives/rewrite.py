"""Replace files atomically.

New content is written to a temporary file beside the old one, forced to the disk, and renamed over it. The
library for this, atomicwrites, is no longer maintained and does not handle modes, owners, links or the files
that a killed run leaves.
"""

import os
import re
import stat
import tempfile
from contextlib import suppress
from functools import cache
from typing import IO, Self

from lint.primitives import interrupts
from lint.primitives.text import counted

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks
    fcntl = None  # type: ignore[assignment]  # as above

_STREAM = re.compile(r"/dev/(?:stdout|stderr|fd/)|/proc/[^/]+/fd/")
_PREFIX, _SUFFIX = ".archive-lint-", ".new"
# `mkstemp` adds eight characters between the two.
_TEMPORARY = re.compile(r"\.archive-lint-[a-z0-9_]{8}\.new\Z")


class NotRewrittenError(Exception):
    """A file is left as it is; the message is the reason."""


def rewrite(path: str, old: bytes, new: bytes) -> None:
    """Replace a file's bytes; mode, owner and extended attributes are kept, symbolic links followed.

    Parameters:
        old: the content that the file is expected to have.

    Raises:
        NotRewrittenError: when the file is read-only, has other hard links, has changed, or cannot be
            written; it is then untouched.
    """
    path = os.path.realpath(path)
    try:
        status = os.stat(path)
        if status.st_nlink > 1:
            links = counted(status.st_nlink - 1, "other hard link")
            raise NotRewrittenError(f"it has {links}, which would keep the old text")
        if not os.access(path, os.W_OK) or not status.st_mode & stat.S_IWUSR:
            raise NotRewrittenError("it is read-only")
        with open(path, "rb") as file:
            if file.read() != old:
                raise NotRewrittenError("it has changed in the meantime")
        write_whole(path, new)
    except OSError as error:
        raise NotRewrittenError(f"it cannot be written: {error.strerror}") from error


def write_whole(path: str, data: bytes) -> None:
    """Write a file atomically, or raise OSError; an existing one keeps its mode and owner."""
    with WholeFile(path) as file:
        file.write(data)


class WholeFile:
    """A file that is written in pieces and appears atomically when it is done.

    A pipe or a device is written to directly. After an OSError, the previous content is still there.
    """

    def __init__(self, path: str) -> None:
        try:
            self._status: os.stat_result | None = os.stat(path)
        except FileNotFoundError:
            self._status = None
        self._temporary: str | None = None
        # /dev/stdout may be a file that other processes write to.
        real = os.path.realpath(path)
        named = _STREAM.match(path) or _STREAM.match(real)
        if named or (self._status is not None and not stat.S_ISREG(self._status.st_mode)):
            self._file: IO[bytes] = open(path, "ab")  # noqa: SIM115 - closed by `done` or `drop`
            return
        self._path = real
        with interrupts.held():  # until `drop` knows what to remove
            self._file, self._temporary = _temporary_file(os.path.dirname(self._path))

    def write(self, data: bytes) -> None:
        """Write a piece."""
        self._file.write(data)

    def done(self) -> None:
        """Move the file to its place."""
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
        """Discard what was written; does nothing after `done`."""
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
    """Create a temporary file and lock it, so that no other run sweeps it.

    A run that sweeps between the two steps removes it; then another one is created.
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
    """Copy the mode, owner and extended attributes of the old file to the new one."""
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
                with suppress(OSError):  # some system attributes cannot be written
                    os.setxattr(temporary, name, os.getxattr(path, name))


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: str) -> None:
    """Force a rename to the disk, on systems where a folder can be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: str) -> None:
    """Remove the temporary files of killed runs from a folder; a running one locks its own."""
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
