"""What is found of posts by number: numbers of keys, and of those who have them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from lint.primitives.fact import COUNTED, PLACES, KnownFact
from lint.run.cache_database import Statement
from lint.run.index_rows import Post, key_id, names_of, numbers_of, post_id

# How many rows one statement inserts. SQLite takes at least 999 values.
_AT_ONCE = 50


class Entries(NamedTuple):
    """What is found by number. Another process gets the numbers as they are in memory: there are many.

    Parameters:
        keys: each key of some posts with the value that is counted, and the post.
        wants: each post that wants something, with which of its wishes it is and a place that grants it.
        near: each name of a place of some posts, with the post.
    """

    keys: list[tuple[int, int, int]]
    wants: list[tuple[int, int, int]]
    near: list[tuple[int, int]]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how this is made in another process."""
        return _unpacked, tuple(array("q", chain.from_iterable(rows)).tobytes() for rows in self)

    def count_all(self) -> int:
        """Return how many rows these are."""
        return len(self.keys) + len(self.wants) + len(self.near)

    def extend(self, other: Entries) -> None:
        """Add those of other posts."""
        self.keys.extend(other.keys)
        self.wants.extend(other.wants)
        self.near.extend(other.near)

    def sort(self) -> None:
        """Sort them, so that each is inserted where the last one was."""
        for rows in self:
            rows.sort()

    def inserting(self) -> Iterator[Statement]:
        """Yield the statements that insert them."""
        yield from _inserting("keys", self.keys)
        yield from _inserting("wants", self.wants)
        yield from _inserting("near", self.near)

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
                    keys.add((*numbers_of(archive, (kind, key, value)), number))
                    continue
                keys.add((key_id(archive, kind, key), 0, number))
                if kind == PLACES:
                    stem, folder = names_of(key)
                    near.add((key_id(archive, *stem), number))
                    near.add((_folder_id(archive, *folder), number))
        self.keys.extend(keys)
        self.wants.extend(wants)
        self.near.extend(near)


def entries(archive: bytes, posts: Iterable[Post]) -> Entries:
    """Return what is found of some posts by number, in order."""
    found = Entries([], [], [])
    for post in posts:
        found.add(archive, post.path, post.known_facts())
    found.sort()
    return found


def _inserting(table: str, rows: Sequence[tuple[int, ...]]) -> Iterator[Statement]:
    """Yield statements that insert rows, many at once: one by one, they take half as long again."""
    row = f"({', '.join('?' * len(rows[0]))})" if rows else ""
    rest = len(rows) - len(rows) % _AT_ONCE
    into = f"INSERT OR IGNORE INTO {table} VALUES"
    if rest:
        groups = [tuple(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, rest, _AT_ONCE)]
        yield f"{into} {', '.join([row] * _AT_ONCE)}", groups
    if rows[rest:]:
        yield f"{into} {row}", rows[rest:]


def _unpacked(keys: bytes, wants: bytes, near: bytes) -> Entries:
    of_keys, of_wants, of_near = (array("q", numbers) for numbers in (keys, wants, near))
    return Entries(
        list(zip(of_keys[::3], of_keys[1::3], of_keys[2::3], strict=True)),
        list(zip(of_wants[::3], of_wants[1::3], of_wants[2::3], strict=True)),
        list(zip(of_near[::2], of_near[1::2], strict=True)),
    )


@lru_cache(maxsize=256)  # it is the same for all posts of a folder
def _folder_id(archive: bytes, kind: str, name: str) -> int:
    return key_id(archive, kind, name)
