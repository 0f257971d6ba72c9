"""What earlier runs found: observations by file, parts of reports, and notes such as a site's evidence.

The cache holds data, never code, and each row has a checksum: a damaged one is not read.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from lint.primitives.blake2 import blake2b
from lint.run import index_schema, index_store
from lint.run.cache_database import Database, Statement

VERSION = 11
_RESULTS = """CREATE TABLE results (
  key BLOB NOT NULL, path BLOB NOT NULL, stamp TEXT NOT NULL, content TEXT NOT NULL, rules TEXT NOT NULL,
  observed BLOB NOT NULL, checksum BLOB NOT NULL, PRIMARY KEY (key, path)
)"""
_PIECES = """CREATE TABLE pieces (
  key BLOB NOT NULL, path BLOB NOT NULL, stamp TEXT NOT NULL, content TEXT NOT NULL, outcome TEXT NOT NULL,
  piece BLOB NOT NULL, checksum BLOB NOT NULL, PRIMARY KEY (key, path)
)"""
_NOTES = """CREATE TABLE notes (
  kind TEXT NOT NULL, key BLOB NOT NULL, value TEXT NOT NULL, checksum BLOB NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID"""
_USED = """CREATE TABLE used (
  kind TEXT NOT NULL, key BLOB NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID"""
SCHEMA = (_RESULTS, _PIECES, _NOTES, _USED, *index_schema.TABLES)
# The types of what has a checksum; SQLite stores anything in any column.
_RECORD = (bytes, str, str, bytes)
_NOTE = (str, str)
_BESIDE = 16
# How many keys of each table are kept: a hook, a CI run and a few experiments; a few reports.
_MOST_KEYS = {"results": 8, "pieces": 6}
_MOST_BYTES = 2 << 30
_MOST_NOTES = 64
# The share of the file that may be unused: new results will need it.
_MOST_FREE = 0.7


class Row(NamedTuple):
    """What rules observed in a file.

    Parameters:
        path: its absolute path.
        stamp: its times and size when it was read.
        content: the digest of its bytes.
        rules: which rules have run, and which have observed something, as hexadecimal numbers.
        observed: their observations.
    """

    path: bytes
    stamp: str
    content: str
    rules: str
    observed: bytes


class Piece(NamedTuple):
    """A file's part of a report.

    Parameters:
        path, stamp, content: as those of a row.
        outcome: what it adds to the summary, as JSON.
        text: its part of the report, in UTF-8.
    """

    path: bytes
    stamp: str
    content: str
    outcome: str
    text: bytes


RecordT = TypeVar("RecordT", Row, Piece)
# A row of the database, not checked yet: its key, the record, and the checksum.
Stored = tuple[Any, ...]
STAMP = 2


def record(stored: Stored, make: type[RecordT]) -> RecordT | None:
    """Return what is stored as a record of a class; `None` if no run stored it."""
    key, path, stamp, content, about, data, checksum = stored
    if type(stamp) is str and _is_sound(checksum, key, (path, content, about, data), _RECORD):
        return make(path, stamp, content, about, data)
    return None


def stored(key: bytes, known: Row | Piece) -> Stored:
    """Return a record as it is stored under a key, which `record` reads."""
    path, stamp, content, about, data = known
    return key, path, stamp, content, about, data, _checksum(key, path, content, about, data)


class Table:
    """Records by key and file."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self.name = name

    def some(self, key: bytes, paths: Iterable[bytes]) -> dict[bytes, Stored]:
        """Return what is stored of some files under a key."""
        query = f"SELECT * FROM {self.name} WHERE key = ? AND path = ?"  # noqa: S608 - a name of ours
        return _by_path(row for path in paths for row in self._database.read(query, (key, path)))

    def between(self, key: bytes, first: bytes, last: bytes, most: int) -> dict[bytes, Stored] | None:
        """Return what is stored of all files from one path to another; `None` for more than `most`."""
        query = f"SELECT * FROM {self.name} WHERE key = ? AND path BETWEEN ? AND ? LIMIT ?"  # noqa: S608 - as above
        found = self._database.read(query, (key, first, last, most + 1))
        return _by_path(found) if len(found) <= most else None

    def beside(self, key: bytes, first: bytes, last: bytes) -> list[bytes]:
        """Return the paths of a few records before `first` and after `last`."""
        of_key = f"SELECT path FROM {self.name} WHERE key = ? AND path"  # noqa: S608 - as above
        before = self._database.read(f"{of_key} < ? ORDER BY path DESC LIMIT ?", (key, first, _BESIDE))
        after = self._database.read(f"{of_key} > ? ORDER BY path LIMIT ?", (key, last, _BESIDE))
        return [path for (path,) in before + after if type(path) is bytes]

    def restamp(self, rows: Sequence[tuple[str, bytes, bytes]]) -> None:
        """Update the stamps of files with unchanged content, given as stamp, key and path."""
        self._database.write((f"UPDATE {self.name} SET stamp = ? WHERE key = ? AND path = ?", rows))  # noqa: S608 - as above

    def storing(self, records: Iterable[tuple[bytes, Row | Piece]]) -> Statement:
        """Return the statement that stores records, each under its key."""
        values = [stored(key, each) for key, each in records]
        return f"INSERT OR REPLACE INTO {self.name} VALUES (?, ?, ?, ?, ?, ?, ?)", values  # noqa: S608 - as above

    def forgetting(self, paths: Sequence[bytes]) -> Statement:
        """Return the statement that deletes the records of some files under every key."""
        values = [(self.name, path) for path in paths]
        keys = "(SELECT key FROM used WHERE kind = ?)"
        return f"DELETE FROM {self.name} WHERE key IN {keys} AND path = ?", values  # noqa: S608 - as above


class Cache:
    """The results of earlier runs, in a folder, which is created if needed."""

    def __init__(self, folder: str) -> None:
        self._database = Database(folder, SCHEMA, VERSION)
        self.folder = folder
        self._has_grown = False
        self.results = Table(self._database, "results")
        self.pieces = Table(self._database, "pieces")
        self.index = index_store.IndexStore(self._database)

    @property
    def trouble(self) -> str | None:
        """Why the cache cannot be used or written; `None` if it can."""
        return self._database.trouble

    def store(
        self,
        rows: Iterable[tuple[bytes, Row]] = (),
        pieces: Iterable[tuple[bytes, Piece]] = (),
        old: Iterable[tuple[bytes, bytes]] = (),
    ) -> None:
        """Store rows and parts of a report, each under its key; delete old parts, given by key and path."""
        self._has_grown = True
        deleting = "DELETE FROM pieces WHERE key = ? AND path = ?", old
        self._database.write(self.results.storing(rows), self.pieces.storing(pieces), deleting)

    def forget(self, paths: Sequence[bytes]) -> None:
        """Delete what is stored of some files."""
        self._database.write(self.results.forgetting(paths), self.pieces.forgetting(paths))

    def distrust_stamps(self) -> None:
        """Have every file compared by its content."""
        self._database.write(
            ("UPDATE results SET stamp = ''", [()]),
            ("UPDATE pieces SET stamp = ''", [()]),
            self.index.distrust(),
        )

    def is_used(self, kind: str, key: bytes) -> bool:
        """Return whether a run under a key of a table was completed."""
        return bool(self._database.read("SELECT 1 FROM used WHERE kind = ? AND key = ?", (kind, key)))

    def note(self, kind: str, key: bytes) -> str | None:
        """Return what was noted under a key; `None` if nothing was."""
        rows = self._database.read(
            "SELECT value, checksum FROM notes WHERE kind = ? AND key = ?", (kind, key)
        )
        return next(
            (value for value, checksum in rows if _is_sound(checksum, key, (kind, value), _NOTE)), None
        )

    def write_note(self, kind: str, key: bytes, value: str) -> None:
        """Note something under a key."""
        row = (kind, key, value, _checksum(key, kind, value))
        self._database.write(("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", [row]))

    def close(self, results: Sequence[bytes] = (), pieces: Sequence[bytes] = ()) -> None:
        """Record the keys that this run used, delete what was used least recently, and close.

        Parameters:
            results: the keys of results; empty for a run that was not completed.
            pieces: the keys of parts of reports.
        """
        used = [*(("results", key) for key in results), *(("pieces", key) for key in pieces)]
        last = self._database.read("SELECT kind, key FROM used ORDER BY turn DESC LIMIT ?", (len(used),))
        least = {"results": len(results), "pieces": len(pieces)}
        if results and (set(used) != set(last) or self._is_to_evict(least)):  # else it need not write
            turn = "(SELECT coalesce(max(turn), 0) + 1 FROM used)"
            self._database.write((f"INSERT OR REPLACE INTO used VALUES (?, ?, {turn})", used))  # noqa: S608 - our own text
            self._database.tidy(lambda database: self._evict(database, least))
        self._database.is_whole &= not self.index.is_lost
        self._database.close(prune=self._has_grown)

    def _is_large(self) -> bool:
        return self._database.size() > _MOST_BYTES

    def _most_keys(self, least: Mapping[str, int]) -> dict[str, int]:
        """Return how many keys of each table are kept: if there is too much, those of this run alone."""
        if self._is_large():
            return dict(least)
        return {kind: max(count, _MOST_KEYS[kind]) for kind, count in least.items()}

    def _is_to_evict(self, least: Mapping[str, int]) -> bool:
        """Return whether there is too much that can go, as after a run that was killed meanwhile."""
        counts = self._database.read("SELECT kind, count(*) FROM used GROUP BY kind", ())
        most = self._most_keys(least)
        return self.index.too_many(large=self._is_large()) or any(
            count > most.get(kind, 0) for kind, count in counts
        )

    def _evict(self, database: sqlite3.Connection, least: Mapping[str, int]) -> None:
        """Delete what was used least recently.

        Parameters:
            least: how many keys of each table this run has used.
        """
        most_notes = max(_MOST_NOTES, 4 * least["results"])  # each site of this run has some
        if database.execute("SELECT count(*) FROM notes").fetchone()[0] > most_notes:
            database.execute("DELETE FROM notes WHERE key <> x''")
        large = self._is_large()
        deleted = self.index.evict(database, large=large)
        for kind, most in self._most_keys(least).items():
            if database.execute("SELECT count(*) FROM used WHERE kind = ?", (kind,)).fetchone()[0] <= most:
                continue
            kept = "SELECT key FROM used WHERE kind = ? ORDER BY turn DESC LIMIT ?"
            unused = f"DELETE FROM {kind} WHERE key NOT IN ({kept})"  # noqa: S608 - our own names
            deleted += database.execute(unused, (kind, most)).rowcount
            database.execute(f"DELETE FROM used WHERE kind = ? AND key NOT IN ({kept})", (kind, kind, most))  # noqa: S608
        free = database.execute("PRAGMA freelist_count").fetchone()[0]
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        if deleted and (large or free > pages * _MOST_FREE):
            database.execute("VACUUM")  # which writes all of it


def _by_path(rows: Iterable[Stored]) -> dict[bytes, Stored]:
    # In a damaged database, the row that an index leads to may have any path.
    return {row[1]: row for row in rows if type(row[1]) is bytes}


def _is_sound(checksum: object, key: bytes, values: Sequence[object], kinds: Sequence[type]) -> bool:
    """Return whether values are of these kinds, and have a checksum."""
    return tuple(map(type, values)) == kinds and checksum == _checksum(key, *values)


def _checksum(key: bytes, *values: Any) -> bytes:  # noqa: ANN401 - text or bytes
    data = [value.encode("utf-8", "surrogatepass") if type(value) is str else value for value in values]
    return blake2b(b"\n".join((key, *data)), digest_size=8).digest()
