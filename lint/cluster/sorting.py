"""A bucket of the index: made of its segments once, and then only read."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from uuid import uuid4

from lint.cluster.shuffle import Segment
from lint.primitives.shared import MOST_OTHERS
from lint.run.file_rows import ASSETS
from lint.run.similar_places import MOST_POSTS

# The posts that are listed of a key, the first by path: each leaves itself out. Of a key whose values are
# counted, those with one value.
_LISTED = MOST_OTHERS + 1
_COUNTED = 2
_SETUP = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -32768;
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, path BLOB NOT NULL, content TEXT NOT NULL, made_by BLOB NOT NULL,
  facts BLOB NOT NULL
);
CREATE TABLE archives (
  archive BLOB PRIMARY KEY, posts INTEGER NOT NULL, assets INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE counts (
  key INTEGER NOT NULL, value INTEGER NOT NULL, posts INTEGER NOT NULL, PRIMARY KEY (key, value)
) WITHOUT ROWID;
CREATE TABLE listed (
  key INTEGER NOT NULL, value INTEGER NOT NULL, place INTEGER NOT NULL, post INTEGER NOT NULL,
  PRIMARY KEY (key, value, place)
) WITHOUT ROWID;
CREATE TABLE near (
  key INTEGER NOT NULL, place INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TEMP TABLE said_keys (key INTEGER, value INTEGER, path BLOB, post INTEGER);
CREATE TEMP TABLE said_near (key INTEGER, path BLOB, post INTEGER);
"""
_SORT = f"""
INSERT INTO counts SELECT key, value, count(*) FROM said_keys GROUP BY key, value;
INSERT INTO listed SELECT key, value, place, post FROM (
  SELECT key, value, post, row_number() OVER (PARTITION BY key, value ORDER BY path) AS place FROM said_keys
) WHERE place <= CASE WHEN key & 3 >= 2 THEN {_COUNTED} ELSE {_LISTED} END;
INSERT INTO near SELECT key, place, post FROM (
  SELECT key, post, row_number() OVER (PARTITION BY key ORDER BY path) AS place FROM said_near
) WHERE place <= {MOST_POSTS};
"""  # noqa: S608 - numbers of ours


def make_bucket(path: str, segments: Iterable[Segment]) -> None:
    """Write a bucket; SQLite keeps on disk what does not fit in memory."""
    temporary = f"{path}.{uuid4().hex}"
    with closing(sqlite3.connect(temporary, isolation_level=None)) as database:
        database.executescript(_SETUP)
        database.execute("BEGIN")
        count, assets = Counter[bytes](), Counter[bytes]()
        for each in segments:
            count[each.archive] += len(each.posts)
            assets[each.archive] += sum(post.content == ASSETS for _, post in each.posts)
            posts = ((number, *post) for number, post in each.posts)
            database.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?)", posts)
            said = [(path, number) for number, path in each.said]
            keys = ((key, value, *said[at]) for key, value, at in each.keys)
            database.executemany("INSERT INTO said_keys VALUES (?, ?, ?, ?)", keys)
            near = ((key, *said[at]) for key, at in each.near)
            database.executemany("INSERT INTO said_near VALUES (?, ?, ?)", near)
        totals = [(archive, posts, assets[archive]) for archive, posts in count.items()]
        database.executemany("INSERT INTO archives VALUES (?, ?, ?)", totals)
        database.execute("COMMIT")
        database.executescript(_SORT)
    os.replace(temporary, path)
