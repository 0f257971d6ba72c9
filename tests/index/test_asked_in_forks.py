"""Other processes ask the index themselves; what they cannot be told, the main process is asked for."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lint.engine.linter import Linted, Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.run import entangled
from lint.run.cache_database import Database
from lint.run.entangled import Entangled
from lint.run.index_store import IndexStore
from tests.cache.conftest import query
from tests.conftest import Archive
from tests.index.conftest import post

TABLE = "CREATE TABLE names (name TEXT NOT NULL)"
ROW = "INSERT INTO names VALUES (?)"
QUERY = "SELECT name FROM names"


@pytest.fixture
def sharing(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Posts that share sources, for a run that takes them for many."""
    for module in ("archives", "archive_reader", "cached_results"):
        monkeypatch.setattr(f"lint.run.{module}._FEW", 0)
    monkeypatch.setattr("lint.run.run._CHUNK", 2)
    monkeypatch.setattr("lint.run.spans._GAP", 3)
    for number in range(20):
        kept.write(f"_posts/2021-05-04-{number}.md", post(number // 3 + 10))
    return kept


@pytest.mark.parametrize("most", [0, 1000, 1 << 20])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_report_does_not_depend_on_who_asks_or_remembers(
    sharing: Archive, monkeypatch: pytest.MonkeyPatch, jobs: str, most: int
) -> None:
    expected = sharing.lint("--no-cache", ".")
    assert expected.out.count("ARC001") > 10
    monkeypatch.setattr("lint.run.fresh._MOST_BYTES", most)
    for _ in "cold", "warm":
        assert sharing.lint("--jobs", jobs, ".") == expected


def test_a_fork_that_cannot_read_the_index_says_so(sharing: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = sharing.lint("--no-cache", ".")
    here, connect = os.getpid(), sqlite3.connect

    def only_here(*arguments: Any, **options: Any) -> sqlite3.Connection:
        if os.getpid() != here:
            raise sqlite3.OperationalError("unable to open database file")
        made: sqlite3.Connection = connect(*arguments, **options)
        return made

    monkeypatch.setattr(sqlite3, "connect", only_here)
    assert sharing.lint("--jobs", "2", ".") == expected


def _fail(database: Database) -> None:
    database._give_up(sqlite3.OperationalError("disk I/O error"))  # noqa: SLF001 - as any query may


def _delete(_: Database) -> None:
    for table in ("archives", "posts", "listings", "keys", "wants", "near"):
        query(f"DELETE FROM {table}")  # noqa: S608 - a name of ours


@pytest.mark.parametrize("lose", [_fail, _delete], ids=["fails", "deleted"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_index_that_is_lost_before_it_is_asked_is_made_anew(
    sharing: Archive, monkeypatch: pytest.MonkeyPatch, jobs: str, lose: Callable[[Database], None]
) -> None:
    expected = sharing.lint("--no-cache", ".")
    find, losses = entangled.find, iter(range(1))

    def lost(database: Database) -> Entangled:
        if next(losses, None) is not None:
            lose(database)
        return find(database)

    monkeypatch.setattr(entangled, "find", lost)
    said = sharing.lint("--jobs", jobs, ".")
    assert (said.code, said.out) == (expected.code, expected.out)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_index_that_is_lost_meanwhile_is_made_anew(
    sharing: Archive, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    expected = sharing.lint("--no-cache", ".")
    cache, check = os.environ["ARCHIVE_LINT_CACHE_DIR"], IndexStore.check

    def lose(store: IndexStore, archive: bytes, posts: int) -> None:
        if store._database.folder.startswith(cache):  # noqa: SLF001 - not the one that is made instead
            posts = 1 << 20  # another run has deleted some
        check(store, archive, posts)

    monkeypatch.setattr(IndexStore, "check", lose)
    assert sharing.lint("--jobs", jobs, ".") == expected


def test_what_ends_a_process_is_named_although_it_cannot_ask(
    sharing: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharing.write("_posts/2021-05-05-deadly.md", post(10))
    here, check, lint_document = os.getpid(), IndexStore.check, Linter.lint_document

    def lint(linter: Linter, document: Document, scope: Scope) -> Linted:
        if "deadly" in document.source.name:
            assert os.getpid() != here
            os.kill(os.getpid(), signal.SIGKILL)
        return lint_document(linter, document, scope)

    monkeypatch.setattr(Linter, "lint_document", lint)
    expected = sharing.lint("--no-cache", "--jobs", "2", ".")
    assert "deadly.md: not checked" in expected.err

    def lose(store: IndexStore, archive: bytes, posts: int) -> None:
        check(store, archive, posts if os.getpid() == here else 1 << 20)

    monkeypatch.setattr(IndexStore, "check", lose)
    assert sharing.lint("--jobs", "2", ".") == expected


def as_in_a_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cache_database.os.getpid", lambda: -1)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A database with one row."""
    made = Database(str(tmp_path / "cache"), (TABLE,), 1)
    made.write((ROW, [("rain",)]))
    return made


def test_a_fork_reads_and_does_not_write(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as fork:
        as_in_a_fork(fork)
        assert database.read(QUERY, ()) == [("rain",)]
        database.write((ROW, [("snow",)]))
        assert database.read(QUERY, ()) == [("rain",)]
        assert not database.is_writable
        database.close()
    with closing(sqlite3.connect(os.path.join(database.folder, "results.sqlite"))) as here:
        assert here.execute(QUERY).fetchall() == [("rain",)]


def test_a_fork_reads_the_log_although_nothing_more_can_be_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write(("nonsense", [()]))  # as on a full disk
    assert not database.is_writable
    with monkeypatch.context() as fork:
        as_in_a_fork(fork)
        assert database.read(QUERY, ()) == [("rain",)]
        database.close()


def test_a_fork_reads_a_database_that_cannot_be_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    read_only = Database(database.folder, (TABLE,), 1)
    assert not read_only.is_writable
    with monkeypatch.context() as fork:
        as_in_a_fork(fork)
        assert read_only.read(QUERY, ()) == [("rain",)]
        read_only.close()


def test_a_fork_that_writes_first_writes_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as fork:
        as_in_a_fork(fork)
        database.write((ROW, [("snow",)]))
    assert database.read(QUERY, ()) == [("rain",)]
    database.close()
