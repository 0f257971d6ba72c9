"""Where members are written: in memory while there are few, since files on a disk cost more to make."""

import os
from contextlib import suppress

# A folder in memory, on Linux.
MEMORY = "/dev/shm"  # noqa: S108 - the folder in it has a name of its own, and only this user can read it
# At most so many bytes, and this part of what is free.
_MOST, _PART = 512 << 20, 4


def room_in_memory() -> int:
    """Return how many bytes may be written to `MEMORY`: none if the user names another folder."""
    if any(os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP")):
        return 0
    room = 0
    with suppress(OSError, ValueError, IndexError, AttributeError):  # other systems have none of this
        system = os.statvfs(MEMORY)
        with open("/proc/meminfo", "rb") as file:
            free = next(int(line.split()[1]) << 10 for line in file if line.startswith(b"MemAvailable:"))
        if os.access(MEMORY, os.W_OK | os.X_OK):
            room = min(_MOST, system.f_bavail * system.f_frsize // _PART, free // _PART)
    return room
