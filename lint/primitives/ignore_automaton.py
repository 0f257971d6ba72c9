"""An automaton for many patterns of `.gitignore` at once.

The states of all patterns are the bits of a number, so that no pattern ever goes back. Sets of states
that were reached before are remembered. Bytes are compared, as in git.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lint.primitives.ignore_pattern import PatternError, State, parse

SLASH: Final = ord("/")
# How much memory the sets of states may take, and how much one takes besides its number.
_LARGEST: Final = 16_000_000
_PER_NODE: Final = 4_000


class Node(dict[int, "Node"]):
    """A set of states, with those that follow by the byte that leads to them."""

    __slots__ = ("_automaton", "_states", "of_file", "of_folder")

    def __init__(self, automaton: "Automaton", states: int) -> None:
        super().__init__()
        self._automaton = automaton
        self._states = states
        self.of_file = automaton.verdict(states, is_folder=False)
        self.of_folder = automaton.verdict(states, is_folder=True)

    def __missing__(self, byte: int) -> "Node":
        node = self[byte] = self._automaton.after(self._states, byte)
        return node


class Automaton:
    """The states of all patterns, one after the other.

    Parameters:
        lines: the patterns.

    Attributes:
        size: the length of a set of states, in bytes.
        nodes: the sets of states that are remembered, at most `most_nodes`.
    """

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
        self.size = len(states) // 8 + 1
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
        self.nodes: dict[int, Node] = {}
        self.most_nodes = max(_LARGEST // (_PER_NODE + self.size), 16)

    def start(self) -> Node:
        """Return where a path begins."""
        return self._node(self._entered(self._first))

    def after(self, states: int, byte: int) -> Node:
        """Return where a byte leads to."""
        step = self._steps.get(byte)
        if step is None:
            several = (i for i, takes in self._taking_several if takes >> byte & 1)
            step = self._steps[byte] = self._bits((*self._taking[byte], *several))
        moved = self._entered((states & step) << 1)
        return self._node(moved | (states & (self._stays_at_slash if byte == SLASH else self._stays)))

    def verdict(self, states: int, *, is_folder: bool) -> bool | None:
        """Return the verdict of the last pattern that matches a path with these states at its end."""
        ends = states & (self._last_of_folder if is_folder else self._last)
        return ends.bit_length() - 1 not in self._negated if ends else None

    def _entered(self, states: int) -> int:
        """Return the states with those that are reached at the same time."""
        return states | (states & self._optional) << 1

    def _node(self, states: int) -> Node:
        node = self.nodes.get(states)
        if node is None:
            if len(self.nodes) >= self.most_nodes:
                for each in self.nodes.values():
                    each.clear()
                self.nodes.clear()
            node = self.nodes[states] = Node(self, states)
        return node

    def _bits(self, places: Iterable[int]) -> int:
        bits = bytearray(self.size)
        for place in places:
            bits[place // 8] |= 1 << place % 8
        return int.from_bytes(bits, "little")
