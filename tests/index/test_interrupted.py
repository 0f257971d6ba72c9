"""A run may end anywhere, and others may write meanwhile: the next one finds what it would without an index."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lint.primitives.fact import PLACES, Fact, known
from lint.primitives.source import Position, Span
from lint.run import index_schema
from lint.run.archive_index import ArchiveIndex
from lint.run.cache_database import Database, Statement
from lint.run.index_rows import Post, key_id
from lint.run.index_store import IndexStore
from lint.run.index_update import Read
from tests.cache.conftest import query
from tests.conftest import Archive
from tests.index.conftest import ALL, found, post
from tests.index.test_hostile_index import RIGHT, A, C

ARCHIVE = b"a" * 16
NEW, RENAMED = "_posts/2021-05-06-new.md", "_posts/2021-05-06-newer.md"


@pytest.mark.slow
@pytest.mark.parametrize("last", range(8))
@pytest.mark.parametrize("is_new", [True, False])
def test_a_run_that_ends_while_it_writes(
    kept: Archive, monkeypatch: pytest.MonkeyPatch, last: int, *, is_new: bool
) -> None:
    if not is_new:
        assert found(kept, ".") == RIGHT
    kept.write(A, post(3, "Rain in the morning"))
    kept.write("img/gauge.png", "")
    write, count = Database.write, iter(range(last))

    def some(self: Database, *statements: Statement) -> None:
        if next(count, None) is None:
            raise KeyboardInterrupt
        write(self, *statements)

    monkeypatch.setattr(Database, "write", some)
    kept.check("--select", "ARC", ".")
    monkeypatch.setattr(Database, "write", write)
    expected = [("ARC001", A, [C]), ("ARC001", C, [A])]
    assert found(kept, C) == expected[1:]
    assert found(kept, ".") == expected
    os.remove(A)
    assert found(kept, ".") == []


def _add(archive: Archive) -> None:
    archive.write(NEW, post(1, "Rain at noon"))


def _delete(_: Archive) -> None:
    os.remove(NEW)


def _move(_: Archive) -> None:
    os.rename(NEW, RENAMED)


def _move_away(_: Archive) -> None:
    os.rename("other", "../other")


def _move_back(_: Archive) -> None:
    os.rename("../other", "other")


def _interrupted(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lint all; the run ends when it has written what posts say, before it has written which files there are."""

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(IndexStore, "write_listing", ended)
        archive.check("--select", ALL, ".")


@pytest.mark.parametrize(
    ("deed", "undone"),
    [(_add, _delete), (_add, _move), (_move_away, _move_back)],
    ids=["new, deleted", "new, renamed", "moved, moved back"],
)
def test_what_is_undone_after_a_run_that_ended(
    kept: Archive,
    monkeypatch: pytest.MonkeyPatch,
    deed: Callable[[Archive], None],
    undone: Callable[[Archive], None],
) -> None:
    kept.write("other/_posts/2021-05-05-e.md", post(1, "Rain at night"))
    found(kept, ".")
    deed(kept)
    _interrupted(kept, monkeypatch)
    undone(kept)
    for _ in range(2):
        assert found(kept, ".") == found(kept, "--no-cache", ".")


def test_what_is_undone_after_a_run_that_ended_beside_another(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write("other/_posts/2021-05-05-e.md", post(1, "Rain at night"))
    found(kept, ".")
    write, others = IndexStore.write_listing, iter(range(1))

    def beside(self: IndexStore, *arguments: Any) -> None:
        if next(others, None) is not None:
            _move_away(kept)
            _interrupted(kept, monkeypatch)
            _move_back(kept)
        write(self, *arguments)

    kept.write(A, post(1, "Rain before noon"))
    monkeypatch.setattr(IndexStore, "write_listing", beside)
    found(kept, ".")
    for _ in range(2):
        assert found(kept, ".") == found(kept, "--no-cache", ".")


def test_what_another_run_deletes_meanwhile_still_counts(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = IndexStore.write_listing

    def late(self: IndexStore, *arguments: object) -> None:
        for table in ("archives", "posts", "listings", "keys", "wants", "near"):
            query(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
        write(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(IndexStore, "write_listing", late)
    assert found(kept, A) == RIGHT[:1]
    monkeypatch.setattr(IndexStore, "write_listing", write)
    assert found(kept, A) == RIGHT[:1]
    assert found(kept, ".") == RIGHT


def test_what_another_run_deletes_once_the_index_is_whole_still_counts(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = ArchiveIndex.update
    times = iter(range(1))

    def then_deleted(self: ArchiveIndex, read: Read, *rest: Any, **named: Any) -> None:
        update(self, read, *rest, **named)
        if next(times, None) is not None:
            for table in ("archives", "posts", "listings", "keys", "wants", "near"):
                query(f"DELETE FROM {table}")  # noqa: S608 - a name of ours

    monkeypatch.setattr(ArchiveIndex, "update", then_deleted)
    assert found(kept, ".") == RIGHT
    assert next(times, None) is None
    assert found(kept, ".") == RIGHT


def saying(path: bytes, content: str, *places: str) -> Post:
    facts = [
        known(PLACES, Fact(place, Span(0, 0)), lambda _: (Position(1, 1), Position(1, 1))) for place in places
    ]
    return Post.of(path, content, b"key", facts)


def test_of_what_two_runs_write_of_a_post_one_version_is_left(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "cache"), index_schema.TABLES, 1)
    one, other = IndexStore(database), IndexStore(database)
    one.begin(ARCHIVE, b"1")
    assert other.begun(ARCHIVE) is not None
    one.write(ARCHIVE, b"2", posts=[saying(b"/a", "old", "/old/", "/both/")])
    other.write(ARCHIVE, b"3", posts=[saying(b"/a", "new", "/new/", "/both/")])
    assert not one.has_any([key_id(ARCHIVE, PLACES, "/old/")])
    assert one.has_any([key_id(ARCHIVE, PLACES, "/new/")])
    # Neither state stands for what both wrote.
    one.write_listing(ARCHIVE, b"2", {}, [], [])
    known_archive = one.archive(ARCHIVE)
    assert known_archive is not None
    assert known_archive.state not in (b"1", b"2", b"3")
    one.repair()
    assert one.has_any([key_id(ARCHIVE, PLACES, "/both/")])
    other.write(ARCHIVE, b"4", gone=[b"/a"])
    assert not one.has_any([key_id(ARCHIVE, PLACES, place) for place in ("/new/", "/both/")])
    assert not one.is_lost
    database.close()
