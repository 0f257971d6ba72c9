"""Putting a new text in a file's place, whole or not at all.

The text goes into a temporary file beside the old one, is forced to the disk, and is renamed over it, as
POSIX `rename` allows in one step. There is a library for it, atomicwrites, which nobody keeps any more;
none minds modes, owners, links and what a killed run leaves behind.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from contextlib import suppress
from functools import cache

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks
    fcntl = None  # type: ignore[assignment]

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
        _replace(path, new, status)
    except OSError as error:
        raise NotRewrittenError(f"it cannot be written: {error.strerror}") from error


def write_whole(path: str, data: bytes) -> None:
    """Write a file that appears whole or not at all; an existing one keeps its mode and owner.

    Raises:
        OSError: when it cannot be written.
    """
    try:
        status: os.stat_result | None = os.stat(path)
    except FileNotFoundError:
        status = None
    if status is not None and not stat.S_ISREG(status.st_mode):
        with open(path, "wb") as file:  # a pipe or a device has nothing to keep
            file.write(data)
        return
    _replace(os.path.realpath(path), data, status)


def _replace(path: str, data: bytes, status: os.stat_result | None) -> None:
    folder = os.path.dirname(path)
    handle, temporary = tempfile.mkstemp(_SUFFIX, _PREFIX, folder)
    try:
        with os.fdopen(handle, "wb") as file:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)  # tells a later run that it is not left over
            file.write(data)
            file.flush()
            _adopt(path, handle, temporary, status)
            os.fsync(handle)
            os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync(folder)


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
