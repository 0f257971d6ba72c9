"""What the index has is read: archives, their files, what their posts say, and who says the same.

As everywhere in the cache, a row counts only if its types and its checksum are right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lint.run.cache_database import Database
from lint.run.file_rows import ASSETS, MARK, file_paths
from lint.run.index_rows import KnownArchive, Part, Post, Sum, is_sound, post_id

# From how many posts on an archive without images has them elsewhere.
MANY = 100
# How many posts are looked up with one query.
_AT_ONCE = 100


class IndexReader:
    """Reads the tables of the index."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_whole = True

    @property
    def is_lost(self) -> bool:
        """Whether it cannot be read, or something that had to be stored was not."""
        return not (self._is_whole and self._database.is_open)

    def archive(self, archive: bytes) -> KnownArchive | None:
        """Return what is known of an archive."""
        query = "SELECT state, deciding, parts, posts, checksum FROM archives WHERE archive = ?"
        rows = self._database.read(query, (archive,))
        for state, deciding, parts, posts, checksum in rows:
            if is_sound(checksum, (bytes, bytes, str), archive, state, deciding):
                try:
                    found = json.loads(deciding)
                except (ValueError, RecursionError):
                    return None
                if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
                    return KnownArchive(state, found, parts, posts)
        return None

    def listing(
        self, archive: bytes, known: KnownArchive, folders: Sequence[bytes] | None = None
    ) -> list[Part] | None:
        """Return the files of an archive, in the order of their folders; `None` unless all is there.

        Parameters:
            folders: only those of these folders, when it is known that all of the archive's are there.
        """
        ((posts,),) = self._database.read("SELECT count(*) FROM posts WHERE archive = ?", (archive,)) or [
            (-1,)
        ]
        if posts != known.posts:
            return None
        query = (
            "SELECT archive, folder, part, stamp, others, names, stamps, checksum FROM listings"
            " WHERE archive = ?"
        )
        if folders is None:
            rows = self._database.read(f"{query} ORDER BY folder, part", (archive,))
        else:
            query += " AND folder = ? ORDER BY part"
            rows = [row for folder in folders for row in self._database.read(query, (archive, folder))]
        kinds = (bytes, bytes, int, str, bytes, bytes, bytes)
        found = [Part(*row[1:-1]) for row in rows if is_sound(row[-1], kinds, *row[:-1])]
        return found if len(found) == (known.parts if folders is None else len(rows)) else None

    def listing_sums(self, archive: bytes) -> list[Sum]:
        """Return the checksums of what is stored of an archive's files."""
        query = "SELECT folder, part, checksum FROM listings WHERE archive = ?"
        kinds = (bytes, int, bytes)
        return [Sum(*row) for row in self._database.read(query, (archive,)) if tuple(map(type, row)) == kinds]

    def paths(self, archive: bytes) -> list[bytes]:
        """Return the paths of all posts of an archive that are stored."""
        rows = self._database.read("SELECT path FROM posts WHERE archive = ?", (archive,))
        return [path for (path,) in rows if type(path) is bytes]

    def count_posts(self, archive: bytes) -> int:
        """Return how many posts of an archive are stored, without the rows of other files."""
        query = f"SELECT count(*) FROM posts WHERE archive = ? AND instr(path, x'{MARK.hex()}') = 0"  # noqa: S608 - a constant
        return sum(count for (count,) in self._database.read(query, (archive,)))

    def file_paths(self, archive: bytes, folder: bytes) -> list[bytes]:
        """Return the paths under which the files of a folder are stored."""
        found: list[bytes] = []
        for path in file_paths(folder):
            if not self._database.read("SELECT 1 FROM posts WHERE id = ?", (post_id(archive, path),)):
                return found
            found.append(path)
        return found

    def known(self, archive: bytes, paths: Iterable[bytes]) -> dict[bytes, Post]:
        """Return what is stored of some posts, by path, to be replaced: damage does not matter."""
        was_whole = self._is_whole
        numbers = [post_id(archive, path) for path in paths]
        found = self._sound(archive, self._rows(numbers))
        self._is_whole = was_whole
        return {post.path: post for post in found}

    def _rows(self, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of some posts."""
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = (
                "SELECT archive, path, content, made_by, facts, checksum FROM posts"  # noqa: S608 - only marks
                f" WHERE id IN ({marks})"
            )
            yield from self._database.read(query, tuple(some))

    def post(self, number: int, archive: bytes) -> Post | None:
        """Return a post by its number."""
        query = "SELECT archive, path, content, made_by, facts, checksum FROM posts WHERE id = ?"
        return next(iter(self._sound(archive, self._database.read(query, (number,)))), None)

    def posts(self, numbers: Sequence[int], archive: bytes) -> list[Post]:
        """Return the posts with some numbers, as far as they are there, in any order."""
        return self._sound(archive, self._rows(numbers))

    def _sound(self, archive: bytes, rows: Iterable[tuple[Any, ...]]) -> list[Post]:
        """Return the posts in rows; one that is damaged has the whole archive read again."""
        posts = []
        for row in rows:
            if is_ours(archive, row):
                posts.append(Post(*row[1:-1]))
            elif row[0] == archive:
                self._is_whole = False
                self._database.write(("DELETE FROM listings WHERE archive = ?", [(archive,)]))
        return posts

    def numbers_with(self, key: int, most: int) -> list[int]:
        """Return the numbers of posts that have a key, at most so many, in any order."""
        query = "SELECT DISTINCT post FROM keys WHERE key = ? LIMIT ?"
        return [post for (post,) in self._database.read(query, (key, most))]

    def with_key(self, number: int, archive: bytes, most: int) -> tuple[list[Post], int]:
        """Return the first posts by path that have a key, and how many rows there are."""
        query = (
            "SELECT archive, path, content, made_by, facts, checksum FROM posts"
            " WHERE id IN (SELECT post FROM keys WHERE key = ?) ORDER BY path LIMIT ?"
        )
        rows = self._database.read(query, (number, most))
        posts = self._sound(archive, rows)
        if len(rows) < most:
            return posts, len(posts)
        ((count,),) = self._database.read("SELECT count(*) FROM keys WHERE key = ?", (number,)) or [(0,)]
        return posts, count

    def with_value(self, key: int, value: int, archive: bytes, most: int) -> list[Post]:
        """Return the first posts by path that have a key with a value."""
        query = (
            "SELECT archive, path, content, made_by, facts, checksum FROM posts"
            " WHERE id IN (SELECT post FROM keys WHERE key = ? AND value = ?) ORDER BY path LIMIT ?"
        )
        return self._sound(archive, self._database.read(query, (key, value, most)))

    def count(self, key: int) -> int:
        """Return how many rows have a key."""
        ((count,),) = self._database.read("SELECT count(*) FROM keys WHERE key = ?", (key,)) or [(0,)]
        return int(count)

    def count_value(self, key: int, value: int) -> int:
        """Return how many posts have a key with a value."""
        query = "SELECT count(*) FROM keys WHERE key = ? AND value = ?"
        ((count,),) = self._database.read(query, (key, value)) or [(0,)]
        return int(count)

    def values(self, key: int, most: int) -> dict[int, int]:
        """Return the values of a key that most posts have, and how many have each."""
        query = (
            "SELECT value, count(*) FROM keys WHERE key = ? AND value <> 0"
            " GROUP BY value ORDER BY count(*) DESC, value LIMIT ?"
        )
        return dict(self._database.read(query, (key, most)))

    def has_any(self, numbers: Sequence[int]) -> bool:
        """Return whether any post or file has one of some keys."""
        marks = ",".join("?" * len(numbers))
        query = f"SELECT 1 FROM keys WHERE key IN ({marks}) LIMIT 1"  # noqa: S608 - only question marks
        return bool(self._database.read(query, tuple(numbers)))

    def wanting(self, number: int, archive: bytes) -> list[Post]:
        """Return the posts that want a place, by path."""
        query = (
            "SELECT archive, path, content, made_by, facts, checksum FROM posts"
            " WHERE id IN (SELECT post FROM wants WHERE key = ?) ORDER BY path"
        )
        return self._sound(archive, self._database.read(query, (number,)))

    def is_text_only(self, archive: bytes) -> bool:
        """Return whether there are many posts, but no image or other asset: then these are kept elsewhere."""
        assets = self._database.read(
            "SELECT 1 FROM posts WHERE archive = ? AND content = ? LIMIT 1", (archive, ASSETS)
        )
        if assets:
            return False
        rows = self._database.read("SELECT count(*) FROM posts WHERE archive = ?", (archive,))
        return bool(rows and rows[0][0] > MANY)

    def near(self, number: int, most: int) -> list[int]:
        """Return the numbers of posts and files with a place whose name has a number, the first by path."""
        query = "SELECT id FROM posts WHERE id IN (SELECT post FROM near WHERE key = ?) ORDER BY path LIMIT ?"
        return [post for (post,) in self._database.read(query, (number, most))]


def is_ours(archive: bytes, row: Sequence[Any]) -> bool:
    """Return whether a row of `posts`, without its number, is one that a run wrote for an archive."""
    return row[0] == archive and is_sound(row[-1], (bytes, bytes, str, bytes, bytes), *row[:-1])
