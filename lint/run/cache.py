"""What earlier runs found: findings and report parts by file, sites' evidence, and the files of plug-ins.

The cache holds data, never code: an archive from elsewhere may bring a cache along.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lint.run.cache_database import Database

_VERSION = 3
_RESULTS = """CREATE TABLE results (
  key BLOB NOT NULL, path BLOB NOT NULL, stamp TEXT NOT NULL, content TEXT NOT NULL, tallies TEXT NOT NULL,
  format TEXT NOT NULL, piece BLOB NOT NULL, findings TEXT NOT NULL, PRIMARY KEY (key, path)
)"""
_KEYS = "CREATE TABLE keys (key BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID"
_EVIDENCE = "CREATE TABLE evidence (signature BLOB PRIMARY KEY, found TEXT NOT NULL) WITHOUT ROWID"
_PLUGINS = "CREATE TABLE plugins (installed BLOB PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID"
_SCHEMA = (_RESULTS, _KEYS, _EVIDENCE, _PLUGINS)
# If a file's part of the report is stored, its findings need not be read. The placeholders have no numbers:
# Python 3.12 treats numbered ones as named, and warns about a sequence of values.
_ROWS = """SELECT path, stamp, content, tallies, format, piece,
  CASE WHEN format = ? THEN '' ELSE findings END FROM results WHERE key = ?"""
_SOME = f"{_ROWS} AND path BETWEEN ? AND ? LIMIT ?"
_ONE = f"{_ROWS} AND path = ?"
_BEFORE = "SELECT path FROM results WHERE key = ? AND path >= x'' AND path < ? ORDER BY path DESC LIMIT ?"
_AFTER = "SELECT path FROM results WHERE key = ? AND path > ? ORDER BY path LIMIT ?"
_BESIDE = 16
_EVICT_RESULTS = "DELETE FROM results WHERE key NOT IN (SELECT key FROM keys ORDER BY used DESC LIMIT ?)"
_EVICT_KEYS = "DELETE FROM keys WHERE key NOT IN (SELECT key FROM keys ORDER BY used DESC LIMIT ?)"
# How many sets of results under different settings are kept: a hook, a CI run and a few experiments.
_MOST_KEYS = 8
_MOST_BYTES = 1 << 30
_MOST_EVIDENCE = 64


class Row(NamedTuple):
    """What is known about a file.

    Parameters:
        path: its absolute path.
        stamp: its times and size when it was read.
        content: the digest of its bytes.
        tallies: its findings counted by rule, as JSON.
        report_key: the report and settings that `piece` was rendered for.
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
    """The results of earlier runs, in the `.lint_cache` of a folder, which is created if needed."""

    def __init__(self, folder: str) -> None:
        self._database = Database(folder, _SCHEMA, _VERSION)

    @property
    def trouble(self) -> str | None:
        """Why the cache cannot be used or written; `None` if it can."""
        return self._database.trouble

    def rows(self, key: bytes, paths: Iterable[bytes], report: str) -> dict[bytes, Row]:
        """Return the rows of some files under a key, without the findings of those rendered for `report`."""
        found = [row for path in paths for row in self._database.read(_ONE, (report or None, key, path))]
        return {row[0]: Row._make(row) for row in found}

    def rows_between(
        self, key: bytes, first: bytes, last: bytes, report: str, most: int
    ) -> dict[bytes, Row] | None:
        """Return the rows of all files from one path to another; `None` for more than `most`."""
        found = self._database.read(_SOME, (report or None, key, first, last, most + 1))
        return {row[0]: Row._make(row) for row in found} if len(found) <= most else None

    def beside(self, key: bytes, first: bytes, last: bytes) -> list[bytes]:
        """Return the paths of a few rows before `first` and after `last`."""
        before = self._database.read(_BEFORE, (key, first, _BESIDE))
        return [row[0] for row in before + self._database.read(_AFTER, (key, last, _BESIDE))]

    def store(self, rows: Iterable[tuple[bytes, Row]]) -> None:
        """Store rows, each under its key."""
        self._database.write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, *row) for key, row in rows],
        )

    def restamp(self, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
        """Update the stamps of files with unchanged content, given as stamp, key and path."""
        self._database.write("UPDATE results SET stamp = ? WHERE key = ? AND path = ?", rows)

    def forget(self, key: bytes, paths: Sequence[bytes]) -> None:
        """Delete the rows of some files."""
        self._database.write(
            "DELETE FROM results WHERE key = ? AND path = ?", [(key, path) for path in paths]
        )

    def is_used(self, key: bytes) -> bool:
        """Return whether a run under a key was completed."""
        return self._one("SELECT 1 FROM keys WHERE key = ?", key) is not None

    def evidence(self, signature: bytes) -> str | None:
        """Return what a sample of posts shows, as JSON."""
        found = self._one("SELECT found FROM evidence WHERE signature = ?", signature)
        return str(found[0]) if found is not None else None

    def store_evidence(self, signature: bytes, found: str) -> None:
        """Store what a sample of posts shows, as JSON."""
        self._database.write("INSERT OR REPLACE INTO evidence VALUES (?, ?)", [(signature, found)])

    def plugins(self, installed: bytes) -> str | None:
        """Return the files of plug-ins' rules, one per line, for a set of installed packages."""
        found = self._one("SELECT files FROM plugins WHERE installed = ?", installed)
        return str(found[0]) if found is not None else None

    def store_plugins(self, installed: bytes, files: str) -> None:
        """Store the files of plug-ins' rules."""
        self._database.write("INSERT OR REPLACE INTO plugins VALUES (?, ?)", [(installed, files)])

    def close(self, key_order: Sequence[bytes], now: int) -> None:
        """Record this run's keys and time (seconds), delete the results used least recently, and close."""
        if key_order:
            self._database.write(
                "INSERT OR REPLACE INTO keys VALUES (?, ?)", [(key, now) for key in key_order]
            )
            self._database.tidy(lambda connection: self._evict(connection, len(key_order)))
        self._database.close()

    def _evict(self, connection: sqlite3.Connection, least: int) -> None:
        if connection.execute("SELECT count(*) FROM evidence").fetchone()[0] > _MOST_EVIDENCE:
            connection.execute("DELETE FROM evidence")
        most = max(_MOST_KEYS, least)
        large = self._database.size() > _MOST_BYTES
        if not large and connection.execute("SELECT count(*) FROM keys").fetchone()[0] <= most:
            return
        limit = (least if large else most,)
        deleted = connection.execute(_EVICT_RESULTS, limit).rowcount
        connection.execute(_EVICT_KEYS, limit)
        if deleted:
            connection.execute("VACUUM")

    def _one(self, query: str, key: bytes) -> tuple[Any, ...] | None:
        rows = self._database.read(query, (key,))
        return rows[0] if rows else None
