"""The URLs of one run, and in which order they are asked: in a file of SQLite's own, without a name."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, permutations
from typing import NamedTuple

from lint.web.verdict import Kind

_TABLES = """
CREATE TABLE wanted (url TEXT, kind TEXT, date TEXT, PRIMARY KEY (url, kind, date)) WITHOUT ROWID;
CREATE TABLE queue (
  host TEXT, id INTEGER, url TEXT, target TEXT, kinds TEXT, tries INTEGER, earliest REAL,
  is_known INTEGER,
  PRIMARY KEY (host, id)
) WITHOUT ROWID;
CREATE TABLE posts (path BLOB PRIMARY KEY, wants TEXT) WITHOUT ROWID;
"""
# What URLs are wanted for, by how it is written.
_KINDS = {",".join(some): some for count in range(len(Kind)) for some in permutations(Kind, count + 1)}


class Row(NamedTuple):
    """A URL that a post wants.

    Parameters:
        url: normalized, without its fragment.
        kind: what for.
        host: its host.
        date: of the post, as ISO 8601; empty if it has none.
    """

    url: str
    kind: Kind
    host: str = ""
    date: str = ""


class Question(NamedTuple):
    """A URL in the queue of a host.

    Parameters:
        url: as posts have it.
        target: what is asked.
        kinds: what it is wanted for.
        tries: how often it was asked before.
        earliest: when it may be asked, by the clock of the loop.
        is_known: whether there is an earlier verdict.
        id: its place in the queue.
    """

    url: str
    target: str
    kinds: tuple[Kind, ...]
    tries: int = 0
    earliest: float = 0.0
    is_known: bool = True
    id: int = 0


class Wanted:
    """What is wanted, and the queues of the hosts. It needs a few megabytes of memory, whatever it holds."""

    def __init__(self) -> None:
        # The empty name is a file that SQLite deletes when it is closed: https://www.sqlite.org/inmemorydb.html
        # Threads that take turns may use it: those of a cluster.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA cache_size = -16384")
        self._database.executescript(_TABLES)
        self._last_id = 0

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def want(self, rows: Iterable[Row]) -> None:
        """Add URLs; the same URL of several posts is asked once."""
        values = ((row.url, row.kind, row.date) for row in rows)
        self._write("INSERT OR IGNORE INTO wanted VALUES (?, ?, ?)", values)

    def note(self, posts: Iterable[tuple[bytes, str]]) -> None:
        """Keep what single posts want, by path, in words of the caller's own."""
        self._write("INSERT OR REPLACE INTO posts VALUES (?, ?)", posts)

    def notes(self) -> Iterator[tuple[bytes, str]]:
        """Yield what was noted of each post."""
        yield from self._database.execute("SELECT path, wants FROM posts")

    def urls(self) -> Iterator[tuple[str, tuple[Kind, ...]]]:
        """Yield each URL and what it is wanted for, in the order of URLs."""
        rows = self._database.execute("SELECT DISTINCT url, kind FROM wanted ORDER BY url, kind")
        for url, group in groupby(rows, key=lambda row: row[0]):
            yield url, _KINDS[",".join(kind for _, kind in group)]

    def images(self) -> Iterator[str]:
        """Yield each URL that is wanted for an image, in the order of URLs."""
        query = "SELECT DISTINCT url FROM wanted WHERE kind = ? ORDER BY url"
        return (url for (url,) in self._database.execute(query, (Kind.IMAGE,)))

    def has(self, count: int) -> bool:
        """Return whether so many URLs are wanted, or more."""
        query = "SELECT COUNT(*) FROM (SELECT DISTINCT url FROM wanted LIMIT ?)"
        found: int = self._database.execute(query, (count,)).fetchone()[0]
        return found == count

    def dates(self, url: str, kind: Kind) -> list[str]:
        """Return the dates of the posts that want a URL, in order."""
        query = "SELECT date FROM wanted WHERE url = ? AND kind = ? ORDER BY date"
        return [date for (date,) in self._database.execute(query, (url, kind))]

    def queue(self, questions: Iterable[tuple[str, Question]]) -> dict[str, tuple[int, int]]:
        """Put questions at the ends of their hosts' queues.

        Return for each host how many it got, and how many of these were not asked yet.
        """
        added: dict[str, tuple[int, int]] = {}

        def values() -> Iterator[tuple[object, ...]]:
            for host, each in questions:
                count, firsts = added.get(host, (0, 0))
                added[host] = count + 1, firsts + (not each.tries)
                self._last_id += 1
                yield host, self._last_id, each.url, each.target, ",".join(each.kinds), *each[3:6]

        self._write("INSERT INTO queue VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values())
        return added

    def clear_queues(self) -> None:
        """Forget the questions of an earlier run, but not what is wanted."""
        self._database.execute("DELETE FROM queue")

    def take(self, host: str, after: int, most: int) -> list[Question]:
        """Return the next questions for a host.

        Parameters:
            host: its name.
            after: the id of the last question that was taken; 0 at first.
            most: how many.
        """
        query = (
            "SELECT url, target, kinds, tries, earliest, is_known, id FROM queue"
            " WHERE host = ? AND id > ? ORDER BY id LIMIT ?"
        )
        return [
            Question(url, target, _KINDS[kinds], *rest)
            for url, target, kinds, *rest in self._database.execute(query, (host, after, most))
        ]

    def _write(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        self._database.execute("BEGIN")
        self._database.executemany(query, values)
        self._database.execute("COMMIT")
