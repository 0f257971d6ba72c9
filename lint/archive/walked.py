"""A walk over folders is kept for the index, which looks at the same ones."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import Protocol

# Of how many files and folders a walk is kept: they take memory.
_MOST = 200_000


class Sees(Protocol):
    """Who walks, and takes note of what is there."""

    def see(self, folder: str, top: str, taken: Sequence[str], entries: Sequence[os.DirEntry[str]]) -> None:
        """Take note of a folder's files."""

    def pass_over(self, folder: str) -> None:
        """Take note of a folder that cannot be listed."""

    def pass_by(self, folder: os.DirEntry[str]) -> None:
        """Take note of a folder without files to lint."""


class Walked:
    """What was seen below a folder.

    Attributes:
        began: when the walk began, in nanoseconds: whatever has changed since may not have been seen.
        is_whole: whether all of it is kept.
    """

    def __init__(self) -> None:
        self.began = time.time_ns()
        self.is_whole = True
        self._left = _MOST
        self._folders: list[tuple[str, str, Sequence[str], Sequence[os.DirEntry[str]]]] = []
        self._passed_over: list[str] = []
        self._passed_by: list[os.DirEntry[str]] = []

    def see(self, folder: str, top: str, taken: Sequence[str], entries: Sequence[os.DirEntry[str]]) -> None:
        """Keep a folder's files."""
        self._left -= len(entries)
        if self._left < 0:
            self.is_whole = False
            self._folders.clear()
        else:
            self._folders.append((folder, top, taken, entries))

    def pass_over(self, folder: str) -> None:
        """Keep a folder that cannot be listed."""
        self._passed_over.append(folder)

    def pass_by(self, folder: os.DirEntry[str]) -> None:
        """Keep a folder without files to lint."""
        self._passed_by.append(folder)

    def tell(self, other: Sees) -> None:
        """Tell what was seen, as if another one had walked."""
        for seen in self._folders:
            other.see(*seen)
        for folder in self._passed_over:
            other.pass_over(folder)
        for entry in self._passed_by:
            other.pass_by(entry)
