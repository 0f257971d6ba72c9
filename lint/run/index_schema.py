"""The tables of the index, in the cache's database."""

from lint.run import entangled

# The version of the tables is that of the cache.
_ARCHIVES = """CREATE TABLE archives (
  archive BLOB NOT NULL PRIMARY KEY, state BLOB NOT NULL, deciding TEXT NOT NULL, checksum BLOB NOT NULL,
  parts INTEGER NOT NULL, posts INTEGER NOT NULL, entries INTEGER NOT NULL, turn INTEGER NOT NULL
) WITHOUT ROWID"""
_LISTINGS = """CREATE TABLE listings (
  archive BLOB NOT NULL, folder BLOB NOT NULL, part INTEGER NOT NULL, stamp TEXT NOT NULL,
  others BLOB NOT NULL, names BLOB NOT NULL, stamps BLOB NOT NULL, checksum BLOB NOT NULL,
  PRIMARY KEY (archive, folder, part)
)"""
# The numbers of posts are random: in a tree of its own, they do not have the rows written all over the file.
_POSTS = """CREATE TABLE posts (
  id INTEGER NOT NULL UNIQUE, archive BLOB NOT NULL, path BLOB NOT NULL, content TEXT NOT NULL,
  made_by BLOB NOT NULL, facts BLOB NOT NULL, checksum BLOB NOT NULL
)"""
_KEYS = """CREATE TABLE keys (
  key INTEGER NOT NULL, value INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (key, value, post)
) WITHOUT ROWID"""
# What posts want, by the number of the place that is enough; and the names of places, for those who miss one.
_WANTS = """CREATE TABLE wants (
  post INTEGER NOT NULL, wish INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (post, wish, key)
) WITHOUT ROWID"""
_WANTS_BY_KEY = "CREATE INDEX wants_by_key ON wants (key)"
_NEAR = """CREATE TABLE near (
  key INTEGER NOT NULL, post INTEGER NOT NULL, PRIMARY KEY (key, post)
) WITHOUT ROWID"""
_BY_ARCHIVE = "CREATE INDEX posts_by_archive ON posts (archive)"
TABLES = (_ARCHIVES, _LISTINGS, _POSTS, _KEYS, _WANTS, _WANTS_BY_KEY, _NEAR, _BY_ARCHIVE, entangled.TABLE)
# Where posts are found by number; an archive's row has how many rows are its own.
BY_NUMBER = ("keys", "wants", "near")
