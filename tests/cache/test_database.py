"""The database when it is damaged, locked, foreign, full, or used by several runs at once."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from lint.run import cache as cache_module
from lint.run.cache_database import Database
from tests.cache.conftest import DATABASE, SPACED, same
from tests.conftest import GOOD, Archive


@pytest.mark.parametrize("damage", ["empty", "garbage", "truncated", "version", "folder"])
def test_a_damaged_cache_is_rebuilt(warm: Archive, damage: str) -> None:
    plain = warm.lint("--no-cache", ".")
    data = Path(DATABASE).read_bytes()
    os.unlink(DATABASE)
    match damage:
        case "empty":
            Path(DATABASE).write_bytes(b"")
        case "garbage":
            Path(DATABASE).write_bytes(b"SQLite format 3\0" + os.urandom(8000))
        case "truncated":
            Path(DATABASE).write_bytes(data[: len(data) // 2])
        case "version":
            with closing(sqlite3.connect(DATABASE)) as database, database:
                database.execute("PRAGMA user_version = 99")
        case _:
            os.mkdir(DATABASE)
    for _ in range(3):
        result = warm.lint(".")
        assert (result.code, result.out) == (plain.code, plain.out)
        assert result.err.count("warning") <= 1


@pytest.mark.parametrize("page", [2, 4, 6, 8, 10, 12, 14])
def test_a_damaged_page_gives_one_warning(warm: Archive, page: int) -> None:
    plain = warm.lint("--no-cache", ".")
    for number in range(60):
        warm.write(f"_posts/2021-06-03-{number}.md", SPACED)
    warm.lint(".")
    for number in range(60):
        os.unlink(f"_posts/2021-06-03-{number}.md")
    with open(DATABASE, "r+b") as file:
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
    os.chmod(".lint_cache", 0o500)
    os.chmod(DATABASE, 0o400)
    try:
        same(warm, ".")
    finally:
        os.chmod(".lint_cache", 0o700)


def test_a_cache_that_cannot_be_created_gives_one_warning(
    warm: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(".lint_cache")
    warm.write(".lint_cache", "a file is in the way")
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1
    os.unlink(".lint_cache")
    monkeypatch.setattr(cache_module, "_SCHEMA", "CREATE TABLE x (y);")
    result = warm.lint(".")
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("lint: warning: ") == 1


def test_a_full_disk_changes_nothing(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = warm.lint("--no-cache", ".")
    shutil.rmtree(".lint_cache")

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
    with closing(sqlite3.connect(DATABASE, isolation_level=None)) as other, other:
        other.execute("BEGIN IMMEDIATE")
        result = warm.lint(".")
        other.execute("ROLLBACK")
    assert result.out.splitlines()[:3] == plain.out.splitlines()[:3]
    warning = f"lint: warning: {os.path.realpath('.lint_cache')}: cannot write the cache: "
    assert re.fullmatch(re.escape(warning) + ".+\n", result.err)
    assert not linted


def test_a_path_that_is_a_number_is_ignored(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        database.execute("UPDATE results SET path = 7 WHERE path LIKE '%-a.md'")
    assert warm.lint(".") == plain


def test_a_folder_whose_name_is_not_utf_8_has_a_cache(archive: Archive) -> None:
    folder = os.fsdecode(b"n\xff")
    try:
        archive.write(f"{folder}/_posts/2021-05-03-a.md", SPACED)
    except OSError:
        pytest.skip("this file system only takes UTF-8")
    os.chdir(folder)
    assert "FMT008" in same(archive, ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (1,)


def test_several_runs_at_once_agree(warm: Archive) -> None:
    plain = warm.command("--no-cache", ".").out
    outs: list[str] = []

    def run() -> None:
        outs.append(warm.command(".").out)

    shutil.rmtree(".lint_cache")
    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outs == [plain] * 4
    assert warm.lint(".").out == plain


def test_the_cache_keeps_the_settings_used_last(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", 2)
    for rule in ("FMT", "DTE", "FIL", "HTM"):
        warm.lint("--select", rule, ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT count(DISTINCT key) FROM results").fetchone()[0] <= 2
    monkeypatch.setattr(cache_module, "_MOST_BYTES", 1)
    warm.lint("--select", "LNK", ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT count(DISTINCT key) FROM results").fetchone()[0] == 1


def test_clean_only_deletes_the_cache(warm: Archive) -> None:
    warm.write(".lint_cache/mine.txt", "x")
    assert "deleted the cache" in warm.lint("cache", "clean").err
    assert sorted(os.listdir(".lint_cache")) == [".gitignore", "CACHEDIR.TAG", "mine.txt"]
    assert ": no cache" in warm.lint("cache", "clean").err
    assert same(warm, ".")
    os.unlink(DATABASE)
    os.mkdir(DATABASE)
    refused = warm.lint("cache", "clean")
    assert (refused.code, "results.sqlite: cannot be deleted: " in refused.err) == (2, True)


@pytest.mark.parametrize(
    "change",
    [
        "tallies = '{'",
        "tallies = '[1, 2]'",
        """tallies = '[["FMT008", "x", "warnin", "", 1, 0, 0]]'""",
        """tallies = '[["FMT008", "x", "info", "", "1", 0, 0]]'""",
        "piece = 'text'",
        "piece = x'ff'",
        "stamp = 1",
        "findings = '[', format = 'x'",
        "findings = '[[1]]', format = 'x'",
    ],
)
def test_a_row_that_no_run_wrote_is_ignored(warm: Archive, change: str) -> None:
    plain = warm.lint("--no-cache", ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        database.execute(f"UPDATE results SET {change} WHERE tallies <> '[]'")  # noqa: S608 - of ours
    assert warm.lint(".") == plain


def test_a_database_with_more_than_our_tables_is_rebuilt(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        database.execute("DROP TABLE plugins")
        database.execute(
            "CREATE VIEW plugins AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
            " SELECT x AS installed, 'a' AS files FROM c"
        )
    assert warm.lint(".") == plain
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT type FROM sqlite_master WHERE name = 'plugins'").fetchone() == (
            "table",
        )


def test_links_are_not_followed_out_of_the_archive(
    warm: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = warm.lint("--no-cache", ".")
    outside = tmp_path_factory.mktemp("outside") / "victim.db"
    with closing(sqlite3.connect(outside)) as database, database:
        database.execute("CREATE TABLE mine (x)")
    before = outside.read_bytes()
    os.unlink(DATABASE)
    os.symlink(outside, DATABASE)
    result = warm.lint(".")
    assert (result.code, result.out, outside.read_bytes()) == (plain.code, plain.out, before)
    assert "is not a regular file" in result.err
    shutil.rmtree(".lint_cache")
    os.symlink(outside.parent, ".lint_cache")
    assert "cannot use the cache: not a folder" in warm.lint(".").err
    assert os.listdir(outside.parent) == ["victim.db"]


def test_a_locked_database_is_left_alone(warm: Archive) -> None:
    plain = warm.lint("--no-cache", ".")
    inode = os.stat(DATABASE).st_ino
    other = sqlite3.connect(DATABASE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        warm.write("_posts/2021-05-03-c.md", SPACED)
        result = warm.lint("--no-cache", ".")
        locked = warm.lint(".")
        assert (locked.code, locked.out) == (result.code, result.out)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert os.stat(DATABASE).st_ino == inode
    assert plain.code == 1


def test_many_sites_become_warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_KEYS", 2)
    for number in range(5):
        archive.write(f"s{number}/_posts/2021-05-03-x.md", SPACED)
    for _ in range(2):
        archive.lint(".")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (5,)


def test_deleted_files_are_forgotten(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cached_results._FEW", 2)
    for number in range(6):
        archive.write(f"_posts/2021-05-03-{number}.md", SPACED)
    archive.lint(".")
    os.unlink("_posts/2021-05-03-0.md")
    archive.lint("_posts")
    with closing(sqlite3.connect(DATABASE)) as database, database:
        assert database.execute("SELECT count(*) FROM results").fetchone() == (5,)


def test_a_run_that_makes_the_folder_at_the_same_time_does_no_harm(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    real = os.path.lexists
    os.mkdir(".lint_cache")
    monkeypatch.setattr(os.path, "lexists", lambda path: not str(path).endswith(".lint_cache") and real(path))
    assert archive.lint(".").err == ""
    assert os.path.exists(DATABASE)
