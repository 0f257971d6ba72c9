"""A database that only saves time.

If anything is wrong with it, the run reports that once and goes on without it, with the same results.
SQLite keeps the file consistent when several runs share it, when a run is killed, and when the disk is full.
The processes that a run forks only read.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from lint.run import cache_folder
from lint.run.cache_folder import FILE, LEFT, NEW, InUseError, Lock

# A row takes about a kilobyte: with 4 KiB pages, or rows in the key's tree, a third of the file is unused.
_PAGE = 8192
# From how many pages on the log is copied into the database, here 512 MiB. A run that fills an index writes
# many pages again and again; SQLite's own 1,000 have each of them copied every time.
_LOGGED_PAGES = 65_536
# How many KiB of pages a run remembers that fills an index. Others only read a few, and are not to make room.
_REMEMBERED = 65_536
# A larger database is begun anew: no archive needs that much. A million posts take 6 GiB.
_LARGEST = 16 << 30
_MOST_BYTES_OF_ALL = 6 << 30
# The versions for writing and for reading, with a journal or a log.
_VERSIONS = (b"\x01\x01", b"\x02\x02")
_WAIT = 2.0
_LONGEST_STATE = 200
_ATTEMPTS = 5


# A statement, and the values that it runs with, once each.
Statement = tuple[str, Iterable[tuple[object, ...]]]


class _ForeignError(Exception):
    """The database has another version, or tables that we did not create."""


class Database:
    """The database. Once it fails, reads return nothing, writes do nothing, and `trouble` says why.

    Parameters:
        folder: its folder, which is created if needed.
        tables: the statements that create its tables; a database with other tables is rebuilt.
        version: the version of the content; a database with another version is rebuilt.

    Attributes:
        is_whole: whether all rows are known to be there, as when the last run left it so. Whoever has counted
            them sets it.
    """

    def __init__(self, folder: str, tables: Sequence[str], version: int) -> None:
        self.folder = folder
        self.trouble: str | None = None
        self._path = os.path.join(folder, FILE)
        self._tables = tables
        self._version = version
        self._connection: sqlite3.Connection | None = None
        self._lock: Lock | None = None
        self._writable = True
        self._process = os.getpid()
        self._inherited: sqlite3.Connection | None = None
        self._is_immutable = False
        self.is_whole = self._is_as_left()
        try:
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    @property
    def is_open(self) -> bool:
        """Whether what is stored can be read."""
        return self._connection is not None

    @property
    def is_writable(self) -> bool:
        """Whether what is written is stored."""
        return self._connection is not None and self._writable

    def size(self) -> int:
        """Return the file's size in bytes; 0 if it cannot be used."""
        return os.path.getsize(self._path) if self._connection is not None else 0

    def expect_much(self) -> None:
        """Get ready to store what many posts say, whose keys are all over the database."""
        self.tidy(lambda database: database.execute(f"PRAGMA cache_size = -{_REMEMBERED}"))

    def tidy(self, clean_up: Callable[[sqlite3.Connection], object]) -> None:
        """Call a function with the connection, if the database is writable."""
        if self._connection is None or not self._writable:
            return
        try:
            clean_up(self._connection)
        except (sqlite3.Error, UnicodeError) as error:
            self._stop_writing(error)

    def close(self, *, prune: bool = False) -> None:
        """Close the connection.

        Parameters:
            prune: whether to delete the databases used least recently if all together are too large.
        """
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._note_state()
        if self._lock is not None:
            if prune:  # the lock keeps this one
                cache_folder.prune(os.path.dirname(self.folder), _MOST_BYTES_OF_ALL)
            self._lock.release()
            self._lock = None

    def _state(self) -> str:
        """Return what changes with the file; empty if there is none, or if another run has it open."""
        try:
            status = os.stat(self._path)
        except OSError:
            return ""
        if os.path.lexists(f"{self._path}-wal"):
            return ""
        return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"

    def _is_as_left(self) -> bool:
        """Return whether the file is as a run left it that knew it to be whole."""
        try:
            with open(os.path.join(self.folder, LEFT), encoding="ascii") as file:
                return file.read(_LONGEST_STATE) == self._state() != ""
        except (OSError, ValueError):
            return False

    def _note_state(self) -> None:
        """Note how this run leaves the file, if it is whole."""
        if not self.is_whole or not self._writable or self._is_as_left():
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with suppress(OSError):  # then the next run counts rows
            descriptor = os.open(os.path.join(self.folder, LEFT), flags, 0o600)
            with open(descriptor, "w", encoding="ascii") as file:
                file.write(self._state())

    def read(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds."""
        if os.getpid() != self._process:
            self._connect_in_fork()
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)
            return []

    def write(self, *statements: Statement) -> None:
        """Run each statement once for each of its rows, all in one transaction."""
        if self._connection is None or not self._writable or os.getpid() != self._process:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for query, rows in statements:
                values = list(rows)  # may be read from the database itself, which is closed if it is damaged
                if self._connection is None:
                    return
                self._connection.executemany(query, values)
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
        cache_folder.prepare(self.folder)
        cache_folder.check_files(self.folder)
        self._writable = os.access(self.folder, os.W_OK) and (
            not os.path.lexists(self._path) or os.access(self._path, os.W_OK)
        )
        if not self._writable:
            self._connect_to_read()
            return
        for _ in range(_ATTEMPTS):
            self._lock = Lock(self.folder)
            self._lock.take(alone=False, wait=_WAIT)
            if self._try_to_connect():
                return
            # It is missing or not ours, which one run at a time mends.
            self._lock.release()
            self._lock = Lock(self.folder)
            with suppress(InUseError):  # by a run that has mended it
                self._lock.take(alone=True, wait=_WAIT / _ATTEMPTS)
                if not self._try_to_connect():
                    cache_folder.delete_database(self.folder)
                    self._create()
            self.close()
        raise InUseError("other runs keep replacing it")

    def _try_to_connect(self) -> bool:
        """Connect to a database that is certainly ours; return whether there is one."""
        if cache_folder.has_journal(self.folder) or not os.path.lexists(self._path):
            return False
        cache_folder.check_files(self.folder)
        if os.path.getsize(self._path) > _LARGEST or not self._can_be_written():
            return False
        database = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
        try:
            self._check(database)
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED_PAGES}")
        except (_ForeignError, sqlite3.DatabaseError, UnicodeError) as error:
            database.close()
            if isinstance(error, _ForeignError) or _is_damage(error):
                return False
            raise  # locked, or the disk is full
        self._connection = database
        return True

    def _can_be_written(self) -> bool:
        """Return whether the header says so: SQLite only reads a database of a version that it does not know.

        https://www.sqlite.org/fileformat.html#file_format_version_numbers
        """
        with open(self._path, "rb") as file:
            return file.read(20)[18:] in _VERSIONS

    def _check(self, database: sqlite3.Connection) -> None:
        """Raise _ForeignError for anything but our tables: a view or a trigger could run arbitrary SQL."""
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA cell_size_check = ON")
        if not self._has_our_tables(database):
            raise _ForeignError
        if database.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "off"):
            raise _ForeignError

    def _has_our_tables(self, database: sqlite3.Connection) -> bool:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        return bool(version == self._version) and _tables(database) == set(self._tables)

    def _connect_to_read(self) -> None:
        """Connect to a database that cannot be changed, without anything that is beside it."""
        database = sqlite3.connect(f"{self._uri()}&immutable=1", uri=True, isolation_level=None)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            is_ours = self._has_our_tables(database)
        except (sqlite3.Error, UnicodeError) as error:
            database.close()
            if not _is_damage(error):
                raise
            raise OSError("the database is damaged and read-only") from error
        if not is_ours:
            database.close()
            raise OSError("the database is from another version, and read-only")
        self._connection, self._is_immutable = database, True

    def _connect_in_fork(self) -> None:
        """Connect again to read.

        A connection must not be carried across a fork, nor closed there, so what was inherited is kept
        (https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_connection_across_a_fork_).
        """
        self._process = os.getpid()
        self._inherited, self._connection = self._connection, None
        self._writable = False
        if self._inherited is None:
            return
        try:
            if self._is_immutable:
                self._connect_to_read()
                return
            database = sqlite3.connect(self._uri(), timeout=_WAIT, uri=True, isolation_level=None)
            self._connection = database
            self._check(database)
        except (OSError, sqlite3.Error, UnicodeError, _ForeignError) as error:
            self._give_up(error)

    def _uri(self) -> str:
        from urllib.parse import quote  # only for a read-only cache, and in a fork

        return f"file:{quote(os.fsencode(os.path.abspath(self._path)))}?mode=ro"

    def _create(self) -> None:
        """Create the database under another name, so that no journal ever has its own."""
        cache_folder.prune(os.path.dirname(self.folder), _MOST_BYTES_OF_ALL)
        cache_folder.mark(self.folder)
        path = os.path.join(self.folder, NEW)
        database = sqlite3.connect(path, isolation_level=None)
        try:
            database.execute(f"PRAGMA page_size = {_PAGE}")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("BEGIN IMMEDIATE")
            for statement in self._tables:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {self._version}")
            database.execute("COMMIT")
        finally:
            database.close()  # which also removes what is beside it
        os.replace(path, self._path)

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: cannot use the cache: {_reason(error)}"
        self.is_whole = False
        had_connection = self._connection is not None
        self.close()
        if had_connection and self._writable and _is_damage(error):
            with suppress(OSError):  # another run is using it
                cache_folder.clean(self.folder)
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
