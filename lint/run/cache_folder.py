"""The folder of an archive's cache: it belongs to this user alone, and so does every file in it.

SQLite opens what is beside a database: a journal there names files to delete. So the database is opened only
after proof that nobody else can have put anything there.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress

from lint.primitives.blake2 import blake2b

FILE = "results.sqlite"
# What becomes the database once it is whole; a killed run may leave it.
NEW = "new.sqlite"
# What servers said of URLs (`lint.web.store`). It took hours, so only `clean` deletes it, at the user's word.
VERDICTS = "verdicts.sqlite"
NEW_VERDICTS = "new-verdicts.sqlite"
# How the last run left the database, if that was whole: its file's times and size.
LEFT = "left"
_LOCK = "lock"
_BESIDE = ("-wal", "-shm")
# The database never has one: it is created in a file of another name.
_JOURNAL = f"{FILE}-journal"
# What is beside a database is deleted before it.
_SUFFIXES = ("-journal", *_BESIDE, "")
_OF_RESULTS = (LEFT, *(name + suffix for name in (FILE, NEW) for suffix in _SUFFIXES))
_OF_VERDICTS = tuple(name + suffix for name in (VERDICTS, NEW_VERDICTS) for suffix in _SUFFIXES)
# https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by archive-lint; can be deleted.\n"
_TAG_NAME = "CACHEDIR.TAG"
_LONGEST_NAME = 40
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class InUseError(OSError):
    """Another run is using the cache in a way that excludes this one."""


def folder_of(archive: str, root: str) -> str:
    """Return the cache folder of an archive, by its name and a digest of its path."""
    path = os.path.realpath(archive)
    name = "".join(each if each.isalnum() or each in "-_." else "_" for each in os.path.basename(path))
    digest = blake2b(os.fsencode(path), digest_size=8).hexdigest()
    return os.path.join(root, f"{name.strip('.')[:_LONGEST_NAME] or 'root'}-{digest}")


def prepare(folder: str) -> None:
    """Create a folder that only this user can read, or raise OSError for one that is not ours alone."""
    if not os.path.lexists(folder):
        os.makedirs(os.path.dirname(folder), 0o700, exist_ok=True)
        with suppress(FileExistsError):  # another run was faster
            os.mkdir(folder, 0o700)
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        raise OSError("it is not a folder")
    _check_owner(status)
    if hasattr(os, "geteuid") and status.st_mode & _OTHERS_WRITE:
        raise OSError("other users can write to it")


def mark(folder: str) -> None:
    """Write the files that keep a cache out of backups and of git, and by which `archives` knows it."""
    for name, text in ((".gitignore", "*\n"), (_TAG_NAME, _TAG)):
        path = os.path.join(folder, name)
        with suppress(FileNotFoundError):  # a run that was killed may have left it empty
            os.unlink(path)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _is_marked(folder: str) -> bool:
    path = os.path.join(folder, _TAG_NAME)
    try:
        if not stat.S_ISDIR(os.lstat(folder).st_mode) or not stat.S_ISREG(os.lstat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return file.read(len(_TAG)) == _TAG.encode()
    except OSError:
        return False


def check_files(folder: str) -> None:
    """Raise OSError if a file of the database is not a plain file of this user's, without other names."""
    for name in (*_OF_RESULTS, *_OF_VERDICTS, _LOCK):
        with suppress(FileNotFoundError):
            status = os.lstat(os.path.join(folder, name))
            if not stat.S_ISREG(status.st_mode):
                raise OSError(f"{name} is not a regular file")
            if status.st_nlink > 1:
                raise OSError(f"{name} has another name as well")
            _check_owner(status)


def _check_owner(status: os.stat_result) -> None:
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        raise OSError("it belongs to another user")


def has_journal(folder: str) -> bool:
    """Return whether there is a journal, which cannot be ours."""
    return os.path.lexists(os.path.join(folder, _JOURNAL))


def delete_database(folder: str) -> bool:
    """Delete the database of results and nothing else; return whether there was one."""
    return _delete(folder, _OF_RESULTS)


def delete_verdicts(folder: str) -> bool:
    """Delete the verdicts on URLs and nothing else; return whether there were any."""
    return _delete(folder, _OF_VERDICTS)


def _delete(folder: str, names: tuple[str, ...]) -> bool:
    found = False
    for name in names:
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, name))
            found = True
    return found


class Lock:
    """Shared by the runs that use a database; held alone to create or delete it.

    Parameters:
        folder: the cache folder.
    """

    def __init__(self, folder: str) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        self._descriptor = os.open(os.path.join(folder, _LOCK), flags, 0o600)

    def take(self, *, alone: bool, wait: float) -> None:
        """Take the lock, or raise InUseError after waiting for some seconds."""
        try:
            import fcntl
        except ImportError:  # Windows does not delete files that are open
            return
        operation = fcntl.LOCK_NB | (fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(self._descriptor, operation)
            except BlockingIOError as error:
                if time.monotonic() >= until:
                    raise InUseError("another run is using it") from error
                time.sleep(0.005)
            else:
                return

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def clean(folder: str, wait: float = 2, *, verdicts: bool = False) -> bool:
    """Delete an archive's cache; return whether there was one.

    Parameters:
        folder: the archive's folder.
        wait: for how many seconds other runs are waited for.
        verdicts: whether the verdicts on URLs are deleted as well.

    Raises:
        InUseError: when other runs use it, after waiting for some seconds.
        OSError: when it cannot be deleted.
    """
    if not os.path.lexists(folder):
        return False
    prepare(folder)
    check_files(folder)
    lock = Lock(folder)
    try:
        lock.take(alone=True, wait=wait)
        found = delete_database(folder)
        return (verdicts and delete_verdicts(folder)) or found
    finally:
        lock.release()


def archives(root: str, *, verdicts: bool = True) -> Iterator[tuple[str, int, float]]:
    """Yield each archive's folder in a cache, its size in bytes, and when it was last used.

    Parameters:
        root: the cache.
        verdicts: whether the verdicts on URLs count.

    Folders that no run has made are left out: the user may have named any folder as the cache.
    """
    try:
        names = sorted(os.listdir(root))
    except OSError:
        return
    for name in names:
        folder = os.path.join(root, name)
        size, used = size_of(folder, verdicts=verdicts)
        if size and _is_marked(folder):
            yield folder, size, used


def size_of(folder: str, *, verdicts: bool = True) -> tuple[int, float]:
    """Return the size in bytes of an archive's cache, and when it was last used; 0 if there is none."""
    size, used = 0, 0.0
    names = (FILE, VERDICTS) if verdicts else (FILE,)
    for name in (name + suffix for name in names for suffix in ("", *_BESIDE)):
        with suppress(OSError):
            status = os.lstat(os.path.join(folder, name))
            size += status.st_size
            used = max(used, status.st_mtime)
    return size, used


def prune(root: str, most: int) -> None:
    """Delete the databases of the archives used least recently, until a cache has at most `most` bytes."""
    # Verdicts neither count nor are deleted here: they are worth more than a cache.
    known = sorted(archives(root, verdicts=False), key=lambda each: each[2])
    total = sum(size for _, size, _ in known)
    for folder, size, _ in known:
        if total <= most:
            return
        with suppress(OSError):  # in use, or not ours
            clean(folder, wait=0)
            total -= size
