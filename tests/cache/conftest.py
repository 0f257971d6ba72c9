"""An archive that was linted once, and the claim that the cache changes nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from lint.run.cache import _checksum
from lint.run.cache_folder import FILE, folder_of
from tests.conftest import GOOD, Archive

SPACED = GOOD.replace("Rain over", "Rain  over")


def folder() -> Path:
    """Return the cache folder of the archive in the working folder."""
    return Path(folder_of(os.getcwd(), os.environ["ARCHIVE_LINT_CACHE_DIR"]))


def database() -> Path:
    """Return the database in it."""
    return folder() / FILE


@contextmanager
def opened() -> Iterator[sqlite3.Connection]:
    """Open the database as another program does, and commit at the end."""
    with closing(sqlite3.connect(database())) as connection, connection:
        connection.text_factory = lambda data: data.decode("utf-8", "surrogatepass")
        yield connection


def query(statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement on the database, as another program does, and return its rows."""
    with opened() as connection:
        return connection.execute(statement, values).fetchall()


def sign() -> None:
    """Give every row and note the checksum that fits, as somebody does who knows how it is made."""
    with opened() as connection:
        for table in ("results", "pieces"):
            rows = connection.execute(f"SELECT rowid, * FROM {table}").fetchall()  # noqa: S608 - of ours
            for number, key, path, _, *values in rows:
                checksum = checksum_of(key, path, *values[:-1])
                statement = f"UPDATE {table} SET checksum = ? WHERE rowid = ?"  # noqa: S608 - of ours
                connection.execute(statement, (checksum, number))
        for kind, key, value, _ in connection.execute("SELECT * FROM notes").fetchall():
            checksum = checksum_of(key, kind, value)
            # Text that is not UTF-8 can only be written as bytes.
            named = [
                each.encode("utf-8", "surrogatepass") if type(each) is str else each for each in (kind, key)
            ]
            places = [
                f"{name} = {'CAST(? AS TEXT)' if type(each) is str else '?'}"
                for name, each in (("kind", kind), ("key", key))
            ]
            statement = f"UPDATE notes SET checksum = ? WHERE {' AND '.join(places)}"  # noqa: S608 - of ours
            connection.execute(statement, (checksum, *named))


def checksum_of(key: object, *values: object) -> bytes:
    """Return the checksum of a row; anything but text and bytes has one as text."""
    key = key if type(key) is bytes else str(key).encode("utf-8", "surrogatepass")
    return _checksum(key, *(value if type(value) in (str, bytes) else str(value) for value in values))


def settle(archive: Archive) -> None:
    """Make every file older than a tick of the clock, as files are a moment later."""
    for path in Path(archive.root).rglob("*"):
        if path.is_file():
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", GOOD.replace("https:", "http:"))
    archive.write("_posts/2021-05-03-c.md", GOOD)
    archive.write("_posts/2021-05-03-雨.md", GOOD.replace("<p>", "<p><a href=''>x</a>"))
    archive.write("_posts/2021-05-03-\udc80.md", SPACED)
    archive.write("_posts/2021-05-03-none.md", "no front matter\n")
    archive.lint(".")
    return archive


def same(archive: Archive, *arguments: str) -> str:
    """Run with the cache, twice, and without it; the three must agree."""
    results = [archive.lint(*arguments), archive.lint(*arguments), archive.lint("--no-cache", *arguments)]
    assert results[0] == results[1] == results[2]
    return results[0].out
