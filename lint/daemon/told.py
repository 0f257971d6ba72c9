"""What a run in a fork of the daemon believes of folders, and what it tells the daemon in return."""

from __future__ import annotations

import os
from collections.abc import Collection
from multiprocessing.connection import Connection
from typing import NamedTuple

from lint.daemon import mounts
from lint.daemon.folders import Folders
from lint.primitives.blake2 import blake2b

# How many listings are known: each change makes another.
_MOST = 64


class Known(NamedTuple):
    """What the daemon knows.

    Parameters:
        code: the digest of the times of the code that it has loaded.
        folders: those that the system tells of.
        looked: when all folders of an archive were last looked at, by what stands for its listing.
        silent: folders in which a file may change without notice.
    """

    code: bytes
    folders: Folders
    looked: dict[bytes, int]
    silent: set[bytes]


class Watch(NamedTuple):
    """Asks the daemon to watch folders.

    Parameters:
        since: the time up to which the run knows what has happened.
    """

    folders: list[bytes]
    since: int


class Watched(NamedTuple):
    """The daemon's answer: the time, and the folders in which something has happened meanwhile."""

    now: int
    loud: frozenset[bytes]


class Looked(NamedTuple):
    """Tells the daemon that folders were looked at.

    Parameters:
        listing: stands for what is stored of the archive.
        since: what has happened up to this time was seen.
        folders: those whose files were looked at.
        silent: those of them in which a file may change without notice.
        unsure: those of them that must be looked at again.
    """

    listing: bytes
    since: int
    folders: list[bytes]
    silent: list[bytes]
    unsure: list[bytes]


class Told:
    """What this run was told; it is forked from the daemon, so all of it is here.

    Parameters:
        known: what the daemon knew.
        daemon: the way to ask it.
    """

    def __init__(self, known: Known, daemon: Connection) -> None:
        self._known = known
        self._daemon = daemon
        # To mount a file over another changes what its folder has, of which the system does not tell.
        self._mounted = mounts.as_said()
        self._mounts = blake2b(self._mounted, digest_size=16).digest()
        self._now = known.folders.now
        self._since = -1
        self._loud: frozenset[bytes] = frozenset()
        self._looked: list[tuple[bytes, int, Collection[bytes], Collection[bytes]]] = []

    @property
    def code(self) -> bytes:
        """The digest of the times of the code that is loaded."""
        return self._known.code

    def begin(self, listing: bytes, folders: Collection[bytes]) -> None:
        """Ask about an archive's folders, and have the system tell of them from now on."""
        self._now, self._loud = self._known.folders.now, frozenset()
        self._since = self._known.looked.get(listing + self._mounts, -1)
        missing = self._known.folders.unwatched(folders)
        if missing:
            try:
                self._daemon.send(Watch(missing, self._now))
                self._now, self._loud = self._daemon.recv()
            except (OSError, EOFError):  # it is gone
                self._since = -1

    def is_quiet(self, folder: bytes, status: os.stat_result) -> bool:
        """Return whether no file of a folder can have changed since its archive was looked at."""
        if folder in self._known.silent or folder in self._loud:
            return False
        return self._known.folders.is_quiet(folder, status, self._since)

    def looked(self, listing: bytes, folders: Collection[bytes], unsure: Collection[bytes]) -> None:
        """Note that folders were looked at."""
        self._looked.append((listing + self._mounts, self._now, folders, unsure))

    def tell(self) -> None:
        """Tell the daemon; this takes time, so it is done when the client has its answer."""
        known = mounts.read(self._mounted)
        for listing, since, folders, unsure in self._looked:
            silent = [each for each in folders if mounts.may_be_silent(each, known)]
            self._daemon.send(Looked(listing, since, list(folders), silent, list(unsure)))


def note(known: Known, told: Looked) -> None:
    """Keep in the daemon what a run told.

    Parameters:
        known: is changed.
    """
    known.looked.pop(told.listing, None)
    known.looked[told.listing] = told.since
    while len(known.looked) > _MOST:
        del known.looked[next(iter(known.looked))]
    known.folders.happened(told.unsure)
    known.folders.forget_replaced(told.folders)
    known.silent.difference_update(told.folders)
    known.silent.update(told.silent)
