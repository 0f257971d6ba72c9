"""What a run in a fork of the daemon believes of folders, and what it tells the daemon in return."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from multiprocessing.connection import Connection
from typing import NamedTuple, TypeVar

from lint.daemon.folders import Folders
from lint.primitives.blake2 import blake2b

# Where all writing passes by this system, which tells of it; not those of a network or in a user's program.
_LOCAL = frozenset(
    {
        "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "ramfs",
        "reiserfs", "tmpfs", "vfat", "xfs", "zfs",
    }
)  # fmt: skip
# How many listings and databases are known: each change makes another listing.
_MOST = 64
_MOUNTS = "/proc/self/mountinfo"
# How it writes what separates its columns and lines, and the backslash itself at last.
_ESCAPES = (b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")

Key = TypeVar("Key")
Value = TypeVar("Value")


class Known(NamedTuple):
    """What the daemon knows.

    Parameters:
        code: the digest of the times of the code that it has loaded.
        folders: those that the system tells of.
        looked: when all folders of an archive were last looked at, by what stands for its listing.
        silent: folders in which a file may change without notice.
        left: the state in which a run left a database, by path.
    """

    code: bytes
    folders: Folders
    looked: dict[bytes, int]
    silent: set[bytes]
    left: dict[str, str]


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


class Left(NamedTuple):
    """Tells the daemon in which state a run left a database."""

    database: str
    state: str


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
        self._mounted = _mounted()
        self._mounts = blake2b(self._mounted, digest_size=16).digest()
        self._now = known.folders.now
        self._since = -1
        self._loud: frozenset[bytes] = frozenset()
        self._left: list[Left] = []
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

    def is_as_left(self, database: str, state: str) -> bool:
        """Return whether a database is as an earlier run left it."""
        return state != "" and self._known.left.get(database) == state

    def left(self, database: str, state: str) -> None:
        """Note how this run leaves a database."""
        self._left.append(Left(database, state))

    def tell(self) -> None:
        """Tell the daemon; this takes time, so it is done when the client has its answer."""
        for each in self._left:
            self._daemon.send(each)
        mounts = _mounts_in(self._mounted)
        for listing, since, folders, unsure in self._looked:
            silent = [each for each in folders if _may_be_silent(each, mounts)]
            self._daemon.send(Looked(listing, since, list(folders), silent, list(unsure)))


def _may_be_silent(folder: bytes, mounts: _Mounts) -> bool:
    """Return whether a file may change, and the system tells of another folder or of none.

    This is so if it has two names, or is a link, or if another machine can write to the disk.
    """
    try:
        with os.scandir(folder) as entries:
            return (
                os.stat(folder).st_dev not in mounts.local
                or os.path.realpath(folder) in mounts.above
                or any(map(_has_two_names, entries))
            )
    except OSError:
        return True


def _has_two_names(entry: os.DirEntry[bytes]) -> bool:
    if entry.is_symlink():
        return True
    status = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(status.st_mode) and status.st_nlink > 1


class _Mounts(NamedTuple):
    """What is mounted.

    Parameters:
        local: the devices of local disks.
        above: the folders in which something is mounted, which may be a file that has another name, too.
    """

    local: frozenset[int]
    above: frozenset[bytes]


def _mounted() -> bytes:
    """Return what is mounted, as the system says it; nothing if it says nothing."""
    try:
        with open(_MOUNTS, "rb") as file:
            return file.read()
    except OSError:
        return b""


def _mounts_in(mounted: bytes) -> _Mounts:
    """Return what is mounted.

    Source: proc(5), `/proc/pid/mountinfo`
    """
    local, above = set(), set()
    for line in mounted.splitlines():
        mount, _, rest = line.partition(b" - ")
        device, _, place = mount.split()[2:5]
        if rest.split()[0].decode("ascii", "replace") in _LOCAL:
            major, _, minor = device.partition(b":")
            local.add(os.makedev(int(major), int(minor)))
        for written, meant in _ESCAPES:
            place = place.replace(written, meant)
        above.add(os.path.dirname(place))
    return _Mounts(frozenset(local), frozenset(above))


def note(known: Known, told: Looked | Left) -> None:
    """Keep in the daemon what a run told.

    Parameters:
        known: is changed.
    """
    if isinstance(told, Left):
        _keep(known.left, told.database, told.state)
        return
    _keep(known.looked, told.listing, told.since)
    known.folders.happened(told.unsure)
    known.folders.forget_replaced(told.folders)
    known.silent.difference_update(told.folders)
    known.silent.update(told.silent)


def _keep(known: dict[Key, Value], key: Key, value: Value) -> None:
    known.pop(key, None)
    known[key] = value
    while len(known) > _MOST:
        del known[next(iter(known))]
