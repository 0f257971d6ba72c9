"""What is found by number: made in one process, stored by another, and deleted with its post."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from lint.primitives.fact import PLACES, Fact, KnownFact, Wanted, known
from lint.primitives.place import Position, Span
from lint.run import index_schema
from lint.run.cache_database import Database
from lint.run.index_entries import Entries, entries
from lint.run.index_rows import Post, key_id
from lint.run.index_store import IndexStore

ARCHIVE = b"a" * 16


def fact(kind: str, said: Fact | Wanted) -> KnownFact:
    return known(kind, said, lambda _: (Position(1, 1), Position(1, 1)))


def facts(count: int) -> list[KnownFact]:
    """Return facts of each sort."""
    places = [fact(PLACES, Fact(f"/{number}/page.html", Span(0, 0))) for number in range(count)]
    counted = fact("names", Fact("rain", Span(0, 0), "Rain", "variant"))
    lone = fact("titles", Fact("\ud800", Span(0, 0)))
    wanted = fact("links", Wanted(("/a/", "/b/", "/a/"), Span(0, 1), looks_inside=True))
    return [*places, counted, counted, lone, wanted]


@pytest.mark.parametrize("count", [0, 3])
def test_another_process_gets_what_is_made_of_the_stored_facts(count: int) -> None:
    posts = [Post.of(b"/%d.md" % number, "", b"key", facts(count)) for number in range(count)]
    made = Entries.of_nothing()
    for post in posts:
        made.add(ARCHIVE, post.path, facts(count))
    sent = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert sent == made
    assert [sorted(rows.each()) for rows in sent] == [sorted(rows.each()) for rows in entries(ARCHIVE, posts)]
    assert sent.count_all() == count * (count + 2 + 3 + count + 1)


def test_of_a_post_with_an_error_nothing_is_found() -> None:
    made = Entries.of_nothing()
    with pytest.raises(ValueError, match="not in tuple"):
        made.add(ARCHIVE, b"/a.md", [*facts(2), facts(1)[0]._replace(kind="names unsorted")])
    assert made.count_all() == 0


@pytest.mark.parametrize("count", [1, 49, 50, 51, 120])
def test_each_of_many_rows_is_stored_and_deleted(tmp_path: Path, count: int) -> None:
    database = Database(str(tmp_path / "cache"), index_schema.TABLES, 1)
    store = IndexStore(database)
    store.begin(ARCHIVE, b"1")
    post = Post.of(b"/a.md", "", b"key", facts(count))
    store.write(ARCHIVE, b"2", posts=[post], found=entries(ARCHIVE, [post]))
    assert all(store.has_any([key_id(ARCHIVE, PLACES, f"/{number}/page.html")]) for number in range(count))
    assert [each.path for each in store.wanting(key_id(ARCHIVE, PLACES, "/b/"), ARCHIVE)] == [b"/a.md"]
    store.repair()
    assert store.paths(ARCHIVE) == [b"/a.md"]
    store.write(ARCHIVE, b"3", gone=[b"/a.md"])
    for table in index_schema.BY_NUMBER:
        assert database.read(f"SELECT count(*) FROM {table}", ()) == [(0,)]  # noqa: S608 - our own names
    database.close()
