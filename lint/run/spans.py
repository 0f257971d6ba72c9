"""Files of a run in order, some of them known: which of them are linted together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lint.run.chunk import Keys

# So many known files in a row are not part of a chunk: its result is waited for before they are written.
_GAP = 64


class Spanned(NamedTuple):
    """Consecutive files.

    Parameters:
        start, stop: the first, and the one after the last.
        keys: where to store the results of those to lint.
        known: those whose part of the report is known.
    """

    start: int
    stop: int
    keys: Keys | None
    known: frozenset[int]

    @property
    def is_known(self) -> bool:
        """Whether none of them is to be linted."""
        return len(self.known) == self.stop - self.start


def spans(keys: Sequence[Keys | None], known: Sequence[bool], size: int) -> Iterator[Spanned]:
    """Yield files that are known, and chunks of up to `size` files to lint, with the known ones between them.

    Posts that share something with others are anywhere between the rest. A chunk for each would take longer
    than to judge it.

    Parameters:
        keys: where to store the results of each file.
        known: whether its part of the report is known.
    """
    start = 0
    while start < len(known):
        stop = start
        if known[start]:
            while stop < len(known) and known[stop]:
                stop += 1
        else:
            at, linted = start, 0
            while at < len(known) and linted < size and at - stop < _GAP:
                if not known[at]:
                    if keys[at] != keys[start]:
                        break
                    stop, linted = at + 1, linted + 1
                at += 1
        yield Spanned(start, stop, keys[start], frozenset(at for at in range(start, stop) if known[at]))
        start = stop
