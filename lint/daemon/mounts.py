"""Where a file may change without a notice: what is mounted, and which files have two names."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

# Where all writing passes by this system, which tells of it; not those of a network or in a user's program.
_LOCAL = frozenset(
    {
        "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "jfs", "ntfs3", "overlay", "ramfs",
        "reiserfs", "tmpfs", "vfat", "xfs", "zfs",
    }
)  # fmt: skip
_MOUNTS = "/proc/self/mountinfo"
# How it writes what separates its columns and lines, and the backslash itself at last.
_ESCAPES = (b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")


class Mounts(NamedTuple):
    """What is mounted.

    Parameters:
        local: the devices of local disks.
        above: the folders in which something is mounted, which may be a file that has another name, too.
    """

    local: frozenset[int]
    above: frozenset[bytes]


def as_said() -> bytes:
    """Return what is mounted, as the system says it; nothing if it says nothing."""
    try:
        with open(_MOUNTS, "rb") as file:
            return file.read()
    except OSError:
        return b""


def read(mounted: bytes) -> Mounts:
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
    return Mounts(frozenset(local), frozenset(above))


def may_be_silent(folder: bytes, mounts: Mounts) -> bool:
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
