"""What is known of an archive's folders without looking at their files: a process that stays was told.

Only `lint --daemon` knows anything; see `lint.daemon`.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import Protocol


class Notices(Protocol):
    """What the system said has happened in folders."""

    @property
    def code(self) -> bytes:
        """The digest of the times of installed code, which was loaded then."""

    def begin(self, listing: bytes, folders: Collection[bytes]) -> None:
        """Ask about an archive's folders, and have the system tell of them from now on.

        Parameters:
            listing: stands for all that is stored of the archive's files.
            folders: their absolute paths.
        """

    def is_quiet(self, folder: bytes, status: os.stat_result) -> bool:
        """Return whether no file of a folder can have changed since an earlier run stored this listing.

        Parameters:
            status: the folder's, as it is now.
        """

    def looked(self, listing: bytes, folders: Collection[bytes], unsure: Collection[bytes]) -> None:
        """Note that all that was not quiet was looked at, and is stored.

        Parameters:
            listing: stands for what is stored now.
            folders: those whose files were looked at.
            unsure: those of them that must be looked at again: a file may have changed without a trace.
        """


_heard: Notices | None = None


def heard() -> Notices | None:
    """Return what this process was told; `None` if it has to look by itself."""
    return _heard


def hear(notices: Notices) -> None:
    """Let this process, which does one run, believe what it was told."""
    global _heard  # noqa: PLW0603 - a process does one run
    _heard = notices
