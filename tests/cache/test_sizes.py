"""How large the cache may be, and what `lint cache` shows and deletes: never what no run has made."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from lint.run import cache as cache_module
from lint.run import cache_database, cache_folder
from lint.run.cache_folder import FILE
from tests.cache.conftest import SPACED, database, folder, query, same
from tests.conftest import GOOD, Archive


def root() -> Path:
    return Path(os.environ["ARCHIVE_LINT_CACHE_DIR"])


def other_archive(archive: Archive, name: str, *, used: int) -> Path:
    """Lint another archive, and return its cache folder, last used at some time."""
    archive.write(f"{name}/_posts/2021-05-03-a.md", SPACED)
    os.chdir(archive.root / name)
    archive.lint(".")
    made = folder()
    os.chdir(archive.root)
    for path in made.iterdir():
        os.utime(path, (used, used))
    return made


def test_archives_used_least_recently_go_first_also_when_another_one_grows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("own/_posts/2021-05-03-a.md", SPACED)
    old, older, new = (
        other_archive(archive, name, used=used) for name, used in (("old", 2), ("older", 1), ("new", 3))
    )
    os.chdir("own")
    archive.lint(".")
    sizes = {each: cache_folder.size_of(str(each))[0] for each in (old, older, new, folder())}
    assert all(sizes.values())
    monkeypatch.setattr(cache_database, "_MOST_BYTES_OF_ALL", sum(sizes.values()) - 1)
    archive.lint(".")
    assert (older / FILE).exists()  # nothing was added, so nothing is counted
    archive.write("own/_posts/2021-05-03-b.md", SPACED)
    archive.lint(".")
    assert [(each / FILE).exists() for each in (older, old, new)] == [False, True, True]
    monkeypatch.setattr(cache_database, "_MOST_BYTES_OF_ALL", 1)
    archive.write("own/_posts/2021-05-03-c.md", SPACED)
    archive.lint(".")
    assert [(each / FILE).exists() for each in (old, new, folder())] == [
        False,
        False,
        True,
    ]  # its own is in use


def test_an_archive_in_use_is_not_deleted(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    used = other_archive(archive, "used", used=1)
    monkeypatch.setattr(cache_database, "_MOST_BYTES_OF_ALL", 1)
    lock = cache_folder.Lock(str(used))
    lock.take(alone=False, wait=0)
    try:
        other_archive(archive, "own", used=2)
        assert (used / FILE).exists()
        result = archive.lint("cache", "clean", "--all")
        assert result.code == 2
        assert f"{used}: cannot be deleted: another run is using it\n" in result.err
    finally:
        lock.release()
    other_archive(archive, "third", used=3)
    assert not (used / FILE).exists()


def test_a_database_that_is_too_large_keeps_what_this_run_used(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    for number in range(240):
        archive.write(f"_posts/2021-05-03-{number}.md", SPACED * 3)
    for zone in ("Asia/Tokyo", "Asia/Kolkata", "Europe/Paris"):
        archive.write("lint.toml", f'timezone = "{zone}"\n')
        archive.lint(".")
    large = database().stat().st_size
    assert query("SELECT count(DISTINCT key) FROM results") == [(3,)]
    monkeypatch.setattr(cache_module, "_MOST_BYTES", large - 1)
    archive.lint(".")
    assert query("SELECT count(DISTINCT key), count(*) FROM results") == [(1, 240)]
    assert database().stat().st_size < large / 2
    same(archive, ".")


def test_a_large_database_that_is_all_of_one_archive_is_left_as_it_is(
    warm: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 1)
    warm.lint(".")
    before = database().stat().st_mtime_ns
    assert same(warm, ".")
    assert database().stat().st_mtime_ns == before


def test_a_large_database_keeps_the_last_index_in_a_run_that_uses_none(
    archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_posts/2021-05-03-a.md", SPACED)
    for dialect in ("hugo", "jekyll"):
        archive.write("lint.toml", f'dialect = "{dialect}"\n')
        archive.lint(".")
    last = query("SELECT archive FROM archives ORDER BY turn DESC")[:1]
    assert query("SELECT count(*) FROM archives") == [(2,)]
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 1)
    archive.lint("--no-index", ".")
    assert query("SELECT archive FROM archives") == last
    assert query("SELECT DISTINCT archive FROM posts") == last


def test_a_database_beyond_all_bounds_is_begun_anew(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_database, "_LARGEST", 1 << 20)
    os.truncate(database(), 3 << 20)
    assert same(warm, ".")
    assert database().stat().st_size < 1 << 20
    assert query("SELECT count(*) FROM results") == [(5,)]


def test_every_archive_is_shown_and_deleted(archive: Archive) -> None:
    caches = [other_archive(archive, name, used=1) for name in ("a", "b")]
    shown = archive.lint("cache", "show", "--all")
    assert [line.rpartition("  ")[2] for line in shown.out.splitlines()] == sorted(map(str, caches))
    assert archive.lint("cache", "show").out == f"     0.0 MB  {folder()}\n"
    deleted = archive.lint("cache", "clean", "--all")
    assert (deleted.code, deleted.out) == (0, "")
    assert deleted.err == "".join(f"lint: {each}: deleted the cache\n" for each in sorted(map(str, caches)))
    assert archive.lint("cache", "show", "--all").out == archive.lint("cache", "show").out
    assert archive.lint("cache", "clean", "--all").err == f"lint: {folder()}: no cache\n"


@pytest.mark.parametrize(
    "tag", [None, b"", b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by others.\n"]
)
def test_the_files_of_others_are_left_alone(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tag: bytes | None
) -> None:
    """The user may name any folder as the cache, such as one with projects."""
    theirs = root() / "app-0123456789abcdef"
    theirs.mkdir(parents=True)
    with closing(sqlite3.connect(theirs / FILE)) as connection, connection:
        connection.execute("CREATE TABLE precious (x)")
    if tag is not None:
        (theirs / "CACHEDIR.TAG").write_bytes(tag)
    (root() / FILE).write_bytes(b"x")
    (root() / "link").symlink_to(theirs)
    os.mkfifo(root() / "pipe")
    before = sorted(os.listdir(theirs))
    monkeypatch.setattr(cache_database, "_MOST_BYTES_OF_ALL", 1)
    made = other_archive(archive, "a", used=1)
    assert archive.lint("cache", "show", "--all").out.splitlines()[0].endswith(f"MB  {made}")
    assert archive.lint("cache", "clean", "--all").err == f"lint: {made}: deleted the cache\n"
    assert sorted(os.listdir(theirs)) == before
    assert (root() / FILE).read_bytes() == b"x"


def test_what_cannot_be_deleted_is_named_and_the_rest_is_deleted(archive: Archive) -> None:
    first, strange, last = (other_archive(archive, name, used=1) for name in "abc")
    os.chmod(strange, 0o777)  # noqa: S103 - what is refused
    foreign = other_archive(archive, "d", used=1)
    if os.geteuid() == 0:
        os.chown(foreign, 12345, -1)
    else:
        (foreign / FILE).unlink()
        (foreign / FILE).mkdir()
    result = archive.lint("cache", "clean", "--all")
    reason = "it belongs to another user" if os.geteuid() == 0 else f"{FILE} is not a regular file"
    assert result.code == 2
    assert result.err.splitlines() == [
        f"lint: {first}: deleted the cache",
        f"lint: {strange}: cannot be deleted: other users can write to it",
        f"lint: {last}: deleted the cache",
        f"lint: {foreign}: cannot be deleted: {reason}",
    ]
    assert [(each / FILE).exists() for each in (first, strange, last, foreign)] == [False, True, False, True]


def test_a_tag_that_is_a_link_is_not_followed(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    folder().mkdir(parents=True, mode=0o700)
    for name in ("CACHEDIR.TAG", ".gitignore"):
        (folder() / name).symlink_to(outside / name)
    archive.write("_posts/2021-05-03-a.md", SPACED)
    assert same(archive, ".")
    assert os.listdir(outside) == []
    assert not (folder() / "CACHEDIR.TAG").is_symlink()


@pytest.mark.parametrize("name", ["inside", "inside/deeper", "below", "below/deeper/deepest"])
def test_rows_that_git_tracks_behind_a_link_are_refused(archive: Archive, name: str) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    archive.write("below/deeper/deepest/results.sqlite", "theirs")
    os.symlink("below", "inside")
    for command in (["init", "-q"], ["add", "_posts", "below"]):
        subprocess.run(["git", *command], check=True)
    result = archive.lint("--cache-dir", name, ".")
    assert (result.code, result.out) == (2, "")
    assert f"--cache-dir {name}: git tracks files there" in result.err
