"""The index in the cache's database: archives, their files, what their posts say, and who says the same.

As everywhere in the cache, a row counts only if its types and its checksum are right.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from lint.run import entangled
from lint.run.cache_database import Database, Statement
from lint.run.entangled import Entangled
from lint.run.file_rows import ASSETS, file_paths
from lint.run.index_rows import (
    Entries,
    KnownArchive,
    Part,
    Post,
    checksum_of,
    entries,
    is_sound,
    post_id,
)

# The version of the tables is that of the cache.
_ARCHIVES = """CREATE TABLE archives (
  archive BLOB NOT NULL PRIMARY KEY, state BLOB NOT NULL, deciding TEXT NOT NULL, checksum BLOB NOT NULL,
  parts INTEGER NOT NULL, posts INTEGER NOT NULL, entries INTEGER NOT NULL, turn INTEGER NOT NULL
) WITHOUT ROWID"""
_LISTINGS = """CREATE TABLE listings (
  archive BLOB NOT NULL, folder BLOB NOT NULL, part INTEGER NOT NULL, stamp TEXT NOT NULL,
  others BLOB NOT NULL, names BLOB NOT NULL, stamps BLOB NOT NULL, checksum BLOB NOT NULL,
  PRIMARY KEY (archive, folder, part)
)"""
_POSTS = """CREATE TABLE posts (
  id INTEGER PRIMARY KEY, archive BLOB NOT NULL, path BLOB NOT NULL, content TEXT NOT NULL,
  made_by BLOB NOT NULL, facts BLOB NOT NULL, checksum BLOB NOT NULL
)"""
_KEYS = """CREATE TABLE keys (
  key INTEGER NOT NULL, value INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (key, value, post)
) WITHOUT ROWID"""
# What posts want, by the number of the place that is enough; and the names of places, for those who miss one.
_WANTS = """CREATE TABLE wants (
  post INTEGER NOT NULL, wish INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (post, wish, key)
) WITHOUT ROWID"""
_WANTS_BY_KEY = "CREATE INDEX wants_by_key ON wants (key)"
_NEAR = """CREATE TABLE near (
  key INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (key, post)
) WITHOUT ROWID"""
_BY_ARCHIVE = "CREATE INDEX posts_by_archive ON posts (archive)"
TABLES = (_ARCHIVES, _LISTINGS, _POSTS, _KEYS, _WANTS, _WANTS_BY_KEY, _NEAR, _BY_ARCHIVE, entangled.TABLE)
# Where posts are found by number; an archive's row has how many rows are its own.
_BY_NUMBER = ("keys", "wants", "near")
_REPLACE = (
    "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?,"
    " (SELECT count(*) FROM listings WHERE archive = ?),"
    " (SELECT posts FROM archives WHERE archive = ?), (SELECT entries FROM archives WHERE archive = ?),"
    " (SELECT coalesce(max(turn), 0) + 1 FROM archives))"
)
# More rows than there can be: the next run makes the index anew.
_NEVER = 1 << 50
_MOST_ARCHIVES = 8
# From how many posts on an archive without images has them elsewhere.
MANY = 100
# How many posts are looked up with one query.
_AT_ONCE = 100


class IndexStore:
    """Reads and writes the tables of the index."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.used: set[bytes] = set()
        self._is_whole = True
        self._is_repaired = False
        # The state of each archive as this run wrote or read it last.
        self._states: dict[bytes, bytes] = {}

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

    def begun(self, archive: bytes) -> KnownArchive | None:
        """Return what is known of an archive, at the beginning of a run over it."""
        known = self.archive(archive)
        if known is not None:
            self._states[archive] = known.state
        return known

    def check(self, archive: bytes, posts: int) -> None:
        """Give up an archive of which another run has deleted posts: what is gone would hide findings.

        Parameters:
            posts: how many there were.
        """
        known = self.archive(archive)
        if known is None or known.posts < posts:
            self._is_whole = False

    def begin(self, archive: bytes, state: bytes) -> None:
        """Note that an archive is being read, so that no other run takes its posts for left over."""
        count = (
            "INSERT OR REPLACE INTO archives SELECT ?, ?, '{}', ?, 0, count(*),"
            " coalesce((SELECT entries FROM archives WHERE archive = ?), 0), 0 FROM posts WHERE archive = ?"
        )
        row = (archive, state, checksum_of(archive, state, "{}"), archive, archive)
        self._states[archive] = state
        self._write((count, [row]), (_REPLACE, self._row(archive, state)))

    def listing(self, archive: bytes, known: KnownArchive) -> list[Part]:
        """Return the files of an archive, in the order of their folders; none unless all is there."""
        ((posts,),) = self._database.read("SELECT count(*) FROM posts WHERE archive = ?", (archive,)) or [
            (-1,)
        ]
        if posts != known.posts:
            return []
        query = (
            "SELECT archive, folder, part, stamp, others, names, stamps, checksum FROM listings"
            " WHERE archive = ? ORDER BY folder, part"
        )
        kinds = (bytes, bytes, int, str, bytes, bytes, bytes)
        rows = self._database.read(query, (archive,))
        found = [Part(*row[1:-1]) for row in rows if is_sound(row[-1], kinds, *row[:-1])]
        return found if len(found) == known.parts else []

    def paths(self, archive: bytes) -> list[bytes]:
        """Return the paths of all posts of an archive that are stored."""
        rows = self._database.read("SELECT path FROM posts WHERE archive = ?", (archive,))
        return [path for (path,) in rows if type(path) is bytes]

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
        found: list[Post] = []
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = (
                "SELECT archive, path, content, made_by, facts, checksum FROM posts"  # noqa: S608 - only marks
                f" WHERE id IN ({marks})"
            )
            found += self._sound(archive, self._database.read(query, tuple(some)))
        self._is_whole = was_whole
        return {post.path: post for post in found}

    def post(self, number: int, archive: bytes) -> Post | None:
        """Return a post by its number."""
        query = "SELECT archive, path, content, made_by, facts, checksum FROM posts WHERE id = ?"
        return next(iter(self._sound(archive, self._database.read(query, (number,)))), None)

    def _sound(self, archive: bytes, rows: Iterable[tuple[Any, ...]]) -> list[Post]:
        """Return the posts in rows; one that is damaged has the whole archive read again."""
        posts = []
        for row in rows:
            if _is_ours(archive, row):
                posts.append(Post(*row[1:-1]))
            elif row[0] == archive:
                self._is_whole = False
                self._database.write(("DELETE FROM listings WHERE archive = ?", [(archive,)]))
        return posts

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

    def entangled(self, archive: bytes, state: bytes) -> Entangled:
        """Return which posts have to be judged, and for which keys.

        Parameters:
            state: that of the archive, for which this is stored.
        """
        found = entangled.stored(self._database, archive, state)
        if found is None:
            found = entangled.find(self._database)
            self._database.write(entangled.storing(archive, state, found))
        return found

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

    def repair(self) -> None:
        """Forget everything if rows by which posts are found were added or lost: that may hide findings.

        This is done once, before a run has brought any archive up to date.
        """
        if self._is_repaired:
            return
        self._is_repaired = True
        entries_there = " + ".join(f"(SELECT count(*) FROM {table})" for table in _BY_NUMBER)  # noqa: S608 - our own names
        noted = "(SELECT total(entries) FROM archives)"
        rows = self._database.read(f"SELECT {entries_there} = {noted}", ())
        if rows and rows[0][0] != 1:
            tables = (*_BY_NUMBER, "posts", "listings", "archives", "entangled")
            self._write(*((f"DELETE FROM {table}", [()]) for table in tables))  # noqa: S608 - as above

    def write(
        self, archive: bytes, state: bytes, *, posts: Sequence[Post] = (), gone: Sequence[bytes] = ()
    ) -> None:
        """Replace what posts say, and forget those that are gone.

        Parameters:
            state: the new state of the archive.
        """
        numbers = [post_id(archive, path) for path in (*(post.path for post in posts), *gone)]
        values = [
            (post_id(archive, post.path), archive, *post, checksum_of(archive, *post)) for post in posts
        ]
        now = entries(archive, posts)
        added = now.count_all()

        @cache
        def old() -> tuple[int, Entries]:  # another run may have written these posts since they were read
            query = "SELECT archive, path, content, made_by, facts, checksum FROM posts WHERE id = ?"
            rows = [row for number in numbers for row in self._database.read(query, (number,))]
            sound = [Post(*row[1:-1]) for row in rows if _is_ours(archive, row)]
            if len(sound) < len(rows):  # what the others were found by is not known, and stays
                self._is_whole = False
            return len(rows), entries(archive, sound)

        def counted() -> Iterator[tuple[object, ...]]:
            count, before = old()
            unknown = 0 if self._is_whole else _NEVER
            yield len(posts) - count, added - before.count_all() + unknown, archive

        self._write(
            ("DELETE FROM keys WHERE key = ? AND value = ? AND post = ?", _late(lambda: old()[1].keys)),
            ("DELETE FROM wants WHERE post = ? AND wish = ? AND key = ?", _late(lambda: old()[1].wants)),
            ("DELETE FROM near WHERE key = ? AND post = ?", _late(lambda: old()[1].near)),
            ("UPDATE archives SET posts = posts + ?, entries = entries + ? WHERE archive = ?", counted()),
            ("DELETE FROM posts WHERE id = ?", [(post_id(archive, path),) for path in gone]),
            ("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)", values),
            ("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", now.keys),
            ("INSERT OR IGNORE INTO wants VALUES (?, ?, ?)", now.wants),
            ("INSERT OR IGNORE INTO near VALUES (?, ?)", now.near),
            (_REPLACE, self._row(archive, state)),
        )

    def _write(self, *statements: Statement) -> None:
        self._database.write(*statements)
        self._is_whole = self._is_whole and self._database.is_writable

    def _row(
        self, archive: bytes, state: bytes, deciding: Mapping[str, str] | None = None
    ) -> Iterator[tuple[object, ...]]:
        """Yield the values of an archive's row; it is made when they are stored, since others write, too."""
        known = self.archive(archive)
        if known is None:  # deleted by another run, with all that this one stored so far
            self._is_whole = False
            return
        if known.state != self._states.get(archive, known.state):
            state = os.urandom(8)  # it is neither what this run knows, nor what another one does
            self._states[archive] = b""
        elif archive in self._states:
            self._states[archive] = state
        text = json.dumps(known.deciding if deciding is None else deciding)
        yield archive, state, text, checksum_of(archive, state, text), *[archive] * 3

    def write_listing(
        self,
        archive: bytes,
        state: bytes,
        deciding: Mapping[str, str],
        parts: Iterable[Part],
        folders: Sequence[bytes],
    ) -> None:
        """Write what is known of an archive's files, once its posts are stored.

        Parameters:
            parts: the folders that have changed.
            folders: those, and the ones that are gone.
        """
        rows = [(archive, *part, checksum_of(archive, *part)) for part in parts]
        self._write(
            ("DELETE FROM listings WHERE archive = ? AND folder = ?", [(archive, each) for each in folders]),
            ("INSERT OR REPLACE INTO listings VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows),
            (_REPLACE, self._row(archive, state, deciding)),
        )

    def touch(self, archive: bytes) -> None:
        """Note that a run uses an archive, and write it down if another one was used last."""
        self.used.add(archive)
        last = self._database.read("SELECT archive FROM archives ORDER BY turn DESC LIMIT 1", ())
        if last and last != [(archive,)]:
            turn = "(SELECT max(turn) + 1 FROM archives)"
            self._database.write((f"UPDATE archives SET turn = {turn} WHERE archive = ?", [(archive,)]))  # noqa: S608 - as above

    def distrust(self) -> Statement:
        """Return the statement after which every file is compared by its content."""
        return "DELETE FROM listings", [()]

    def too_many(self) -> bool:
        """Return whether there are more archives than are kept."""
        ((count,),) = self._database.read("SELECT count(*) FROM archives", ()) or [(0,)]
        return bool(count > max(_MOST_ARCHIVES, len(self.used)))

    def evict(self, database: sqlite3.Connection, *, large: bool) -> int:
        """Delete the archives used least recently; return how many rows."""
        if not (large or self.too_many()):
            return 0  # to look for rows of other archives reads a row for each post
        most = len(self.used) if large else max(_MOST_ARCHIVES, len(self.used))
        kept = "(SELECT archive FROM archives ORDER BY turn DESC LIMIT ?)"
        deleted = 0
        database.execute("BEGIN IMMEDIATE")
        for table in ("posts", "listings", "archives", "entangled"):
            statement = f"DELETE FROM {table} WHERE archive NOT IN {kept}"  # noqa: S608 - our own names
            deleted += database.execute(statement, (most,)).rowcount
        if deleted:
            for table in _BY_NUMBER:
                database.execute(f"DELETE FROM {table} WHERE post NOT IN (SELECT id FROM posts)")  # noqa: S608 - as above
        database.execute("COMMIT")
        return deleted


def _is_ours(archive: bytes, row: Sequence[Any]) -> bool:
    """Return whether a row of `posts`, without its number, is one that a run wrote for an archive."""
    return row[0] == archive and is_sound(row[-1], (bytes, bytes, str, bytes, bytes), *row[:-1])


def _late(rows: Callable[[], Iterable[tuple[object, ...]]]) -> Iterator[tuple[object, ...]]:
    """Yield rows that are made when they are needed, within the transaction."""
    yield from rows()
