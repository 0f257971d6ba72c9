"""What was said of URLs: one file of SQLite, kept between runs."""

import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from urllib.parse import quote

import msgspec

from lint.web.known import Known, after
from lint.web.sealed import DamageError, sealed, unsealed
from lint.web.verdict import Kind, Verdict
from lint.web.wanted import Row, Wanted

FILE = "verdicts.sqlite"
NEW = "new-verdicts.sqlite"
_DAY = 86_400.0
# A run that did not come to its end is gone on with for so long.
_LONGEST_RUN = _DAY
_VERSION = 1
_TABLES = (
    "CREATE TABLE verdicts (url TEXT, kind TEXT, packed BLOB, PRIMARY KEY (url, kind)) WITHOUT ROWID",
    # What seems dead, until the second question.
    "CREATE TABLE suspects (url TEXT, kind TEXT, packed BLOB, PRIMARY KEY (url, kind)) WITHOUT ROWID",
    "CREATE TABLE copies (url TEXT, date TEXT, packed BLOB, PRIMARY KEY (url, date)) WITHOUT ROWID",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
)
_KNOWN = msgspec.msgpack.Decoder(Known)
_COPIES = msgspec.msgpack.Decoder(tuple[str, str, float])
_PUT = "INSERT OR REPLACE INTO {} VALUES (?, ?, ?)"


class Store:
    """The verdicts of an archive. A file that is damaged is given up: `trouble` says why, nothing is raised.

    Its folder must be this user's alone (`lint.run.cache_folder`). Each process opens the file for itself.

    Parameters:
        path: the file, which is created if needed; empty for verdicts that are not kept.
        is_copy: whether it was made by `write_copy`, so that nobody writes it any more.
    """

    def __init__(self, path: str = "", *, is_copy: bool = False) -> None:
        self.trouble: str | None = None
        self.is_damaged = False
        # Whether there may be any.
        self._has_suspects = True
        self.wanted = Wanted()
        self.path = path
        try:
            self._database = _opened_copy(path) if is_copy else self._open(path)
        except (OSError, sqlite3.Error, DamageError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Close the file."""
        self._database.close()
        self.wanted.close()

    def write_copy(self, path: str) -> None:
        """Write all to a new file, for processes that only read it, also on other machines.

        Raises:
            OSError: if it cannot be written.
        """
        try:
            self._database.execute("VACUUM INTO ?", (path,))
        except sqlite3.Error as error:
            raise OSError(f"{path}: cannot be written: {error}") from error

    def want(self, rows: Iterable[Row]) -> None:
        """Add URLs that this run wants."""
        self.wanted.want(rows)

    def begin(self, now: float) -> float:
        """Begin a run, or go on with one that did not come to its end; return when it began.

        Parameters:
            now: seconds since 1970.
        """
        began = self._fact("began", 0.0)
        if isinstance(began, float) and 0 < began <= now < began + _LONGEST_RUN:
            return began
        self._write(("DELETE FROM suspects", [()]), _fact_row("began", now))
        self._has_suspects = False
        return now

    def end(self) -> None:
        """Say that the run has asked everything: the next one begins anew."""
        self._write(("DELETE FROM suspects", [()]), _fact_row("began", 0.0))

    def known(self, url: str, kind: Kind) -> Known | None:
        """Return what is known of a URL, however old; `None` if nothing is."""
        return self._read("verdicts", url, kind)

    def verdict(self, url: str, kind: Kind) -> Verdict | None:
        """Return the last verdict on a URL; `None` if it was never asked."""
        known = self.known(url, kind)
        return None if known is None else known.verdict

    def suspect(self, url: str, kind: Kind) -> Verdict | None:
        """Return what the first question of this run said of a URL that seems dead."""
        known = self._read("suspects", url, kind)
        return None if known is None else known.verdict

    def verdicts(self) -> Iterator[tuple[str, Kind, Known | None]]:
        """Yield all URLs that this run wants, with what is known of each, in the order of URLs."""
        for url, kinds in self.wanted.urls():
            for kind in kinds:
                yield url, kind, self.known(url, kind)

    def has_verdicts(self) -> bool:
        """Return whether anything is known of any URL."""
        return bool(self._rows("SELECT 1 FROM verdicts LIMIT 1", ()))

    def put(
        self, rows: Sequence[tuple[str, Kind, Verdict]], *, new: Container[tuple[str, Kind]] = ()
    ) -> None:
        """Store verdicts in one transaction. One that must be asked again is only a suspect.

        Parameters:
            new: what neither is known nor was a suspect, so that nothing is looked for.
        """
        suspects = [(url, kind, sealed((url, kind), Known(each))) for url, kind, each in rows if each.again]
        settled = {(url, kind): each for url, kind, each in rows if not each.again}
        self._has_suspects = self._has_suspects or bool(suspects)
        no_suspects = [each for each in settled if each not in new] if self._has_suspects else []
        news, is_new = [], False
        for (url, kind), verdict in settled.items():
            old = None if (url, kind) in new else self.known(url, kind)
            is_new = is_new or old is None or _said(old.verdict) != _said(verdict)
            news.append((url, kind, sealed((url, kind), after(old, verdict))))
        self._write(
            (_PUT.format("suspects"), suspects),
            (_PUT.format("verdicts"), news),
            ("DELETE FROM suspects WHERE url = ? AND kind = ?", no_suspects),
            *([_fact_row("state", os.urandom(16))] if is_new else []),
        )

    def copy(self, url: str, date: str) -> tuple[str, str, float] | None:
        """Return the copy that was found for a URL and a date: its URL, its date, and when it was looked for.

        The URL is empty if there was none; `None` if none was looked for.
        """
        rows = self._rows("SELECT packed FROM copies WHERE url = ? AND date = ?", (url, date))
        for (packed,) in rows:
            try:
                return _COPIES.decode(unsealed((url, date), packed))
            except (DamageError, msgspec.MsgspecError) as error:
                self._give_up(error)
        return None

    def put_copy(self, url: str, date: str, copy: tuple[str, str, float]) -> None:
        """Store the copy of a URL for a date, as `copy` gives it."""
        rows = [(url, date, sealed((url, date), copy))]
        self._write((_PUT.format("copies"), rows), _fact_row("state", os.urandom(16)))

    def state(self) -> bytes:
        """Return bytes that change whenever a verdict or a copy says something else."""
        value = self._fact("state", b"")
        return value if isinstance(value, bytes) else b""

    def _read(self, table: str, url: str, kind: Kind) -> Known | None:
        query = f"SELECT packed FROM {table} WHERE url = ? AND kind = ?"  # noqa: S608 - one of ours
        for (packed,) in self._rows(query, (url, kind)):
            try:
                return _KNOWN.decode(unsealed((url, kind), packed))
            except (DamageError, msgspec.MsgspecError) as error:
                self._give_up(error)
        return None

    def _fact(self, name: str, otherwise: object) -> object:
        rows = self._rows("SELECT value FROM facts WHERE name = ?", (name,))
        return rows[0][0] if rows else otherwise

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
        try:
            return self._database.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)
            return []

    def _write(self, *statements: tuple[str, Iterable[Sequence[object]]]) -> None:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            for query, rows in statements:
                self._database.executemany(query, rows)
            self._database.execute("COMMIT")
        except (sqlite3.Error, UnicodeError) as error:
            self._give_up(error)

    def _open(self, path: str) -> sqlite3.Connection:
        if path and not os.path.lexists(path):
            _create(path)
        # A journal of this name is never ours: SQLite would play it back.
        if path and os.path.lexists(f"{path}-journal"):
            raise DamageError("there is a foreign journal beside it")
        database = sqlite3.connect(path, timeout=10, isolation_level=None)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA cell_size_check = ON")
            if not path:
                _make_tables(database)
            _check(database)
            database.execute("PRAGMA synchronous = NORMAL")
        except BaseException:  # Ctrl-C too: an open database would keep its lock
            database.close()
            raise
        return database

    def _give_up(self, error: Exception) -> None:
        """Go on without the file, and with nothing of what it says: this run asks everything."""
        with suppress(AttributeError):
            self._database.close()
        self.is_damaged = not isinstance(error, OSError | sqlite3.OperationalError)
        self.trouble = f"{self.path}: cannot use the verdicts of earlier runs: {error}"
        self._database = self._open("")


def _opened_copy(path: str) -> sqlite3.Connection:
    """Open a file that nobody writes: it needs no locks, which network folders lack."""
    # Those who use it take turns, but may be different threads.
    place = f"file:{quote(path)}?mode=ro&immutable=1"
    database = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _check(database)
    except BaseException:  # as in `_open`
        database.close()
        raise
    return database


def _said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.state, verdict.reason, verdict.status, verdict.final


def _check(database: sqlite3.Connection) -> None:
    """Raise DamageError for anything but our tables: a view or a trigger could run arbitrary SQL."""
    tables = {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if tables != set(_TABLES) or database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        raise DamageError("it is not of this version")


def _create(path: str) -> None:
    """Create the file under another name, so that no journal ever has its own."""
    new = os.path.join(os.path.dirname(path), NEW)
    for each in (f"{new}-journal", f"{new}-wal", f"{new}-shm", new):
        with suppress(FileNotFoundError):
            os.unlink(each)
    database = sqlite3.connect(new, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        _make_tables(database)
    finally:
        database.close()
    os.replace(new, path)


def _make_tables(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    for statement in _TABLES:
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {_VERSION}")
    database.execute("COMMIT")


def _fact_row(name: str, value: object) -> tuple[str, list[tuple[object, ...]]]:
    return "INSERT OR REPLACE INTO facts VALUES (?, ?)", [(name, value)]
