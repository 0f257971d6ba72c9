"""The patterns of a `.gitignore`, matched in time that grows only with their length and that of the path.

All patterns of a file are one automaton whose states are the bits of a number, so that no pattern ever goes
back; sets of states that were reached before are remembered. Bytes are compared, as in git.
"""

import os
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Self

from lint.primitives.ignore_pattern import PatternError, State, parse

_SLASH: Final = ord("/")
# How much memory the sets of states may take, and how much one takes besides its number.
_LARGEST: Final = 16_000_000
_PER_NODE: Final = 4_000


class IgnorePatterns:
    """The patterns of one file, of which the last that matches decides.

    Parameters:
        lines: the patterns. As in git, a line that is empty, a comment or malformed matches nothing.
    """

    @classmethod
    def of_texts(cls, patterns: Iterable[str]) -> Self:
        """Return patterns that are written in a configuration."""
        return cls(os.fsencode(pattern) for pattern in patterns)

    @classmethod
    def of_file(cls, content: bytes) -> Self:
        """Return the patterns in the content of a file."""
        lines = content.removeprefix(BOM_UTF8).split(b"\n")
        return cls(line.removesuffix(b"\r") for line in lines)

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._automaton = _Automaton(lines)
        # A walk asks for the entries of one folder one after the other.
        self._folder = b""
        self._below: tuple[_Node, bool | None] = self._automaton.start(), None

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

    def _walk(self, folder: bytes) -> "tuple[_Node, bool | None]":
        """Return where the names in a folder begin, and the verdict on it or the nearest folder above."""
        node, verdict = self._automaton.start(), None
        for name in folder.split(b"/") if folder else ():
            for byte in name:
                node = node[byte]
            verdict = verdict if node.of_folder is None else node.of_folder
            node = node[_SLASH]
        return node, verdict


class _Node(dict[int, "_Node"]):
    """A set of states, with those that follow by the byte that leads to them."""

    __slots__ = ("_automaton", "_states", "of_file", "of_folder")

    def __init__(self, automaton: "_Automaton", states: int) -> None:
        super().__init__()
        self._automaton = automaton
        self._states = states
        self.of_file = automaton.verdict(states, is_folder=False)
        self.of_folder = automaton.verdict(states, is_folder=True)

    def __missing__(self, byte: int) -> "_Node":
        node = self[byte] = self._automaton.after(self._states, byte)
        return node


class _Automaton:
    """The states of all patterns, one after the other."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        states: list[State] = []
        first, last, last_of_folder = [], [], []
        self._negated: set[int] = set()
        for line in lines:
            try:
                pattern = parse(line)
            except PatternError:
                continue
            first.append(len(states))
            states += pattern.states
            end = len(states) - 1
            last_of_folder.append(end)
            if not pattern.folders_only:
                last.append(end)
            if pattern.negated:
                self._negated.add(end)
        self._size = len(states) // 8 + 1
        self._first, self._last, self._last_of_folder = map(self._bits, (first, last, last_of_folder))
        self._stays = self._bits(i for i, state in enumerate(states) if state.stays)
        self._stays_at_slash = self._bits(i for i, state in enumerate(states) if state.stays_at_slash)
        self._optional = self._bits(i for i, state in enumerate(states) if state.optional)
        # The states that a byte leads on from: that take it alone, or among others.
        self._taking: defaultdict[int, list[int]] = defaultdict(list)
        self._taking_several: list[tuple[int, int]] = []
        for i, state in enumerate(states):
            if state.takes & (state.takes - 1):
                self._taking_several.append((i, state.takes))
            elif state.takes:
                self._taking[state.takes.bit_length() - 1].append(i)
        self._steps: dict[int, int] = {}
        self._nodes: dict[int, _Node] = {}
        self._most_nodes = max(_LARGEST // (_PER_NODE + self._size), 16)

    def start(self) -> _Node:
        """Return where a path begins."""
        return self._node(self._entered(self._first))

    def after(self, states: int, byte: int) -> _Node:
        """Return where a byte leads to."""
        step = self._steps.get(byte)
        if step is None:
            several = (i for i, takes in self._taking_several if takes >> byte & 1)
            step = self._steps[byte] = self._bits((*self._taking[byte], *several))
        moved = self._entered((states & step) << 1)
        return self._node(moved | (states & (self._stays_at_slash if byte == _SLASH else self._stays)))

    def verdict(self, states: int, *, is_folder: bool) -> bool | None:
        """Return the verdict of the last pattern that matches a path with these states at its end."""
        ends = states & (self._last_of_folder if is_folder else self._last)
        return ends.bit_length() - 1 not in self._negated if ends else None

    def _entered(self, states: int) -> int:
        """Return the states with those that are reached at the same time."""
        return states | (states & self._optional) << 1

    def _node(self, states: int) -> _Node:
        node = self._nodes.get(states)
        if node is None:
            if len(self._nodes) >= self._most_nodes:
                for each in self._nodes.values():
                    each.clear()
                self._nodes.clear()
            node = self._nodes[states] = _Node(self, states)
        return node

    def _bits(self, places: Iterable[int]) -> int:
        bits = bytearray(self._size)
        for place in places:
            bits[place // 8] |= 1 << place % 8
        return int.from_bytes(bits, "little")
