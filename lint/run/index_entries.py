"""What is found of posts by number: numbers of keys, and of those who have them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from lint.primitives.fact import COUNTED, PLACES, KnownFact
from lint.run.cache_database import Statement
from lint.run.index_rows import Post, counted_ids, key_id, names_of, post_id

# How many rows one statement inserts. SQLite takes at least 999 values.
_AT_ONCE = 50


class Rows(NamedTuple):
    """Rows of a table, of a few numbers each.

    Parameters:
        table: its name.
        width: how many numbers a row has.
        numbers: those of all rows, one after the other: there may be millions.
    """

    table: str
    width: int
    numbers: array[int]

    def add(self, rows: Iterable[tuple[int, ...]]) -> None:
        """Add rows."""
        self.numbers.extend(chain.from_iterable(rows))

    def each(self) -> Iterator[tuple[int, ...]]:
        """Yield the rows."""
        return zip(*[iter(self.numbers)] * self.width, strict=True)

    def inserting(self) -> Iterator[Statement]:
        """Yield statements that insert them, many at once: one by one, they take half as long again."""
        row = f"({', '.join('?' * self.width)})"
        into = f"INSERT OR IGNORE INTO {self.table} VALUES"
        size = self.width * _AT_ONCE
        rest = len(self.numbers) - len(self.numbers) % size
        for rows, first, last in ((_AT_ONCE, 0, rest), (1, rest, len(self.numbers))):
            step = self.width * rows
            values = [tuple(self.numbers[at : at + step]) for at in range(first, last, step)]
            if values:
                yield f"{into} {', '.join([row] * rows)}", values


class Entries(NamedTuple):
    """What is found by number.

    Parameters:
        keys: each key of some posts with the value that is counted, and the post.
        wants: each post that wants something, with which of its wishes it is and a place that grants it.
        near: each name of a place of some posts, with the post.
    """

    keys: Rows
    wants: Rows
    near: Rows

    @classmethod
    def of_nothing(cls) -> Entries:
        """Return those of no posts, to which others can be added."""
        return cls(Rows("keys", 3, array("q")), Rows("wants", 3, array("q")), Rows("near", 2, array("q")))

    def count_all(self) -> int:
        """Return how many rows these are."""
        return sum(len(rows.numbers) // rows.width for rows in self)

    def extend(self, other: Entries) -> None:
        """Add those of other posts."""
        for rows, more in zip(self, other, strict=True):
            rows.numbers.extend(more.numbers)

    def inserting(self) -> Iterator[Statement]:
        """Yield the statements that insert them."""
        return chain.from_iterable(rows.inserting() for rows in self)

    def add(self, archive: bytes, path: bytes, facts: Sequence[KnownFact]) -> None:
        """Add what is found of a post: all of it, or nothing if there is an error.

        Parameters:
            archive: the archive of the post.
            path: its absolute path.
            facts: what it says.
        """
        number = post_id(archive, path)
        keys: set[tuple[int, int, int]] = set()
        wants: list[tuple[int, int, int]] = []
        near: set[tuple[int, int]] = set()
        for at, (kind, key, _, value, _, _, places, looks_inside) in enumerate(facts):
            if places:
                wants += [(number, at, key_id(archive, PLACES, place)) for place in dict.fromkeys(places)]
                if looks_inside:
                    wants.append((number, -1 - at, 0))
            elif key:
                if kind.endswith(COUNTED):
                    keys.add((*counted_ids(archive, kind, key, value), number))
                    continue
                keys.add((key_id(archive, kind, key), 0, number))
                if kind == PLACES:
                    stem, folder = names_of(key)
                    near.add((key_id(archive, *stem), number))
                    near.add((_folder_id(archive, *folder), number))
        self.keys.add(keys)
        self.wants.add(wants)
        self.near.add(near)


def entries(archive: bytes, posts: Iterable[Post]) -> Entries:
    """Return what is found of some posts by number."""
    found = Entries.of_nothing()
    for post in posts:
        found.add(archive, post.path, post.known_facts())
    return found


@lru_cache(maxsize=256)  # it is the same for all posts of a folder
def _folder_id(archive: bytes, kind: str, name: str) -> int:
    return key_id(archive, kind, name)
