"""How many findings of each cause each month, source and host has."""

from collections.abc import Iterable

# How many names are counted by themselves; findings of others are added up.
MOST_NAMES = 50_000
# A cause is the number that a code with a severity is given when it is first seen.
_Cells = dict[int, int]


class Totals:
    """Counts by name and cause.

    Memory is bounded: of more than `MOST_NAMES` names, the later ones count as others.
    """

    def __init__(self) -> None:
        self._cells: dict[str, _Cells] = {}
        self._others: _Cells = {}
        self._more = False

    def add(self, name: str, cause: int) -> None:
        """Count a finding."""
        cells = self._cells.get(name)
        if cells is None:
            if len(self._cells) < MOST_NAMES:
                cells = self._cells[name] = {}
            else:
                cells, self._more = self._others, True
        cells[cause] = cells.get(cause, 0) + 1

    def table(self, causes: list[int], most: int, *, by_name: bool) -> "Table":
        """Return the names that have most, and what all others have together.

        Parameters:
            causes: the number that each cause has in the table.
            most: how many names it has.
            by_name: whether they are in the order of names; else those with the most findings come first.
        """
        order = sorted(self._cells, key=lambda name: (-sum(self._cells[name].values()), name))
        names = sorted(order[:most]) if by_name else order[:most]
        cells = [_numbered(self._cells[name].items(), causes) for name in names]
        rest: _Cells = dict(self._others)
        for name in order[most:]:
            for cause, count in self._cells[name].items():
                rest[cause] = rest.get(cause, 0) + count
        if rest:
            cells.append(_numbered(rest.items(), causes))
        return Table(names, cells, len(order) - len(names), at_least=self._more)


class Table:
    """Counts by name and cause, as the page has them.

    Parameters:
        names: the names.
        cells: of each name: cause, count, cause, count and so on; if there are others, theirs come last.
        others: how many other names there are.
        at_least: whether there are more.
    """

    def __init__(self, names: list[str], cells: list[list[int]], others: int, *, at_least: bool) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self._names, self._cells, self._others, self._at_least = names, cells, others, at_least

    def at(self, name: str) -> int:
        """Return the number of a name, or that of the others."""
        return self._at.get(name, len(self._names))

    def data(self) -> dict[str, object]:
        """Return the table for the page."""
        return {
            "names": self._names,
            "cells": self._cells,
            "others": self._others,
            "atLeast": self._at_least,
        }


def _numbered(counts: Iterable[tuple[int, int]], causes: list[int]) -> list[int]:
    pairs = sorted((causes[cause], count) for cause, count in counts)
    return [number for pair in pairs for number in pair]
