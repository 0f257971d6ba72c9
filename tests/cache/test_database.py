"""The database when it is damaged, locked, foreign, full, or used by several runs at once."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from lint.run import cache as cache_module
from lint.run.cache_database import Database
from tests.cache.conftest import SPACED, database, folder, query, same
from tests.conftest import GOOD, Archive


@pytest.mark.parametrize("damage", ["empty", "garbage", "truncated", "names", "syntax", "version", "folder"])
def test_a_damaged_cache_is_rebuilt(warm: Archive, damage: str) -> None:
    plain = warm.lint("--no-cache", ".")
    data = database().read_bytes()
    os.unlink(database())
    match damage:
        case "empty":
            database().write_bytes(b"")
        case "garbage":
            database().write_bytes(b"SQLite format 3\0" + os.urandom(8000))
        case "truncated":
            database().write_bytes(data[: len(data) // 2])
        case "names":
            database().write_bytes(data.replace(b"archive BLOB", b"archi\xf4e BLOB"))
        case "syntax":
            database().write_bytes(data.replace(b"CREATE TABLE", b"CREATE T\xf4BLE"))
        case "version":
            database().write_bytes(data)
            query("PRAGMA user_version = 99")
        case _:
            os.mkdir(database())
    for _ in range(3):
        result = warm.lint(".")
        assert (result.code, result.out) == (plain.code, plain.out)
        assert result.err.count("warning") <= 1


@pytest.mark.slow
@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("table", ["results", "notes", "archives", "listings", "posts", "keys", "near"])
def test_a_damaged_page_gives_one_warning(warm: Archive, table: str) -> None:
    plain = warm.lint("--no-cache", ".")
    for number in range(60):
        warm.write(f"_posts/2021-06-03-{number}.md", SPACED)
    warm.lint(".")
    for number in range(60):
        os.unlink(f"_posts/2021-06-03-{number}.md")
    ((page,),) = query(f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")  # noqa: S608 - as above
    with open(database(), "r+b") as file:
        file.seek(8192 * (page - 1))
        file.write(b"\xff" * 8192)
    warnings = []
    for _ in range(3):
        result = warm.lint(".")
        assert (result.code, result.out) == (plain.code, plain.out)
        warnings.append(result.err.count("the next run rebuilds it"))
    assert sorted(warnings) == [0, 0, 1]


def test_a_cache_that_cannot_be_written_is_read(warm: Archive) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    os.chmod(folder(), 0o500)
    os.chmod(database(), 0o400)
    try:
        same(warm, ".")
    finally:
        os.chmod(folder(), 0o700)


def test_a_cache_that_cannot_be_created_gives_one_warning(
    warm: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(folder())
    folder().write_text("a file is in the way", encoding="utf-8")
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1
    os.unlink(folder())
    monkeypatch.setattr(cache_module, "SCHEMA", ("CREATE TABLE x (y)",))
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1


def test_a_full_disk_changes_nothing(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(folder())

    def full(self: Database, *_: object) -> None:
        self._give_up(sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(Database, "write", full)
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert "database or disk is full" in result.err


def test_a_database_that_another_run_writes_is_read(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = warm.lint("--no-cache", ".")
    linted = []
    monkeypatch.setattr("lint.engine.linter.Linter.lint_source", lambda *arguments: linted.append(arguments))
    os.unlink("_posts/2021-05-03-none.md")  # it is linted each time
    with closing(sqlite3.connect(database(), isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        result = warm.lint(".")
        other.execute("ROLLBACK")
    assert result.out.splitlines()[:3] == plain.out.splitlines()[:3]
    warning = f"lint: warning: {folder()}: cannot write the cache: "
    assert re.fullmatch(re.escape(warning) + ".+\n", result.err)
    assert not linted


def test_a_path_that_is_a_number_is_ignored(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    query("UPDATE results SET path = 7 WHERE path LIKE '%-a.md'")
    assert warm.lint(".") == plain


def test_a_folder_whose_name_is_not_utf_8_has_a_cache(archive: Archive) -> None:
    name = os.fsdecode(b"n\xff")
    try:
        archive.write(f"{name}/_posts/2021-05-03-a.md", SPACED)
    except OSError:
        pytest.skip("this file system only takes UTF-8")
    os.chdir(name)
    assert "FMT008" in same(archive, ".")
    assert query("SELECT count(*) FROM results")[0] == (1,)


def test_several_runs_at_once_agree(warm: Archive) -> None:
    plain = warm.command("--no-cache", ".").out
    outs: list[str] = []

    def run() -> None:
        outs.append(warm.command(".").out)

    shutil.rmtree(folder())
    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outs == [plain] * 4
    assert warm.command(".").out == plain


def test_the_cache_keeps_the_settings_used_last(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", {"results": 2, "pieces": 2})
    for zone in ("Asia/Tokyo", "Asia/Kolkata", "Europe/Paris", "UTC"):
        warm.write("lint.toml", f'timezone = "{zone}"\n')
        warm.lint(".")
    for table in ("results", "pieces"):
        assert query(f"SELECT count(DISTINCT key) FROM {table}")[0][0] <= 2  # noqa: S608 - of ours
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 1)
    warm.lint("--select", "LNK", ".")
    for table in ("results", "pieces"):
        assert query(f"SELECT count(DISTINCT key) FROM {table}")[0][0] <= 1  # noqa: S608 - as above


def test_clean_only_deletes_the_cache(warm: Archive) -> None:
    (folder() / "mine.txt").write_text("x", encoding="utf-8")
    assert "deleted the cache" in warm.lint("cache", "clean").err
    assert sorted(os.listdir(folder())) == [".gitignore", "CACHEDIR.TAG", "lock", "mine.txt"]
    assert ": no cache" in warm.lint("cache", "clean").err
    assert same(warm, ".")
    os.unlink(database())
    os.mkdir(database())
    refused = warm.lint("cache", "clean")
    assert refused.code == 2
    assert refused.err.endswith(": cannot be deleted: results.sqlite is not a regular file\n")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("pieces", "outcome = '{'"),
        ("pieces", "outcome = '[1, 2]'"),
        ("pieces", "outcome = replace(outcome, 'info', 'inf')"),
        ("pieces", "piece = 'text'"),
        ("pieces", "piece = x'ff'"),
        ("pieces", "stamp = 1"),
        ("results", "observed = '['"),
        ("results", "observed = x'5b5b315d5d'"),
        ("results", "rules = 'x'"),
        ("results", "content = 7"),
        ("results", "stamp = x'00'"),
        ("results", "checksum = 1"),
    ],
)
def test_a_row_that_no_run_wrote_is_ignored(warm: Archive, table: str, change: str) -> None:
    plain = warm.lint("--no-cache", ".")
    if table == "results":
        query("DELETE FROM pieces")
    query(f"UPDATE {table} SET {change}")  # noqa: S608 - of ours
    assert warm.lint(".") == plain


def test_a_database_with_more_than_our_tables_is_rebuilt(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    query("DROP TABLE notes")
    query(
        "CREATE VIEW notes AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
        " SELECT 'code' AS kind, x AS key, 'a' AS value, x'' AS checksum FROM c"
    )
    assert warm.lint(".") == plain
    assert query("SELECT type FROM sqlite_master WHERE name = 'notes'") == [("table",)]


def test_links_are_not_followed_out_of_the_archive(
    warm: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = warm.lint("--no-cache", ".")
    outside = tmp_path_factory.mktemp("outside") / "victim.db"
    with closing(sqlite3.connect(outside)) as theirs, theirs:
        theirs.execute("CREATE TABLE mine (x)")
    before = outside.read_bytes()
    os.unlink(database())
    os.symlink(outside, database())
    result = warm.lint(".")
    assert (result.code, result.out, outside.read_bytes()) == (plain.code, plain.out, before)
    assert "is not a regular file" in result.err
    shutil.rmtree(folder())
    os.symlink(outside.parent, folder())
    assert "cannot use the cache: it is not a folder" in warm.lint(".").err
    assert os.listdir(outside.parent) == ["victim.db"]


def test_a_locked_database_is_left_alone(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    inode = os.stat(database()).st_ino
    other = sqlite3.connect(database(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        warm.write("_posts/2021-05-03-c.md", SPACED)
        result = warm.lint("--no-cache", ".")
        locked = warm.lint(".")
        assert (locked.code, locked.out) == (result.code, result.out)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert os.stat(database()).st_ino == inode
    assert plain.code == 1


def test_many_sites_become_warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", {"results": 2, "pieces": 2})
    for number in range(5):
        archive.write(f"s{number}/_posts/2021-05-03-x.md", SPACED)
    for _ in range(2):
        archive.lint(".")
    assert query("SELECT count(*) FROM results")[0] == (5,)


def test_deleted_files_are_forgotten(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cached_results._FEW", 2)
    for number in range(6):
        archive.write(f"_posts/2021-05-03-{number}.md", SPACED)
    archive.lint(".")
    os.unlink("_posts/2021-05-03-0.md")
    archive.lint("_posts")
    assert query("SELECT count(*) FROM results")[0] == (5,)


def test_a_run_that_makes_the_folder_at_the_same_time_does_no_harm(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    real = os.path.lexists
    folder().mkdir(parents=True, mode=0o700)
    hidden = str(folder())
    monkeypatch.setattr(os.path, "lexists", lambda path: str(path) != hidden and real(path))
    assert archive.lint(".").err == ""
    assert database().exists()
