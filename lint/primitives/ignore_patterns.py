"""The patterns of a `.gitignore`, matched in time that grows only with their length and that of the path."""

import os
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import Self

from lint.primitives.ignore_automaton import SLASH, Automaton, Node


class IgnorePatterns:
    """The patterns of one file, of which the last that matches decides.

    Parameters:
        lines: the patterns. As in git, a line that is empty, a comment or malformed matches nothing.
    """

    @classmethod
    def of_texts(cls, patterns: Iterable[str]) -> Self:
        """Return patterns that are written in a configuration."""
        # Configurations are UTF-8, and so are the names of files, whatever the locale says.
        return cls(pattern.encode("utf-8", "surrogateescape") for pattern in patterns)

    @classmethod
    def of_file(cls, content: bytes) -> Self:
        """Return the patterns in the content of a file."""
        lines = content.removeprefix(BOM_UTF8).split(b"\n")
        return cls(line.removesuffix(b"\r") for line in lines)

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.automaton = Automaton(lines)
        # A walk asks for the entries of one folder one after the other.
        self._folder = b""
        self._below: tuple[Node, bool | None] = self.automaton.start(), None

    def decide(self, path: bytes) -> bool | None:
        """Return whether a path is ignored: by the last pattern that matches it, or the nearest folder above.

        Parameters:
            path: `/`-separated, relative to the folder of the patterns; that of a folder ends in a slash.

        Returns:
            `False` when the pattern begins with `!`; `None` when no pattern matches.
        """
        is_folder = path.endswith(b"/")
        folder, _, name = path[: len(path) - is_folder].rpartition(b"/")
        if folder != self._folder:
            self._folder, self._below = folder, self._walk(folder)
        node, verdict = self._below
        for byte in name:
            node = node[byte]
        own = node.of_folder if is_folder else node.of_file
        return verdict if own is None else own

    def matches(self, path: str) -> bool:
        """Return whether a path is ignored; it is written as for `decide`."""
        return bool(self.decide(os.fsencode(path)))

    def _walk(self, folder: bytes) -> "tuple[Node, bool | None]":
        """Return where the names in a folder begin, and the verdict on it or the nearest folder above."""
        node, verdict = self.automaton.start(), None
        for name in folder.split(b"/") if folder else ():
            for byte in name:
                node = node[byte]
            verdict = verdict if node.of_folder is None else node.of_folder
            node = node[SLASH]
        return node, verdict
