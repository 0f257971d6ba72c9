"""Give a new file the mode, owner and extended attributes of the one that it replaces."""

import os
import stat
from functools import cache

# An access control list, which `chmod` does not show; a new file has one if its folder has a default one.
_ACL = "system.posix_acl_access"


def adopt(path: str, handle: int, status: os.stat_result | None) -> None:
    """Copy what belongs to the file at a path to an open one.

    Parameters:
        status: of the file at the path; without one, the new file gets the usual mode.

    Raises:
        OSError: when its group, list of access rights or an attribute of a user's cannot be kept.
    """
    if not hasattr(os, "fchmod"):  # pragma: no cover - Windows before Python 3.13
        return
    if status is None:
        os.fchmod(handle, 0o666 & ~_umask())
        return
    mode = stat.S_IMODE(status.st_mode)
    now = os.fstat(handle)
    if (status.st_uid, status.st_gid) != (now.st_uid, now.st_gid):
        try:
            os.fchown(handle, status.st_uid, status.st_gid)
        except PermissionError:  # only root gives files away
            os.fchown(handle, -1, status.st_gid)
            mode &= ~(stat.S_ISUID | stat.S_ISGID)
    os.fchmod(handle, mode)
    if hasattr(os, "listxattr"):
        _adopt_attributes(path, handle)


def _adopt_attributes(path: str, handle: int) -> None:
    try:
        names = os.listxattr(path)
        before = os.listxattr(handle)
    except OSError:  # not every file system has them
        return
    if _ACL in before and _ACL not in names:
        os.removexattr(handle, _ACL)
    for name in names:
        try:
            os.setxattr(handle, name, os.getxattr(path, name))
        except OSError:
            # Those of the system, such as labels, are the system's to set.
            if name == _ACL or name.startswith("user."):
                raise


@cache
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
