"""The index of a run on a cluster, in databases by the hash of a key: asked like that of a cache."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from lint.archive.sites import Sites
from lint.cluster.job import Job
from lint.cluster.shuffle import bucket_of
from lint.config.nearest import ConfigCache
from lint.primitives.blake2 import blake2b
from lint.primitives.fact import LEAST_COMMON, MOST_RARE, SORTS, Key
from lint.run.archive_index import ArchiveIndex
from lint.run.index_reader import MANY
from lint.run.index_rows import Post, numbers_of
from lint.run.index_store import IndexStore

_ALIKE, _RARE, _COMMON, _ = range(len(SORTS))
_SORT = 3
_POST = "SELECT path, content, made_by, facts FROM posts WHERE id = ?"


def archive_of(root: str) -> bytes:
    """Return what stands for an archive in the buckets."""
    return blake2b(os.fsencode(root), digest_size=16).digest()


class Buckets(IndexStore):
    """Answers from the buckets of a run what a judge asks; nothing is written, so any process may read.

    Parameters:
        job: the run.
    """

    def __init__(self, job: Job) -> None:  # there is no database that the tables of the cache are in
        self._job = job
        self._open: dict[int, sqlite3.Connection] = {}

    def close(self) -> None:
        """Close the buckets that were asked."""
        for database in self._open.values():
            database.close()
        self._open.clear()

    def is_shared(self, key: int, value: int) -> bool:
        """Return whether a key, with the value if it is counted, may be judged."""
        sort = key & _SORT
        if sort > _COMMON:
            query = "SELECT 1 FROM counts WHERE key = ? AND value NOT IN (0, ?) LIMIT 1"
            return bool(value and self._ask(key, query, (key, value)))
        count = self.count_value(key, value)
        if sort == _COMMON:
            return value != 0 and count >= LEAST_COMMON
        return count > 1 and (sort == _ALIKE or count <= MOST_RARE)

    def post(self, number: int, archive: bytes) -> Post | None:  # noqa: ARG002 - the number is of one archive
        """Return a post by its number."""
        return next((Post(*row) for row in self._ask(number, _POST, (number,))), None)

    def posts(self, numbers: Sequence[int], archive: bytes) -> list[Post]:
        """Return the posts with some numbers, as far as they are there."""
        found = (self.post(number, archive) for number in numbers)
        return [post for post in found if post is not None]

    def numbers_with(self, key: int, most: int) -> list[int]:
        """Return the numbers of the first posts by path that have a key, at most so many."""
        return self._numbers(key, 0, most)

    def with_key(self, number: int, archive: bytes, most: int) -> tuple[list[Post], int]:
        """Return the first posts by path that have a key, and how many have it."""
        return self._listed(number, 0, archive, most), self.count(number)

    def with_value(self, key: int, value: int, archive: bytes, most: int) -> list[Post]:
        """Return the first posts by path that have a key with a value."""
        return self._listed(key, value, archive, most)

    def count(self, key: int) -> int:
        """Return how many posts have a key."""
        ((count,),) = self._ask(key, "SELECT total(posts) FROM counts WHERE key = ?", (key,))
        return int(count)

    def count_value(self, key: int, value: int) -> int:
        """Return how many posts have a key with a value."""
        rows = self._ask(key, "SELECT posts FROM counts WHERE key = ? AND value = ?", (key, value))
        return int(rows[0][0]) if rows else 0

    def values(self, key: int, most: int) -> dict[int, int]:
        """Return the values of a key that most posts have, and how many have each."""
        query = (
            "SELECT value, posts FROM counts WHERE key = ? AND value <> 0 ORDER BY posts DESC, value LIMIT ?"
        )
        return dict(self._ask(key, query, (key, most)))

    def has_any(self, numbers: Sequence[int]) -> bool:
        """Return whether any post or file has one of some keys."""
        query = "SELECT 1 FROM counts WHERE key = ? LIMIT 1"
        return any(self._ask(number, query, (number,)) for number in numbers)

    def near(self, number: int, most: int) -> list[int]:
        """Return the numbers of posts and files with a place whose name has a number, the first by path."""
        query = "SELECT post FROM near WHERE key = ? ORDER BY place LIMIT ?"
        return [post for (post,) in self._ask(number, query, (number, most))]

    def is_text_only(self, archive: bytes) -> bool:
        """Return whether there are many posts, but no image or other asset."""
        query = "SELECT posts, assets FROM archives WHERE archive = ?"
        rows = [
            row for bucket in range(self._job.buckets) for row in self._of(bucket).execute(query, (archive,))
        ]
        return not any(assets for _, assets in rows) and sum(posts for posts, _ in rows) > MANY

    def _listed(self, key: int, value: int, archive: bytes, most: int) -> list[Post]:
        return self.posts(self._numbers(key, value, most), archive)

    def _numbers(self, key: int, value: int, most: int) -> list[int]:
        query = "SELECT post FROM listed WHERE key = ? AND value = ? ORDER BY place LIMIT ?"
        return [number for (number,) in self._ask(key, query, (key, value, most))]

    def _ask(self, number: int, query: str, values: Iterable[Any]) -> list[Any]:
        return self._of(bucket_of(number, self._job.buckets)).execute(query, tuple(values)).fetchall()

    def _of(self, bucket: int) -> sqlite3.Connection:
        """Return a bucket; as no one writes to it any more, it needs no locks, which network folders lack."""
        if bucket not in self._open:
            place = f"file:{quote(self._job.place('bucket', bucket))}?mode=ro&immutable=1"
            self._open[bucket] = sqlite3.connect(place, uri=True)
        return self._open[bucket]


class BucketIndex(ArchiveIndex):
    """An archive's index in the buckets of a run."""

    def __init__(self, buckets: Buckets, root: str, configs: ConfigCache, sites: Sites) -> None:
        super().__init__(buckets, archive_of(root), root, configs, sites)
        self._buckets = buckets

    def _may_be_judged(self, shared_by: Key) -> bool:
        return self._buckets.is_shared(*numbers_of(self.archive, shared_by))
