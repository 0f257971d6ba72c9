"""A database in `.lint_cache/` that only saves time.

If anything is wrong with it, the run reports that once and goes on without it, with the same results.
SQLite keeps the file consistent when several runs share it, when a run is killed, and when the disk is full.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

FOLDER = ".lint_cache"
_FILE = "results.sqlite"
# A row takes about a kilobyte: with 4 KiB pages, or rows in the key's tree, a third of the file is unused.
_PAGE = 8192
# https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by archive-lint; can be deleted.\n"


class _ForeignError(Exception):
    """The database has another version, or tables that we did not create."""


class Database:
    """The database. Once it fails, reads return nothing, writes do nothing, and `trouble` says why.

    Parameters:
        folder: the folder that contains `.lint_cache`, which is created if needed.
        tables: the statements that create its tables; a database with other tables is rebuilt.
        version: the version of the content; a database with another version is rebuilt.
    """

    def __init__(self, folder: str, tables: Sequence[str], version: int) -> None:
        self.folder = os.path.join(folder, FOLDER)
        self.trouble: str | None = None
        self._path = os.path.join(self.folder, _FILE)
        self._tables = tables
        self._version = version
        self._connection: sqlite3.Connection | None = None
        self._writable = True
        try:
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def size(self) -> int:
        """Return the file's size in bytes."""
        return os.path.getsize(self._path)

    def tidy(self, clean_up: Callable[[sqlite3.Connection], None]) -> None:
        """Call a function with the connection, if the database is writable."""
        if self._connection is None or not self._writable:
            return
        try:
            clean_up(self._connection)
        except sqlite3.Error as error:
            self._stop_writing(error)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def read(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)
            return []

    def write(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Run a statement once for each row, in one transaction."""
        if self._connection is None or not self._writable:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(query, rows)
            self._connection.execute("COMMIT")
        except (sqlite3.Error, UnicodeError) as error:
            self._stop_writing(error)

    def _stop_writing(self, error: Exception) -> None:
        """Only read from now on: another run may hold the lock, or the disk may be full."""
        if _is_damage(error):
            self._give_up(error)
            return
        self._writable = False
        self.trouble = f"{self.folder}: cannot write the cache: {_reason(error)}"
        if self._connection is not None and self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _open(self) -> None:
        if not os.path.lexists(self.folder):
            with suppress(FileExistsError):  # another run was faster
                os.makedirs(self.folder)
                for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
                    with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="\n") as file:
                        file.write(text)
        # An archive from elsewhere may contain links.
        if os.path.islink(self.folder) or not os.path.isdir(self.folder):
            raise OSError("not a folder")
        exists = os.path.lexists(self._path)
        if exists and (os.path.islink(self._path) or not os.path.isfile(self._path)):
            raise OSError(f"{_FILE} is not a regular file")
        self._writable = os.access(self.folder, os.W_OK) and (not exists or os.access(self._path, os.W_OK))
        try:
            self._connect()
        except (_ForeignError, sqlite3.DatabaseError) as error:
            if not isinstance(error, _ForeignError) and not _is_damage(error):
                raise  # locked, or the disk is full: another run may be using it
            if not self._writable:
                raise OSError("the database is damaged and read-only") from error
            clean(os.path.dirname(self.folder))
            self._connect()

    def _connect(self) -> None:
        if self._writable:
            database = sqlite3.connect(self._path, timeout=2, isolation_level=None)
        else:
            from urllib.parse import quote  # only for a read-only cache

            uri = f"file:{quote(os.fsencode(os.path.abspath(self._path)))}?mode=ro&immutable=1"
            database = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            if self._writable and not _tables(database):
                database.execute(f"PRAGMA page_size = {_PAGE}")
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("BEGIN IMMEDIATE")
                if not _tables(database):  # another run was faster
                    for statement in self._tables:
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {self._version}")
                database.execute("COMMIT")
            # Refuse anything but our own tables: a view or a trigger could run arbitrary SQL.
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version != self._version or _tables(database) != set(self._tables):
                raise _ForeignError  # noqa: TRY301 - the connection is closed below
            if self._writable:
                database.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.Error, _ForeignError):
            database.close()
            raise
        self._connection = database

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: cannot use the cache: {_reason(error)}"
        if self._connection is None:
            return
        self.close()
        if self._writable and _is_damage(error):
            clean(os.path.dirname(self.folder))
            self.trouble += "; the next run rebuilds it"


def _is_damage(error: Exception) -> bool:
    # The lowest byte is the error's class; the rest gives details.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _is_damaged_text(error) or code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def _reason(error: Exception) -> str:
    if _is_damaged_text(error):
        return "it contains damaged text"
    return getattr(error, "strerror", None) or str(error)


def _is_damaged_text(error: Exception) -> bool:
    # This error has no code, and its message contains the whole row.
    return isinstance(error, UnicodeError) or str(error).startswith("Could not decode to UTF-8")


def _tables(database: sqlite3.Connection) -> set[str]:
    return {row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def clean(folder: str) -> bool:
    """Delete a folder's cache and nothing else; return whether there was one."""
    found = False
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, FOLDER, _FILE + suffix))
            found = True
    return found
