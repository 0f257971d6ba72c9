"""Which words differ between two texts, in time that is bounded whatever they are."""

import re
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from lint.primitives.patterns import regex

KEPT, REMOVED, ADDED = " ", "-", "+"
# A word of an alphabet, spaces alike, or one character; Chinese and Japanese have no spaces between words.
_WORD = regex(r"[^\W\u0e00-\u0eff\u1000-\u109f\u2e80-\U0010ffff]++|\r\n|\r|\n|[^\S\r\n]++|.", re.DOTALL)
_LINE = regex(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
# About a second. What is left then counts as replaced.
_MOST_STEPS = 4_000_000
_SHORT = 1


class Part(NamedTuple):
    """A part of a text that is kept, removed or added."""

    kind: str
    text: str


class Budget:
    """How many comparisons are left for a file."""

    def __init__(self, steps: int = _MOST_STEPS) -> None:
        self.steps = steps


class _Matcher(SequenceMatcher[str]):
    """Finds no more matches once the budget is spent: `difflib` takes the square of the length, or worse."""

    def __init__(self, before: Sequence[str], after: Sequence[str], budget: Budget) -> None:
        super().__init__(None, before, after)
        self._length = len(before)
        places = self.b2j  # type: ignore[attr-defined]  # documented, but not in the stubs
        self._cost = [0, *accumulate(1 + len(places.get(each, ())) for each in before)]
        self._budget = budget

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        cost = self._cost[self._length if ahi is None else ahi] - self._cost[alo]
        if cost > self._budget.steps:
            return Match(alo, blo, 0)
        self._budget.steps -= cost
        return super().find_longest_match(alo, ahi, blo, bhi)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, as editors count them, each with its end."""
    return _LINE.findall(text)


def changes(before: str, after: str) -> Iterator[tuple[int, list[Part]]]:
    """Yield each group of lines that differ, as its parts, with the number of its first line in `before`."""
    budget = Budget()
    old, new = lines_of(before), lines_of(after)
    for kind, start, end, new_start, new_end in _opcodes(old, new, budget):
        if kind != "equal":
            yield (
                start + 1,
                _words("".join(old[start:end]), "".join(new[new_start:new_end]), budget),
            )


def _opcodes(
    before: Sequence[str], after: Sequence[str], budget: Budget
) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield how one becomes the other, as `difflib` does; what is alike at both ends costs little."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    most -= head
    tail = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    inner = before[head : len(before) - tail], after[head : len(after) - tail]
    yield "equal", 0, head, 0, head
    for kind, *at in _Matcher(*inner, budget).get_opcodes():
        start, end, new_start, new_end = (head + each for each in at)
        yield kind, start, end, new_start, new_end
    yield "equal", len(before) - tail, len(before), len(after) - tail, len(after)


def _words(before: str, after: str, budget: Budget) -> list[Part]:
    """Return the parts of two texts, none of them empty; neighbours differ in their kind."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[list[str]] = []  # what is kept, removed and added, again and again
    for kind, start, end, new_start, new_end in _opcodes(old, new, budget):
        kept = "".join(old[start:end])
        if kind == "equal" and kept:
            is_short = len(kept) <= _SHORT and not kept.isspace()
            if is_short and parts and any(parts[-1][1:]) and new_end < len(new) and end < len(old):
                # One letter between two changes is no more than chance.
                parts[-1][1] += kept
                parts[-1][2] += kept
            else:
                parts.append([kept, "", ""])
        elif kind != "equal":
            parts = parts or [["", "", ""]]
            parts[-1][1] += kept
            parts[-1][2] += "".join(new[new_start:new_end])
    kinds = KEPT, REMOVED, ADDED
    return [Part(kind, text) for each in parts for kind, text in zip(kinds, each, strict=True) if text]
