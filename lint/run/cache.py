"""What earlier runs found, in `.lint_cache/`: a database that only saves time.

Whatever is wrong with it, a run goes on without it: it is said once, and the results are the same. SQLite
keeps it whole with several runs at once, when a run is killed, and when the disk is full. What it holds is
data, never code: an archive from elsewhere may bring a cache along.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = ".lint_cache"
_FILE = "results.sqlite"
_VERSION = 2
# A row is about a kilobyte: in pages of 4 KiB, or in the tree of the key, a third of the file would be air.
_PAGE = 8192
_RESULTS = """CREATE TABLE results (
  key BLOB NOT NULL, path BLOB NOT NULL, stamp TEXT NOT NULL, content TEXT NOT NULL, tallies TEXT NOT NULL,
  format TEXT NOT NULL, piece BLOB NOT NULL, findings TEXT NOT NULL, PRIMARY KEY (key, path)
)"""
_KEYS = "CREATE TABLE keys (key BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID"
_GUESSES = """CREATE TABLE guesses (
  signature BLOB PRIMARY KEY, schema TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID"""
_PLUGINS = "CREATE TABLE plugins (installed BLOB PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID"
_SCHEMA = (_RESULTS, _KEYS, _GUESSES, _PLUGINS)
# Of a file whose part of the report is kept, the findings need not be read.
# Placeholders without numbers: Python 3.12 takes numbered ones for names, and warns of a sequence.
_ROWS = """SELECT path, stamp, content, tallies, format, piece,
  CASE WHEN format = ? THEN '' ELSE findings END FROM results WHERE key = ?"""
_SOME = f"{_ROWS} AND path BETWEEN ? AND ? LIMIT ?"
_ONE = f"{_ROWS} AND path = ?"
_BEFORE = "SELECT path FROM results WHERE key = ? AND path >= x'' AND path < ? ORDER BY path DESC LIMIT ?"
_BEHIND = "SELECT path FROM results WHERE key = ? AND path > ? ORDER BY path LIMIT ?"
_BESIDE = 16
_EVICT_RESULTS = "DELETE FROM results WHERE key NOT IN (SELECT key FROM keys ORDER BY used DESC LIMIT ?)"
_EVICT_KEYS = "DELETE FROM keys WHERE key NOT IN (SELECT key FROM keys ORDER BY used DESC LIMIT ?)"
# Sets of results under other settings that are kept: a hook, a CI run and a few tries.
_MOST_KEYS = 8
_MOST_BYTES = 1 << 30
_MOST_GUESSES = 64
# https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by archive-lint; can be deleted.\n"


class _ForeignError(Exception):
    """The database is of another version, or holds what no run of ours makes."""


class Row(NamedTuple):
    """What is known of a file.

    Parameters:
        stamp: times and size of the file when it was read.
        content: what its bytes are known by.
        tallies: its findings by rule, as JSON.
        report_key: the report, and how it was written, that `piece` is for.
        piece: the file's part of that report, in UTF-8.
        findings: its findings, as JSON.
    """

    path: bytes
    stamp: str
    content: str
    tallies: str
    report_key: str
    piece: bytes
    findings: str


class Cache:
    """The results of earlier runs.

    Parameters:
        folder: where `.lint_cache` is, or is made.
    """

    def __init__(self, folder: str) -> None:
        self.folder = os.path.join(folder, FOLDER)
        self.trouble: str | None = None
        self._database: sqlite3.Connection | None = None
        self._writable = True
        try:
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def rows(self, key: bytes, paths: Iterable[bytes], report: str) -> dict[bytes, Row]:
        """Give what is known of some files under a key.

        Parameters:
            report: rows of this `report_key` are given without their findings; empty for none.
        """
        found = [row for path in paths for row in self._all(_ONE, (report or None, key, path))]
        return {row[0]: Row._make(row) for row in found}

    def rows_between(
        self, key: bytes, first: bytes, last: bytes, report: str, most: int
    ) -> dict[bytes, Row] | None:
        """Give what is known of all files from one path to another, in the same way; `None` for too many."""
        found = self._all(_SOME, (report or None, key, first, last, most + 1))
        return {row[0]: Row._make(row) for row in found} if len(found) <= most else None

    def beside(self, key: bytes, first: bytes, last: bytes) -> list[bytes]:
        """Give the paths of a few rows on either side of others."""
        rows = self._all(_BEFORE, (key, first, _BESIDE)) + self._all(_BEHIND, (key, last, _BESIDE))
        return [row[0] for row in rows]

    def store(self, rows: Iterable[tuple[bytes, Row]]) -> None:
        """Keep what was found, each row under its key."""
        self._write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, *row) for key, row in rows],
        )

    def restamp(self, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
        """Note the stamps of files whose content is the same, each before the file's key and path."""
        self._write("UPDATE results SET stamp = ? WHERE key = ? AND path = ?", rows)

    def is_used(self, key: bytes) -> bool:
        """Say whether a whole run was made under a key."""
        return self._one("SELECT 1 FROM keys WHERE key = ?", key) is not None

    def guess(self, signature: bytes) -> tuple[str, str] | None:
        """Give the schema that was guessed of a sample of posts, and the reason."""
        found = self._one("SELECT schema, reason FROM guesses WHERE signature = ?", signature)
        return (str(found[0]), str(found[1])) if found is not None else None

    def store_guess(self, signature: bytes, guessed: tuple[str, str]) -> None:
        """Keep what was guessed."""
        self._write("INSERT OR REPLACE INTO guesses VALUES (?, ?, ?)", [(signature, *guessed)])

    def plugins(self, installed: bytes) -> str | None:
        """Give the files that plug-ins' rules came from, one a line, with just these packages installed."""
        found = self._one("SELECT files FROM plugins WHERE installed = ?", installed)
        return str(found[0]) if found is not None else None

    def store_plugins(self, installed: bytes, files: str) -> None:
        """Keep which files plug-ins' rules came from."""
        self._write("INSERT OR REPLACE INTO plugins VALUES (?, ?)", [(installed, files)])

    def close(self, key_order: Sequence[bytes], now: int) -> None:
        """Note which keys were used, drop what has not been used for long, and close.

        Parameters:
            key_order: the keys of this run.
            now: seconds since the epoch.
        """
        if key_order:
            self._write("INSERT OR REPLACE INTO keys VALUES (?, ?)", [(key, now) for key in key_order])
        try:
            if key_order and self._writable and self._database is not None:
                self._evict(self._database, len(key_order))
        except sqlite3.Error as error:
            self._stop_writing(error)
        if self._database is not None:
            self._database.close()
            self._database = None

    def _evict(self, database: sqlite3.Connection, least: int) -> None:
        many = database.execute("SELECT count(*) FROM keys").fetchone()[0] > max(_MOST_KEYS, least)
        large = os.path.getsize(os.path.join(self.folder, _FILE)) > _MOST_BYTES
        guesses = database.execute("SELECT count(*) FROM guesses").fetchone()[0]
        if guesses > _MOST_GUESSES:
            database.execute("DELETE FROM guesses")
        if not many and not large:
            return
        limit = least if large else max(_MOST_KEYS, least)
        deleted = database.execute(_EVICT_RESULTS, (limit,)).rowcount
        database.execute(_EVICT_KEYS, (limit,))
        if deleted:
            database.execute("VACUUM")

    def forget(self, key: bytes, paths: Sequence[bytes]) -> None:
        """Drop what is known of some files."""
        self._write("DELETE FROM results WHERE key = ? AND path = ?", [(key, path) for path in paths])

    def _one(self, query: str, key: bytes) -> tuple[Any, ...] | None:
        rows = self._all(query, (key,))
        return rows[0] if rows else None

    def _all(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        if self._database is None:
            return []
        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)
            return []

    def _write(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._database is None or not self._writable:
            return
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany(query, rows)
            self._database.execute("COMMIT")
        except (sqlite3.Error, UnicodeError) as error:
            self._stop_writing(error)

    def _stop_writing(self, error: Exception) -> None:
        """Only read from now on: another run may be at it, or the disk is full."""
        if _is_damage(error):
            self._give_up(error)
            return
        self._writable = False
        self.trouble = f"{self.folder}: not written: {_said(error)}"
        if self._database is not None and self._database.in_transaction:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")

    def _open(self) -> None:
        path = os.path.join(self.folder, _FILE)
        if not os.path.lexists(self.folder):
            with suppress(FileExistsError):  # another run may have been faster
                os.makedirs(self.folder)
                _put(os.path.join(self.folder, "CACHEDIR.TAG"), _TAG)
                _put(os.path.join(self.folder, ".gitignore"), "*\n")
        # An archive from elsewhere may bring links along.
        if os.path.islink(self.folder) or not os.path.isdir(self.folder):
            raise OSError("it is no folder")
        if os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path)):
            raise OSError(f"{_FILE} is no file")
        self._writable = os.access(self.folder, os.W_OK) and (
            not os.path.exists(path) or os.access(path, os.W_OK)
        )
        try:
            self._connect(path)
        except (_ForeignError, sqlite3.DatabaseError) as error:
            if not isinstance(error, _ForeignError) and not _is_damage(error):
                raise  # it is locked, or the disk is full: others may be at it
            if not self._writable:
                raise OSError("it is damaged, and cannot be written") from error
            clean(os.path.dirname(self.folder))
            self._connect(path)

    def _connect(self, path: str) -> None:
        if self._writable:
            database = sqlite3.connect(path, timeout=2, isolation_level=None)
        else:
            uri = f"file:{_quoted(path)}?mode=ro&immutable=1"
            database = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            if self._writable and not _tables(database):
                database.execute(f"PRAGMA page_size = {_PAGE}")
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("BEGIN IMMEDIATE")
                if not _tables(database):  # another run may have been faster
                    for statement in _SCHEMA:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {_VERSION}")
                database.execute("COMMIT")
            _check(database)
            if self._writable:
                database.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.Error, _ForeignError):
            database.close()
            raise
        self._database = database

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: not used: {_said(error)}"
        if self._database is None:
            return
        self._database.close()
        self._database = None
        if self._writable and _is_damage(error):
            clean(os.path.dirname(self.folder))
            self.trouble += ": the next run makes it anew"


def _is_damage(error: Exception) -> bool:
    """Say whether a database is worth nothing any more."""
    if _is_damaged_text(error):
        return True
    # What is above the lowest byte says more of the same.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _said(error: Exception) -> str:
    if _is_damaged_text(error):
        return "it holds damaged text"
    return getattr(error, "strerror", None) or str(error)


def _is_damaged_text(error: Exception) -> bool:
    # The error has no code, and shows the whole row.
    return isinstance(error, UnicodeError) or str(error).startswith("Could not decode to UTF-8")


def _check(database: sqlite3.Connection) -> None:
    """Refuse all but our tables: a view or a trigger would run whatever its author likes."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version != _VERSION or _tables(database) != set(_SCHEMA):
        raise _ForeignError


def _tables(database: sqlite3.Connection) -> set[str]:
    return {row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def clean(folder: str) -> bool:
    """Delete a folder's cache, and nothing else; says whether there was one."""
    path = os.path.join(folder, FOLDER)
    found = False
    for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", f"{_FILE}-journal"):
        try:
            os.unlink(os.path.join(path, name))
            found = True
        except FileNotFoundError:
            continue
    return found


def _put(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _quoted(path: str) -> str:
    from urllib.parse import quote  # only for a cache that cannot be written

    return quote(os.fsencode(os.path.abspath(path)))
