"""Where a daemon listens: a socket that belongs to this user alone, one for each installation.

The client imports this before anything else, so it needs next to nothing.
"""

import os
import stat
import sys
from _socket import (  # `socket` takes a tenth of the time
    AF_UNIX,
    SO_PEERCRED,
    SOCK_STREAM,
    SOL_SOCKET,
    socket,
)
from _struct import calcsize, unpack

from lint.primitives.blake2 import blake2b
from lint.primitives.user_folders import cache_folder
from lint.primitives.version import __version__

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# Process, user and group of a peer.
_PEER = "3i"
# The namespace of mounts: https://man7.org/linux/man-pages/man7/mount_namespaces.7.html
_MOUNTS = "/proc/self/ns/mnt"


def folder() -> int:
    """Return a descriptor of the folder of the sockets, which is made if there is none.

    Raises:
        OSError: if it cannot be made, or does not belong to this user alone.
    """
    above = cache_folder()
    if above is None:
        raise FileNotFoundError("the system names no cache folder")
    path = os.path.join(above, "daemon")
    os.makedirs(above, 0o700, exist_ok=True)
    if not os.path.lexists(path):
        os.mkdir(path, 0o700)
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    status = os.fstat(descriptor)
    if status.st_uid != os.geteuid() or status.st_mode & _OTHERS:
        os.close(descriptor)
        raise PermissionError(f"{path} is not this user's alone")
    return descriptor


def name() -> str:
    """Return the name of the socket.

    Another installation, another way to find modules, and a process that sees or may read other files, as in
    a container that shares the cache folder, has its own.
    """
    own = os.path.dirname(os.path.abspath(__file__))
    found_by = (os.environ.get("PYTHONPATH", ""), os.environ.get("PYTHONUSERBASE", ""))
    parts = (__version__, sys.version, sys.prefix, own, *found_by, sys.getfilesystemencoding(), _files_seen())
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def tried() -> str:
    """Return the name of the file that tells when a daemon was started."""
    return f"{name()}.tried"


def _files_seen() -> str:
    """Return what changes with the files that this process sees, and may read."""
    top = os.stat("/")
    return f"{os.stat(_MOUNTS).st_ino} {top.st_dev} {top.st_ino} {os.getegid()} {os.getgroups()}"


def address(descriptor: int) -> str:
    """Return the address of the socket in an open folder; a path may be too long for one."""
    return f"/proc/self/fd/{descriptor}/{name()}"


def inode() -> int | None:
    """Return the number of the socket's file; `None` if there is none."""
    try:
        descriptor = folder()
    except OSError:
        return None
    try:
        return os.stat(name(), dir_fd=descriptor).st_ino
    except OSError:
        return None
    finally:
        os.close(descriptor)


def connected(timeout: float) -> socket | None:
    """Return a connection to this user's daemon; `None` if there is none.

    Parameters:
        timeout: in seconds, for each answer.
    """
    try:
        descriptor = folder()
    except OSError:
        return None
    made = socket(AF_UNIX, SOCK_STREAM)
    made.settimeout(timeout)
    try:
        made.connect(address(descriptor))
    except OSError:
        made.close()
        return None
    finally:
        os.close(descriptor)
    if not is_own(made):
        made.close()
        return None
    return made


def process(connection: socket) -> int:
    """Return the process at the other end."""
    return int(unpack(_PEER, connection.getsockopt(SOL_SOCKET, SO_PEERCRED, calcsize(_PEER)))[0])


def is_own(connection: socket) -> bool:
    """Return whether the other end is a process of this user."""
    _, user, _ = unpack(_PEER, connection.getsockopt(SOL_SOCKET, SO_PEERCRED, calcsize(_PEER)))
    return bool(user == os.geteuid())
