"""The index is written: by several runs at once, none of which believes what another has not finished."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from lint.run import entangled
from lint.run.cache_database import Database, Statement
from lint.run.entangled import Entangled
from lint.run.index_entries import Entries, Rows, entries
from lint.run.index_reader import IndexReader, is_ours
from lint.run.index_rows import KnownArchive, Part, Post, checksum_of, post_id
from lint.run.index_schema import BY_NUMBER

_REPLACE = (
    "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?,"
    " (SELECT count(*) FROM listings WHERE archive = ?),"
    " (SELECT posts FROM archives WHERE archive = ?), (SELECT entries FROM archives WHERE archive = ?),"
    " (SELECT coalesce(max(turn), 0) + 1 FROM archives))"
)
# Instead of the files that decide, from when posts are written until the listing is. If a run ends between,
# files may then be as the listing has them again, but posts are not: the next run compares content.
_UNFINISHED = {"": ""}
# More rows than there can be: the next run makes the index anew.
_NEVER = 1 << 50
_MOST_ARCHIVES = 8


class IndexStore(IndexReader):
    """Reads and writes the tables of the index."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.used: set[bytes] = set()
        # The state of each archive as this run wrote or read it last.
        self._states: dict[bytes, bytes] = {}

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

    def expect_much(self) -> None:
        """Get ready to store what many posts say."""
        self._database.expect_much()

    def repair(self) -> None:
        """Forget everything if rows by which posts are found were added or lost: that may hide findings.

        This is done before a run has brought any archive up to date, unless the last one left it whole.
        """
        if self._database.is_whole:
            return
        entries_there = " + ".join(f"(SELECT count(*) FROM {table})" for table in BY_NUMBER)  # noqa: S608 - our own names
        noted = "(SELECT total(entries) FROM archives)"
        rows = self._database.read(f"SELECT {entries_there} = {noted}", ())
        if rows and rows[0][0] != 1:
            tables = (*BY_NUMBER, "posts", "listings", "archives", "entangled")
            self._write(*((f"DELETE FROM {table}", [()]) for table in tables))  # noqa: S608 - as above
        self._database.is_whole = True

    def write(
        self,
        archive: bytes,
        state: bytes,
        *,
        posts: Sequence[Post] = (),
        found: Entries | None = None,
        gone: Sequence[bytes] = (),
    ) -> None:
        """Replace what posts say, and forget those that are gone.

        Parameters:
            state: the new state of the archive.
            found: what is found of the posts by number, if that is known.
        """
        numbers = [post_id(archive, path) for path in (*(post.path for post in posts), *gone)]
        values = [
            (number, archive, *post, checksum_of(archive, *post))
            for number, post in zip(numbers, posts, strict=False)
        ]
        now = entries(archive, posts) if found is None else found
        added = now.count_all()

        @cache
        def old() -> tuple[int, Entries]:  # another run may have written these posts since they were read
            rows = list(self._rows(numbers))
            sound = [Post(*row[1:-1]) for row in rows if is_ours(archive, row)]
            if len(sound) < len(rows):  # what the others were found by is not known, and stays
                self._is_whole = False
            return len(rows), entries(archive, sound)

        def late(rows: Callable[[Entries], Rows]) -> Iterator[tuple[object, ...]]:
            yield from rows(old()[1]).each()

        def counted() -> Iterator[tuple[object, ...]]:
            count, before = old()
            unknown = 0 if self._is_whole else _NEVER
            yield len(posts) - count, added - before.count_all() + unknown, archive

        self._write(
            ("DELETE FROM keys WHERE key = ? AND value = ? AND post = ?", late(lambda before: before.keys)),
            ("DELETE FROM wants WHERE post = ? AND wish = ? AND key = ?", late(lambda before: before.wants)),
            ("DELETE FROM near WHERE key = ? AND post = ?", late(lambda before: before.near)),
            ("UPDATE archives SET posts = posts + ?, entries = entries + ? WHERE archive = ?", counted()),
            ("DELETE FROM posts WHERE id = ?", [(number,) for number in numbers[len(posts) :]]),
            ("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)", values),
            *now.inserting(),
            (_REPLACE, self._row(archive, state, _UNFINISHED)),
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
            deciding = _UNFINISHED  # that one may have ended before it told what it wrote
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

    def _most_archives(self, *, large: bool) -> int:
        # A run that uses none keeps the last one.
        return max(1 if large else _MOST_ARCHIVES, len(self.used))

    def too_many(self, *, large: bool) -> bool:
        """Return whether there are more archives than are kept.

        Parameters:
            large: whether only those of this run are.
        """
        ((count,),) = self._database.read("SELECT count(*) FROM archives", ()) or [(0,)]
        return bool(count > self._most_archives(large=large))

    def evict(self, database: sqlite3.Connection, *, large: bool) -> int:
        """Delete the archives used least recently; return how many rows."""
        if not self.too_many(large=large):
            return 0  # to look for rows of other archives reads a row for each post
        most = self._most_archives(large=large)
        kept = "(SELECT archive FROM archives ORDER BY turn DESC LIMIT ?)"
        deleted = 0
        database.execute("BEGIN IMMEDIATE")
        for table in ("posts", "listings", "archives", "entangled"):
            statement = f"DELETE FROM {table} WHERE archive NOT IN {kept}"  # noqa: S608 - our own names
            deleted += database.execute(statement, (most,)).rowcount
        if deleted:
            for table in BY_NUMBER:
                database.execute(f"DELETE FROM {table} WHERE post NOT IN (SELECT id FROM posts)")  # noqa: S608 - as above
        database.execute("COMMIT")
        return deleted
