"""Replace files atomically.

New content is written to a temporary file beside the old one, forced to the disk, and renamed over it. The
library for this, atomicwrites, is no longer maintained and does not handle modes, owners, links or the files
that a killed run leaves.
"""

import os
import stat
import tempfile
from _thread import allocate_lock  # `threading` takes a millisecond to import
from contextlib import suppress
from typing import IO, Self

from lint.primitives import interrupts
from lint.primitives.adopt import adopt
from lint.primitives.patterns import regex
from lint.primitives.replace import ChangedError, Original
from lint.primitives.text import counted

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no such locks
    fcntl = None  # type: ignore[assignment]  # as above

_STREAM = regex(r"/dev/(?:stdout|stderr|fd/)|/proc/[^/]+/fd/")
_PREFIX, _SUFFIX = ".archive-lint-", ".new"
# `mkstemp` adds eight characters between the two.
_TEMPORARY = regex(r"\.archive-lint-[a-z0-9_]{8}\.new\Z")

# The temporary files of this process, and what keeps them while one of them takes its place.
_unfinished: set[str] = set()
_moving = allocate_lock()


class NotRewrittenError(Exception):
    """A file is left as it is; the message is the reason."""


def rewrite(path: str, old: bytes, new: bytes) -> None:
    """Replace a file's bytes; mode, owner and extended attributes are kept, symbolic links followed.

    What another program writes to it meanwhile is not lost.

    Parameters:
        old: the content that the file is expected to have.

    Raises:
        NotRewrittenError: when the file is read-only, has other hard links, has changed, or cannot be
            written; it is then untouched.
    """
    path = os.path.realpath(path)
    try:
        original = Original(path, old)
        try:
            status = original.status
            if not stat.S_ISREG(status.st_mode):
                raise NotRewrittenError("it is not a regular file")
            if status.st_nlink > 1:
                links = counted(status.st_nlink - 1, "other hard link")
                raise NotRewrittenError(f"it has {links}, which would keep the old text")
            if not os.access(path, os.W_OK) or not status.st_mode & stat.S_IWUSR:
                raise NotRewrittenError("it is read-only")
            original.check()
            with WholeFile(path, original) as file:
                file.write(new)
        finally:
            original.close()
    except ChangedError as error:
        raise NotRewrittenError(str(error)) from error
    except OSError as error:
        raise NotRewrittenError(f"it cannot be written: {error.strerror}") from error


def write_whole(path: str, data: bytes) -> None:
    """Write a file atomically, or raise OSError; an existing one keeps its mode and owner."""
    sweep(os.path.dirname(os.path.realpath(path)))
    with WholeFile(path) as file:
        file.write(data)


class WholeFile:
    """A file that is written in pieces and appears atomically when it is done.

    A pipe or a device is written to directly. After an OSError, the previous content is still there.

    Parameters:
        path: the file; symbolic links are followed.
        original: the file to replace; `done` raises ChangedError if it has changed.
    """

    def __init__(self, path: str, original: Original | None = None) -> None:
        self._original = original
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
            _unfinished.add(self._temporary)

    @property
    def temporary(self) -> str | None:
        """The file that is written until it is done; `None` for a pipe or a device."""
        return self._temporary

    def write(self, data: bytes) -> None:
        """Write a piece."""
        self._file.write(data)

    def flush(self) -> None:
        """Make what was written visible to other programs, at the temporary name."""
        self._file.flush()

    def done(self) -> None:
        """Move the file to its place."""
        if self._temporary is None:
            self._file.close()
            return
        handle = self._file.fileno()
        self._file.flush()
        adopt(self._path, handle, self._original.status if self._original is not None else self._status)
        os.fsync(handle)
        with interrupts.held(), _moving:
            if self._original is not None:
                self._original.replace_by(self._temporary)
            else:
                os.replace(self._temporary, self._path)
            self._remove()
        self._file.close()
        _sync(os.path.dirname(self._path))

    def drop(self) -> None:
        """Discard what was written; does nothing after `done`."""
        with suppress(OSError):
            self._file.close()
        if self._temporary is not None:
            self._remove()

    def _remove(self) -> None:
        """Remove the temporary file, if it is still there."""
        name, self._temporary = self._temporary or "", None
        with suppress(OSError):
            os.unlink(name)
        _unfinished.discard(name)

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


def _remove_unfinished() -> None:
    """Remove the temporary files of this process, which ends at once."""
    # While another thread replaces a file, the temporary one may have a text that goes back.
    is_alone = _moving.acquire(timeout=1)
    for path in _unfinished:
        with suppress(OSError):
            os.unlink(path)
    if is_alone:
        _moving.release()


interrupts.clean_ups.append(_remove_unfinished)


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
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW
    with suppress(OSError), open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            return
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(path)
