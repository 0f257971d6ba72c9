"""The limits of a shell, such as `ulimit -v`: a run has those of its client, not those of the daemon."""

from __future__ import annotations

import os
import resource
from contextlib import suppress

_KINDS = tuple(getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_"))
# A run has more files open than the command has, which counts if there may be few.
_FEW_FILES = 64


def take(process: int) -> None:
    """Give this process the limits of another, and its niceness as far as the system allows.

    Raises:
        ValueError: if they are higher than this process may have.
        OSError: if a run cannot do with them.
    """
    for kind in _KINDS:
        wanted = resource.prlimit(process, kind)
        if kind == resource.RLIMIT_NOFILE and 0 <= wanted[0] < _FEW_FILES:
            raise PermissionError("too few files may be open")
        if wanted != resource.getrlimit(kind):
            resource.setrlimit(kind, wanted)
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, process))
