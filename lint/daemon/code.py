"""The program's own files: a daemon whose code is no longer what is installed must not go on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from lint.daemon.folders import Folders
from lint.primitives.errors import UserError
from lint.run import cache_key

_State = frozenset[tuple[str, int, int]]


class Code:
    """The files of the modules that are loaded, from when it is made.

    Attributes:
        times: the digest of the times of installed code.

    Raises:
        OSError: when the system tells of no folders.
    """

    def __init__(self) -> None:
        self.times = cache_key.code_times()
        self._folders = Folders()
        self._states: dict[bytes, _State] = {}
        self._is_stale = False

    def watch(self) -> None:
        """Watch the folders of all modules that are loaded by now."""
        new = folders_of_code() - self._states.keys()
        self._folders.watch(new)
        self._states.update((folder, _state(folder)) for folder in new)
        # What changed before it was watched is not what was loaded.
        self._is_stale |= cache_key.code_times() != self.times

    def has_changed(self) -> bool:
        """Return whether a file is not as it was, or a module may be found that was not."""
        changed = self._folders.changed()
        self._is_stale |= any(_state(each) != self._states.get(each) for each in changed)
        return self._is_stale


def folders_of_code() -> set[bytes]:
    """Return the folders of all modules that are loaded, and of all that plug-ins may have read, too.

    New modules would be found in those of `sys.path`.
    """
    files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    paths = {*filter(None, files), *sys.path}
    with suppress(UserError):  # a plug-in does not load, which runs report
        paths.update(filter(None, cache_key.plugin_files().split("\n")))
    return {
        os.fsencode(os.path.abspath(each if os.path.isdir(each) else os.path.dirname(each))) for each in paths
    }


def _state(folder: bytes) -> _State:
    """Return what changes with the files of a folder, and with the packages in it.

    Other programs write files of their own beside them, such as `.coverage` in a checkout.
    """
    try:
        with os.scandir(os.fsdecode(folder)) as entries:
            return frozenset(_told(entries))
    except OSError:
        return frozenset()


def _told(entries: Iterator[os.DirEntry[str]]) -> Iterator[tuple[str, int, int]]:
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if not entry.is_dir():
            status = entry.stat()
            yield entry.name, status.st_mtime_ns, status.st_size
        elif entry.name.isidentifier() or entry.name.endswith((".dist-info", ".egg-info")):
            yield entry.name, 0, 0
