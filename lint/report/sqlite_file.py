"""The file of a database report: what is in it is added to only if runs of this program made all of it.

SQLite believes what is beside a database: a journal there can name any file, which SQLite then deletes or
writes to. What is in it, such as a trigger, is a program. So the file is never opened in its place: a copy
with a name of its own is checked and added to, and then takes the file's place.
https://www.sqlite.org/security.html#untrusted_sqlite_database_files
"""

import os
import sqlite3
import stat
from collections.abc import Iterable

from lint.primitives.rewrite import WholeFile, sweep
from lint.report.reporter import ReporterError

# https://www.sqlite.org/fileformat2.html#the_database_header
_MAGIC, _HEADER = b"SQLite format 3\0", 100
_VERSIONS, _LEGACY = slice(18, 20), b"\1\1"
_BESIDE = ("-journal", "-wal", "-shm")
_LARGEST = 1 << 34
_PIECE = 1 << 20


class DatabaseFile:
    """A copy of a database to add to, or a new one.

    Parameters:
        path: the file.
        statements: those that create the tables and indexes, which are all that it may have.

    Raises:
        ReporterError: when the file cannot be used.
    """

    def __init__(self, path: str, statements: Iterable[str]) -> None:
        self._path = path
        self._before: os.stat_result | None = None
        if os.path.exists(path) and not os.path.isfile(path):
            raise ReporterError(f"{path}: is not a regular file; expected one for a database")
        try:
            sweep(os.path.dirname(os.path.realpath(path)))
            self._file = WholeFile(path)
        except OSError as error:
            raise ReporterError(f"{path}: cannot be written: {error.strerror}") from error
        self._connection: sqlite3.Connection | None = None
        try:
            self.connection = self._open({each.strip() for each in statements})
        except sqlite3.Error as error:
            self.close()
            raise ReporterError(f"{path}: cannot be used as a database: {error}") from error
        except OSError as error:
            self.close()
            raise ReporterError(f"{path}: cannot be read: {error.strerror}") from error
        except ReporterError:
            self.close()
            raise

    def _open(self, statements: set[str]) -> sqlite3.Connection:
        name = self._file.temporary
        assert name is not None  # noqa: S101 - a regular file, or a new one
        self._copy()
        self._file.flush()
        connection = self._connection = sqlite3.connect(name, isolation_level=None)
        # Nothing else has this name, and a copy that is not finished is deleted.
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "journal_mode = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        self._refuse_foreign(connection, statements)
        connection.execute("BEGIN IMMEDIATE")
        known = {sql for _, _, sql in _schema(connection)}
        for statement in sorted(statements - known, key=lambda each: " INDEX " in each):
            connection.execute(statement)
        return connection

    def _copy(self) -> None:
        """Copy the file, if there is one, or raise ReporterError."""
        try:
            handle = os.open(
                self._path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
        except FileNotFoundError:
            handle = -1
        # A journal would be believed as soon as the file is there.
        for beside in (os.path.realpath(self._path) + suffix for suffix in _BESIDE):
            if os.path.lexists(beside):
                if handle >= 0:
                    os.close(handle)
                raise ReporterError(
                    f"{self._path}: {beside} is beside it: another program has the database open or did not"
                    " finish; expected the database alone"
                )
        if handle < 0:
            return
        with open(handle, "rb") as file:
            status = self._before = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise ReporterError(f"{self._path}: is not a regular file; expected one for a database")
            if status.st_size > _LARGEST:
                raise ReporterError(
                    f"{self._path}: has {status.st_size:,} bytes; expected at most {_LARGEST:,} to add to"
                )
            header = file.read(_HEADER)
            if header and not header.startswith(_MAGIC):
                raise ReporterError(f"{self._path}: cannot be used as a database: it is another kind of file")
            if header:
                # A write-ahead log would be beside it.
                self._file.write(header[: _VERSIONS.start] + _LEGACY + header[_VERSIONS.stop :])
            rest = status.st_size - len(header)
            while rest > 0 and (piece := file.read(min(_PIECE, rest))):
                self._file.write(piece)
                rest -= len(piece)

    def _refuse_foreign(self, connection: sqlite3.Connection, statements: set[str]) -> None:
        for kind, name, sql in _schema(connection):
            if sql not in statements:
                raise ReporterError(
                    f"{self._path}: has the {kind} {name!r}, which lint does not create; expected only the"
                    " tables of earlier runs, or a new file"
                )
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise ReporterError(f"{self._path}: cannot be used as a database: it is damaged")

    def done(self) -> None:
        """Put the copy in the file's place, or raise ReporterError or OSError."""
        self._disconnect()
        try:
            now: os.stat_result | None = os.stat(self._path)
        except FileNotFoundError:
            now = None
        if _identity(now) != _identity(self._before):
            raise ReporterError(f"{self._path}: has changed in the meantime; run lint again")
        self._file.done()

    def close(self) -> None:
        """Discard the copy; does nothing after `done`."""
        self._disconnect()
        self._file.drop()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return type, name and statement of all that a database has, but for what SQLite makes itself."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    # The index of a primary key has no statement.
    return [row for row in rows if row[2] is not None or row[0] != "index"]


def _identity(status: os.stat_result | None) -> tuple[int, ...] | None:
    return status and (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
