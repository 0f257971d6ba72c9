"""What earlier runs found, in `.lint_cache/`: a database that only saves time.

Whatever is wrong with it, a run goes on without it: it is said once, and the results are the same. SQLite
keeps it whole with several runs at once, when a run is killed, and when the disk is full. What it holds is
data, never code: an archive from elsewhere may bring a cache along.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = ".lint_cache"
_FILE = "results.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE results (
  key BLOB NOT NULL, path BLOB NOT NULL, stamp TEXT NOT NULL, content TEXT NOT NULL, tallies TEXT NOT NULL,
  findings TEXT NOT NULL, format TEXT NOT NULL, piece BLOB NOT NULL, PRIMARY KEY (key, path)
) WITHOUT ROWID;
CREATE TABLE keys (key BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE guesses (signature BLOB PRIMARY KEY, schema TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE plugins (installed BLOB PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID;
"""
# Sets of results under other settings that are kept: a hook, a CI run and a few tries.
_MOST_KEYS = 8
_MOST_BYTES = 1 << 30
_MOST_GUESSES = 64
_FEW = 400
# https://bford.info/cachedir/
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by archive-lint; can be deleted.\n"


class Row(NamedTuple):
    """What is known of a file.

    Parameters:
        stamp: times and size of the file when it was read.
        content: what its bytes are known by.
        tallies: its findings by rule, as JSON.
        findings: its findings, as JSON.
        format: the report, and how it was written, that `piece` is for.
        piece: the file's part of that report, in UTF-8.
    """

    path: bytes
    stamp: str
    content: str
    tallies: str
    findings: str
    format: str
    piece: bytes


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

    def rows(self, key: bytes, paths: Sequence[bytes]) -> dict[bytes, Row]:
        """Give what is known of some files under a key."""
        columns = "path, stamp, content, tallies, findings, format, piece"
        query = f"SELECT {columns} FROM results WHERE key = ?"  # noqa: S608 - names of ours
        try:
            if self._database is None:
                return {}
            if len(paths) > _FEW:
                found = self._database.execute(query, (key,)).fetchall()
            else:
                marks = ", ".join("?" * len(paths))
                found = self._database.execute(f"{query} AND path IN ({marks})", (key, *paths)).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return {}
        return {row[0]: Row._make(row) for row in found}

    def store(self, key: bytes, rows: Iterable[Row]) -> None:
        """Keep what was found."""
        self._write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ((key, *row) for row in rows)
        )

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
        if self._database is None:
            return
        if self._writable and key_order:
            self._write("INSERT OR REPLACE INTO keys VALUES (?, ?)", [(key, now) for key in key_order])
            try:
                self._evict()
            except sqlite3.Error as error:
                self._give_up(error)
        if self._database is not None:
            self._database.close()

    def _evict(self) -> None:
        assert self._database is not None  # noqa: S101 - asked before
        database = self._database
        kept = "SELECT key FROM keys ORDER BY used DESC LIMIT ?"
        many = database.execute("SELECT count(*) FROM keys").fetchone()[0] > _MOST_KEYS
        size = os.path.getsize(os.path.join(self.folder, _FILE))
        if not many and size <= _MOST_BYTES:
            return
        limit = _MOST_KEYS if size <= _MOST_BYTES else 1
        with database:
            database.execute(f"DELETE FROM results WHERE key NOT IN ({kept})", (limit,))  # noqa: S608 - ours
            database.execute(f"DELETE FROM keys WHERE key NOT IN ({kept})", (limit,))  # noqa: S608 - ours
            database.execute(
                "DELETE FROM guesses WHERE signature NOT IN (SELECT signature FROM guesses LIMIT ?)",
                (_MOST_GUESSES,),
            )
        database.execute("VACUUM")

    def _one(self, query: str, key: bytes) -> tuple[object, ...] | None:
        if self._database is None:
            return None
        try:
            found: tuple[object, ...] | None = self._database.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return found

    def _write(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._database is None or not self._writable:
            return
        try:
            with self._database:
                self._database.executemany(query, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _open(self) -> None:
        path = os.path.join(self.folder, _FILE)
        if not os.path.isdir(self.folder):
            os.makedirs(self.folder)
            _put(os.path.join(self.folder, "CACHEDIR.TAG"), _TAG)
            _put(os.path.join(self.folder, ".gitignore"), "*\n")
        self._writable = os.access(self.folder, os.W_OK) and (
            not os.path.exists(path) or os.access(path, os.W_OK)
        )
        try:
            self._connect(path)
        except sqlite3.DatabaseError:
            if not self._writable:
                raise
            # Damaged, or of another version: nothing in it is worth keeping.
            clean(os.path.dirname(self.folder))
            self._connect(path)

    def _connect(self, path: str) -> None:
        if self._writable:
            database = sqlite3.connect(path, timeout=2)
        else:
            database = sqlite3.connect(f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True)
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and self._writable:
                database.execute("PRAGMA journal_mode = WAL")
                database.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version = {_VERSION};COMMIT;")
            elif version != _VERSION:
                raise sqlite3.DatabaseError(f"it is of version {version}")
            if self._writable:
                database.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            database.close()
            raise
        self._database = database

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self.folder}: not used: {error}"
        if self._database is not None:
            self._database.close()
            self._database = None


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
    from urllib.parse import quote  # noqa: PLC0415 - only for a cache that cannot be written

    return quote(os.path.abspath(path))
