"""The files to lint. An archive has up to millions, so their names are kept folder by folder."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice
from operator import itemgetter
from typing import NamedTuple, overload

# Up to how many names are taken apart to get at one of them.
_MOST = 1000
# No name contains it.
_BETWEEN = "\0"


class Target(NamedTuple):
    """One file to lint.

    Parameters:
        filename: the path to show: `/`-separated, relative to the working directory for files inside it.
        path: the path to open; bytes that are not UTF-8 are kept as lone surrogates (PEP 383).
        top: the argument that it was found under: the root of an archive without a recognised site.
        folder: the folder of `path`.
    """

    filename: str
    path: str
    top: str
    folder: str

    @classmethod
    def at(cls, filename: str, path: str, top: str) -> Target:
        """Return the target of a path."""
        return cls(filename, path, top, os.path.dirname(path))


class Place(NamedTuple):
    """What files of a folder have in common.

    Parameters:
        shown: what comes before their names in `filename`.
        opened: the same in `path`.
        top, folder: as of a target.
    """

    shown: str
    opened: str
    top: str
    folder: str

    def target(self, name: str) -> Target:
        """Return the file with a name."""
        return Target(self.shown + name, self.opened + name, self.top, self.folder)


class Batch(NamedTuple):
    """Consecutive files of a folder.

    Parameters:
        place: the folder.
        joined: their names, with zeros between.
        size: how many there are, at least one.
    """

    place: Place
    joined: str
    size: int

    @property
    def names(self) -> list[str]:
        """Their names."""
        return self.joined.split(_BETWEEN)

    def targets(self) -> list[Target]:
        """Return the files."""
        shown, opened, top, folder = self.place
        if shown == opened:  # one string for both
            return [Target(path, path, top, folder) for path in [shown + name for name in self.names]]
        return [Target(shown + name, opened + name, top, folder) for name in self.names]


class Targets(Sequence[Target]):
    """Files in order, of which each is made when it is asked for.

    Parameters:
        batches: the files.
    """

    def __init__(self, batches: Iterable[Batch] = ()) -> None:
        self.batches = list(batches)
        self._ends = list(accumulate(batch.size for batch in self.batches))
        self._last: tuple[int, list[Target]] = (-1, [])

    @classmethod
    def of(cls, targets: Iterable[Target]) -> Targets:
        """Return the same files in the same order."""
        if isinstance(targets, Targets):
            return targets
        batches: list[Batch] = []
        for place, some in groupby(map(_parts, targets), itemgetter(0)):
            batches += batches_of(place, [name for _, name in some])
        return cls(batches)

    def places(self) -> list[tuple[str, str]]:
        """Return each folder and top, once: most settings are the same for all files of one."""
        return list(dict.fromkeys((batch.place.folder, batch.place.top) for batch in self.batches))

    def by_place(self) -> dict[tuple[str, str], list[Batch]]:
        """Return the files by folder and top."""
        found: dict[tuple[str, str], list[Batch]] = {}
        for batch in self.batches:
            found.setdefault((batch.place.folder, batch.place.top), []).append(batch)
        return found

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Target]:
        for batch in self.batches:
            yield from batch.targets()

    @overload
    def __getitem__(self, index: int) -> Target: ...

    @overload
    def __getitem__(self, index: slice) -> list[Target]: ...

    def __getitem__(self, index: int | slice) -> Target | list[Target]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return list(islice(self._from(start), max(stop - start, 0)))
            return [self[at] for at in range(start, stop, step)]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(f"there are {len(self)} files, but that at {index} is asked for")
        return next(self._from(at))

    def _from(self, start: int) -> Iterator[Target]:
        for number in range(bisect_right(self._ends, start), len(self.batches)):
            if self._last[0] != number:
                self._last = (number, self.batches[number].targets())
            targets = self._last[1]
            yield from targets[max(start - self._ends[number] + len(targets), 0) :]


class Gathered:
    """Files as they are found, in any order; of one that is found again, what was found first counts."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Place, list[str]]] = {}
        # The names in folders that are found again.
        self._known: dict[str, set[str]] = {}

    def __bool__(self) -> bool:
        return any(any(places.values()) for places in self._found.values())

    def add(self, place: Place, names: list[str]) -> None:
        """Add files of a folder; the list is kept."""
        if not names:
            return
        before = self._found.setdefault(place.shown, {})
        if before:
            known = self._known.get(place.shown)
            if known is None:
                known = self._known[place.shown] = {name for some in before.values() for name in some}
            names = [name for name in names if name not in known]
            known.update(names)
        if place in before:
            before[place] += names
        else:
            before[place] = names

    def clear(self) -> None:
        """Forget all files."""
        self._found.clear()
        self._known.clear()

    def in_order(self) -> Targets:
        """Return the files, sorted by what is shown of them."""
        batches: list[Batch] = []
        cuts = self._cuts()
        for shown, places in self._found.items():
            for place, names in _runs(places):
                ends = sorted({bisect_left(names, cut) for cut in cuts.get(shown, ())} | {len(names)})
                for start, end in zip([0, *ends], ends, strict=False):
                    batches += batches_of(place, names[start:end])
        batches.sort(key=lambda batch: batch.place.shown + batch.joined.partition(_BETWEEN)[0])
        return Targets(batches)

    def _cuts(self) -> dict[str, list[str]]:
        """Return where files of folders below come between those of a folder, by what is shown of it."""
        cuts: dict[str, list[str]] = {}
        done: set[str] = set()
        for shown in self._found:
            below = shown
            while below and below not in done:
                done.add(below)
                above = below[: below.rfind("/", 0, -1) + 1]
                if above in self._found:
                    cuts.setdefault(above, []).append(below[len(above) :])
                below = above
        return cuts


def batches_of(place: Place, names: Sequence[str]) -> Iterator[Batch]:
    """Yield files of a folder."""
    for start in range(0, len(names), _MOST):
        some = names[start : start + _MOST]
        yield Batch(place, _BETWEEN.join(some), len(some))


def _runs(places: dict[Place, list[str]]) -> Iterator[tuple[Place, list[str]]]:
    """Yield the files of a folder in order; those that were found under other arguments are between them."""
    if len(places) == 1:
        for place, names in places.items():
            yield place, sorted(names)
        return
    every = sorted((name, place) for place, names in places.items() for name in names)
    for place, some in groupby(every, itemgetter(1)):
        yield place, [name for name, _ in some]


def _parts(target: Target) -> tuple[Place, str]:
    """Return the place of a file, and its name."""
    name = target.path[target.path.rfind(os.sep) + 1 :]
    if not target.filename.endswith(name):
        name = ""
    end = -len(name) or None
    return Place(target.filename[:end], target.path[:end], target.top, target.folder), name
