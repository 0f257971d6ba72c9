"""What earlier runs found: findings and parts of reports by file, guesses of schemas, and plug-ins' files.

What it holds is data, never code: an archive from elsewhere may bring a cache along.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lint.run.cache_database import Database

_VERSION = 2
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
        self._database = Database(folder, _SCHEMA, _VERSION)

    @property
    def trouble(self) -> str | None:
        """What keeps it from being used, or written; `None` for nothing."""
        return self._database.trouble

    def rows(self, key: bytes, paths: Iterable[bytes], report: str) -> dict[bytes, Row]:
        """Give what is known of some files under a key.

        Parameters:
            report: rows of this `report_key` are given without their findings; empty for none.
        """
        found = [row for path in paths for row in self._database.read(_ONE, (report or None, key, path))]
        return {row[0]: Row._make(row) for row in found}

    def rows_between(
        self, key: bytes, first: bytes, last: bytes, report: str, most: int
    ) -> dict[bytes, Row] | None:
        """Give what is known of all files from one path to another, in the same way; `None` for too many."""
        found = self._database.read(_SOME, (report or None, key, first, last, most + 1))
        return {row[0]: Row._make(row) for row in found} if len(found) <= most else None

    def beside(self, key: bytes, first: bytes, last: bytes) -> list[bytes]:
        """Give the paths of a few rows on either side of others."""
        rows = self._database.read(_BEFORE, (key, first, _BESIDE)) + self._database.read(
            _BEHIND, (key, last, _BESIDE)
        )
        return [row[0] for row in rows]

    def store(self, rows: Iterable[tuple[bytes, Row]]) -> None:
        """Keep what was found, each row under its key."""
        self._database.write(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(key, *row) for key, row in rows],
        )

    def restamp(self, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
        """Note the stamps of files whose content is the same, each before the file's key and path."""
        self._database.write("UPDATE results SET stamp = ? WHERE key = ? AND path = ?", rows)

    def forget(self, key: bytes, paths: Sequence[bytes]) -> None:
        """Drop what is known of some files."""
        self._database.write(
            "DELETE FROM results WHERE key = ? AND path = ?", [(key, path) for path in paths]
        )

    def is_used(self, key: bytes) -> bool:
        """Say whether a whole run was made under a key."""
        return self._one("SELECT 1 FROM keys WHERE key = ?", key) is not None

    def guess(self, signature: bytes) -> tuple[str, str] | None:
        """Give the schema that was guessed of a sample of posts, and the reason."""
        found = self._one("SELECT schema, reason FROM guesses WHERE signature = ?", signature)
        return (str(found[0]), str(found[1])) if found is not None else None

    def store_guess(self, signature: bytes, guessed: tuple[str, str]) -> None:
        """Keep what was guessed."""
        self._database.write("INSERT OR REPLACE INTO guesses VALUES (?, ?, ?)", [(signature, *guessed)])

    def plugins(self, installed: bytes) -> str | None:
        """Give the files that plug-ins' rules came from, one a line, with just these packages installed."""
        found = self._one("SELECT files FROM plugins WHERE installed = ?", installed)
        return str(found[0]) if found is not None else None

    def store_plugins(self, installed: bytes, files: str) -> None:
        """Keep which files plug-ins' rules came from."""
        self._database.write("INSERT OR REPLACE INTO plugins VALUES (?, ?)", [(installed, files)])

    def close(self, key_order: Sequence[bytes], now: int) -> None:
        """Note which keys were used, drop what has not been used for long, and close.

        Parameters:
            key_order: the keys of this run.
            now: seconds since the epoch.
        """
        if key_order:
            self._database.write(
                "INSERT OR REPLACE INTO keys VALUES (?, ?)", [(key, now) for key in key_order]
            )
            self._database.tidy(lambda connection: self._evict(connection, len(key_order)))
        self._database.close()

    def _evict(self, connection: sqlite3.Connection, least: int) -> None:
        many = connection.execute("SELECT count(*) FROM keys").fetchone()[0] > max(_MOST_KEYS, least)
        large = self._database.size() > _MOST_BYTES
        guesses = connection.execute("SELECT count(*) FROM guesses").fetchone()[0]
        if guesses > _MOST_GUESSES:
            connection.execute("DELETE FROM guesses")
        if not many and not large:
            return
        limit = least if large else max(_MOST_KEYS, least)
        deleted = connection.execute(_EVICT_RESULTS, (limit,)).rowcount
        connection.execute(_EVICT_KEYS, (limit,))
        if deleted:
            connection.execute("VACUUM")

    def _one(self, query: str, key: bytes) -> tuple[Any, ...] | None:
        rows = self._database.read(query, (key,))
        return rows[0] if rows else None
