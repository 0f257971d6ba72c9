"""Grouping the facts of very many posts by key, out of core: SQLite, which the index uses, and DuckDB.

    python -m benchmarks.index_engines POSTS [KEYS]

Each engine, in a process of its own, stores KEYS numbers for each post (8 by default), of which one in fifty
is that of another post, in transactions of 16,384 posts. Then it is asked for the keys that several posts
have, and for the posts with one key, a thousand times. DuckDB is left out if it is not installed.
"""

import csv
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

_BATCH = 16_384
_ASKED = 1000
_TABLE = "CREATE TABLE keys (key BIGINT NOT NULL, post BIGINT NOT NULL"
_SHARED = "SELECT count(*) FROM (SELECT key FROM keys GROUP BY key HAVING count(*) > 1)"
_ONE = "SELECT post FROM keys WHERE key = ?"


def batches(posts: int, keys: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the rows of some posts at a time; the same in each run."""
    chance = random.Random(17)
    known = [0]
    rows = []
    for post in range(posts):
        for _ in range(keys):
            key = chance.getrandbits(62)
            if chance.random() < 0.02:  # noqa: PLR2004 - one in fifty
                key = chance.choice(known)
            elif len(known) < 100_000:  # noqa: PLR2004 - enough to choose from
                known.append(key)
            rows.append((key, post))
        if len(rows) >= _BATCH * keys:
            yield rows
            rows = []
    if rows:
        yield rows


def sqlite(path: str, posts: int, keys: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what SQLite does."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA page_size = 8192")
    database.execute("PRAGMA synchronous = OFF")
    database.execute(_TABLE + ", PRIMARY KEY (key, post)) WITHOUT ROWID")

    def store() -> None:
        for rows in batches(posts, keys):
            database.execute("BEGIN")
            database.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", sorted(rows))
            database.execute("COMMIT")

    yield "store", store
    yield "shared", lambda: database.execute(_SHARED).fetchall()
    yield "one key", lambda: [database.execute(_ONE, (key,)).fetchall() for key in range(_ASKED)]


def duckdb(path: str, posts: int, keys: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what DuckDB does."""
    engine = import_module("duckdb")  # few have it
    database = engine.connect(path, config={"memory_limit": "1GB", "threads": 2})
    database.execute(_TABLE + ")")

    def store() -> None:
        for rows in batches(posts, keys):
            with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:  # faster than executemany
                csv.writer(file).writerows(rows)
                file.flush()
                database.execute(f"COPY keys FROM '{file.name}'")

    yield "store", store
    yield "shared", lambda: database.execute(_SHARED).fetchall()
    yield "one key", lambda: [database.execute(_ONE, (key,)).fetchall() for key in range(_ASKED)]


def main() -> None:
    """Measure each engine in a process of its own."""
    if len(sys.argv) > 3:  # noqa: PLR2004 - the engine, in its own process
        engine = {"sqlite": sqlite, "duckdb": duckdb}[sys.argv[3]]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "index")
            for name, work in engine(path, int(sys.argv[1]), int(sys.argv[2])):
                begin = time.perf_counter()
                work()
                print(f"{sys.argv[3]:8} {name:8} {time.perf_counter() - begin:8.1f} s", flush=True)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{sys.argv[3]:8} memory {memory:,.0f} MiB, file {os.path.getsize(path) / 2**20:,.0f} MiB")
        return
    keys = sys.argv[2] if len(sys.argv) > 2 else "8"  # noqa: PLR2004 - the second argument
    for name in ("sqlite", "duckdb"):
        if name == "sqlite" or find_spec(name) is not None:
            subprocess.run([sys.executable, __file__, sys.argv[1], keys, name], check=True)


if __name__ == "__main__":
    main()
