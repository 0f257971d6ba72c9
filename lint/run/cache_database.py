"""A database in `.lint_cache/` that only saves time.

Whatever is wrong with it, a run goes on without it: it is said once, and the results are the same. SQLite
keeps it whole with several runs at once, when a run is killed, and when the disk is full.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

FOLDER = ".lint_cache"
_FILE = "results.sqlite"
# A row is about a kilobyte: in pages of 4 KiB, or in the tree of the key, a third of the file would be air.
_PAGE = 8192
# https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by archive-lint; can be deleted.\n"


class _ForeignError(Exception):
    """The database is of another version, or holds what no run of ours makes."""


class Database:
    """The database, while nothing is wrong with it; reads give nothing, and writes do nothing, after that.

    Parameters:
        folder: where `.lint_cache` is, or is made.
        tables: the statements that make its tables; one with others is made anew.
        version: the version of what they hold; one of another version is made anew.

    `trouble` says what is wrong.
    """

    def __init__(self, folder: str, tables: Sequence[str], version: int) -> None:
        self.folder = os.path.join(folder, FOLDER)
        self.trouble: str | None = None
        self._tables = tables
        self._version = version
        self._connection: sqlite3.Connection | None = None
        self._writable = True
        try:
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def size(self) -> int:
        """Give the file's size in bytes."""
        return os.path.getsize(os.path.join(self.folder, _FILE))

    def tidy(self, clean_up: Callable[[sqlite3.Connection], None]) -> None:
        """Have something done to the database as a whole, where it can be written."""
        if self._connection is None or not self._writable:
            return
        try:
            clean_up(self._connection)
        except sqlite3.Error as error:
            self._stop_writing(error)

    def close(self) -> None:
        """Close it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Give the rows that a query finds."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)
            return []

    def write(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement with each of some rows, in one transaction."""
        if self._connection is None or not self._writable:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(query, rows)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeError) as error:
            self._stop_writing(error)

    def _stop_writing(self, error: Exception) -> None:
        """Only read from now on: another run may be at it, or the disk is full."""
        if _is_damage(error):
            self._give_up(error)
            return
        self._writable = False
        self.trouble = f"{self.folder}: not written: {_said(error)}"
        if self._connection is not None and self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

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
                    for statement in self._tables:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {self._version}")
                database.execute("COMMIT")
            self._check(database)
            if self._writable:
                database.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.Error, _ForeignError):
            database.close()
            raise
        self._connection = database

    def _check(self, database: sqlite3.Connection) -> None:
        """Refuse all but our tables: a view or a trigger would run whatever its author likes."""
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version != self._version or _tables(database) != set(self._tables):
            raise _ForeignError

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: not used: {_said(error)}"
        if self._connection is None:
            return
        self._connection.close()
        self._connection = None
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
