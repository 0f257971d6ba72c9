"""Folders that the system tells of: in which of them may something have changed, and since when?"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from asyncinotify import Inotify, Mask, Watch

# Of what is written to a file in memory, the system tells when it is closed.
_CHANGES = (
    Mask.MODIFY | Mask.CLOSE_WRITE | Mask.ATTRIB | Mask.CREATE | Mask.DELETE | Mask.MOVE
    | Mask.DELETE_SELF | Mask.MOVE_SELF
)  # fmt: skip
_READ_AT_ONCE = 1000


class Folders:
    """Folders that are watched.

    Time is counted by what happens: each notice, and each folder that is watched from now on, is later than
    the one before. A folder that was watched at a time, and in which nothing has happened since, is as it
    was.

    Attributes:
        now: the number of what happened last.
    """

    def __init__(self) -> None:
        self._inotify = Inotify(cache_size=_READ_AT_ONCE, sync_timeout=0)
        # By path: the watch, the folder's device and inode, and when something happened last.
        self._watched: dict[bytes, Watch] = {}
        self._inodes: dict[bytes, tuple[int, int]] = {}
        self._last: dict[bytes, int] = {}
        self._is_full = False
        self.now = 0

    def fileno(self) -> int:
        """Return the descriptor that can be read when something has happened."""
        return self._inotify.fd

    def watch(self, folders: Collection[bytes]) -> None:
        """Watch folders that are not watched yet, as far as the system allows."""
        for folder in folders:
            if folder in self._watched or self._is_full:
                continue
            try:
                watch = self._inotify.add_watch(folder, _CHANGES | Mask.ONLYDIR)
                status = os.stat(folder)
            except OSError as error:
                self._is_full = error.errno == errno.ENOSPC  # the user may not watch more
                continue
            if os.fsencode(watch.path) != folder:
                self._forget(os.fsencode(watch.path))  # the same folder by the name that it had
                continue
            self._watched[folder] = watch
            self._inodes[folder] = _inode(status)
            self._happened(folder)

    def unwatched(self, folders: Collection[bytes]) -> list[bytes]:
        """Return those of some folders that are not watched, but may be."""
        return [] if self._is_full else [each for each in folders if each not in self._watched]

    def changed(self) -> list[bytes]:
        """Take note of what has happened; return the folders concerned, or all if notices were lost."""
        found: dict[bytes, None] = {}
        for folder in self._noticed():
            found[folder] = None
            self._happened(folder)
        return list(found)

    def is_quiet(self, folder: bytes, status: os.stat_result, since: int) -> bool:
        """Return whether a folder is watched, and nothing has happened in it since a time.

        Parameters:
            status: that of the folder with this name now: it may be another than the one that is watched.
        """
        return self._inodes.get(folder) == _inode(status) and self._last[folder] <= since

    def since(self, time: int) -> frozenset[bytes]:
        """Return the folders in which something has happened since a time."""
        return frozenset(folder for folder, last in self._last.items() if last > time)

    def happened(self, folders: Iterable[bytes]) -> None:
        """Note that something may have happened in folders of which the system does not tell."""
        for folder in folders:
            self._happened(folder)

    def forget_replaced(self, folders: Iterable[bytes]) -> None:
        """Watch those of some folders no longer that have another in their place, so that it can be watched.

        When a folder above is renamed, the system does not tell.
        """
        for folder in folders:
            try:
                status = os.stat(folder)
            except OSError:
                continue
            if self._inodes.get(folder, _inode(status)) != _inode(status):
                self._forget(folder)

    def close(self) -> None:
        """Watch nothing."""
        self._inotify.close()

    def _noticed(self) -> Iterator[bytes]:
        while (event := self._inotify.sync_get()) is not None:
            if Mask.Q_OVERFLOW in event.mask:
                yield from list(self._watched)
            if event.watch is None:
                continue
            folder = os.fsencode(event.watch.path)
            if Mask.MOVE_SELF in event.mask:
                self._forget(folder)
            elif Mask.IGNORED in event.mask:  # it was deleted, or is on a disk that was unmounted
                self._drop(folder, event.watch)
            yield folder

    def _forget(self, folder: bytes) -> None:
        """Watch a folder no longer that has another name now, of which the system does not tell."""
        watch = self._watched.get(folder)
        if watch is not None:
            with suppress(OSError):  # it is gone, of which the notice has not been read
                self._inotify.rm_watch(watch)
            self._drop(folder, watch)

    def _drop(self, folder: bytes, watch: Watch) -> None:
        if self._watched.get(folder) is watch:
            for known in (self._watched, self._inodes, self._last):
                known.pop(folder, None)

    def _happened(self, folder: bytes) -> None:
        self.now += 1
        if folder in self._watched:
            self._last[folder] = self.now


def _inode(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
