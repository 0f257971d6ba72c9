"""Which posts have anything in common with others: found by queries over all keys, so it is stored."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from lint.run.cache_database import Database, Statement
from lint.run.index_rows import SHARED_KEYS, checksum_of, is_sound

TABLE = """CREATE TABLE entangled (
  archive BLOB NOT NULL PRIMARY KEY, state BLOB NOT NULL, posts BLOB NOT NULL, keys BLOB NOT NULL,
  checksum BLOB NOT NULL
)"""
_WITH = "SELECT post FROM keys WHERE key = ? AND value = ?"
_LACKING = "SELECT post FROM wants GROUP BY post, wish HAVING NOT max(key IN (SELECT key FROM keys))"

# What was found by other queries, of another version, is no answer to these.
_FOUND_BY = checksum_of(SHARED_KEYS, _WITH, _LACKING)


class Entangled(NamedTuple):
    """Numbers of what has to be judged.

    Parameters:
        posts: those with a key that may be judged, or that is missing.
        keys: of a key whose values are counted, a number stands for the key with the value.
    """

    posts: frozenset[int]
    keys: frozenset[int]


def find(database: Database) -> Entangled:
    """Return what is entangled in all archives."""
    keys = database.read(SHARED_KEYS, ())
    with_key = chain.from_iterable(database.read(_WITH, key) for key in keys)
    posts = frozenset(post for (post,) in chain(database.read(_LACKING, ()), with_key))
    return Entangled(posts, frozenset(key ^ value for key, value in keys))


def stored(database: Database, archive: bytes, state: bytes) -> Entangled | None:
    """Return what was found when an archive was in this state; `None` if nothing was."""
    query = "SELECT archive, state, posts, keys, checksum FROM entangled WHERE archive = ? AND state = ?"
    for *row, checksum in database.read(query, (archive, state + _FOUND_BY)):
        if is_sound(checksum, (bytes, bytes, bytes, bytes), *row):
            return Entangled(_unpacked(row[2]), _unpacked(row[3]))
    return None


def storing(archive: bytes, state: bytes, found: Entangled) -> Statement:
    """Return the statement that stores what was found."""
    row = (archive, state + _FOUND_BY, _packed(found.posts), _packed(found.keys))
    return "INSERT OR REPLACE INTO entangled VALUES (?, ?, ?, ?, ?)", [(*row, checksum_of(*row))]


def _packed(numbers: Iterable[int]) -> bytes:
    return array("q", numbers).tobytes()


def _unpacked(data: bytes) -> frozenset[int]:
    numbers = array("q")
    numbers.frombytes(data)
    return frozenset(numbers)
