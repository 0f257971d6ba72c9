"""What a stranger puts in place of the cache, or beside it, is not believed and does no harm."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import struct
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.run.cache import SCHEMA as OUR_TABLES
from lint.run.cache import VERSION as OUR_VERSION
from lint.run.cache_folder import FILE, NEW
from tests.cache.conftest import SPACED, database, folder, query, sign
from tests.conftest import GOOD, Archive, Result

BESIDE = ("-journal", "-wal", "-shm")
NAMES = (FILE, NEW, *(FILE + each for each in BESIDE), *(NEW + each for each in BESIDE), "lock")
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


def unharmed(archive: Archive, *arguments: str, warnings: int = 1) -> list[Result]:
    """Run twice, and without the cache: the results are the same, with at most a warning each."""
    plain = archive.lint("--no-cache", *arguments, ".")
    results = [archive.lint(*arguments, ".") for _ in range(2)]
    for result in results:
        assert (result.code, result.out) == (plain.code, plain.out)
        lines = result.err.splitlines()
        assert len(lines) <= warnings
        assert all(line.startswith("lint: ") for line in lines)
    return results


@pytest.fixture
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file outside of the archive, in a folder of its own."""
    path = tmp_path_factory.mktemp("outside") / "victim"
    path.write_text("precious", encoding="utf-8")
    return path


def is_whole(victim: Path) -> bool:
    return victim.read_text(encoding="utf-8") == "precious" and os.listdir(victim.parent) == [victim.name]


def hot_journal(path: Path, victim: Path) -> None:
    """Write a database, and beside it a journal that has SQLite delete a file.

    The journal names its super-journal, which is deleted once all of its journals are rolled back:
    https://sqlite.org/fileformat2.html#the_rollback_journal, https://sqlite.org/atomiccommit.html
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE mine (x)")
    magic, name = bytes.fromhex("d9d505f920a163d7"), os.fsencode(victim)
    header = (magic + struct.pack(">5I", 0, 0, 2, 512, 4096)).ljust(512, b"\0")
    trailer = struct.pack(">I", 2**30 // 4096 + 1) + name + struct.pack(">2I", len(name), sum(name)) + magic
    Path(f"{path}-journal").write_bytes(header + trailer)


def test_the_attack_works_on_plain_sqlite(tmp_path: Path, victim: Path) -> None:
    hot_journal(tmp_path / "mine.sqlite", victim)
    with closing(sqlite3.connect(tmp_path / "mine.sqlite")) as connection:
        connection.execute("SELECT * FROM sqlite_master").fetchall()
    assert not victim.exists()


def test_a_journal_that_came_with_the_archive_deletes_nothing(archive: Archive, victim: Path) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    hot_journal(archive.root / ".lint_cache" / "results.sqlite", victim)
    before = {path.name: path.read_bytes() for path in (archive.root / ".lint_cache").iterdir()}
    first, second = unharmed(archive)
    assert is_whole(victim)
    assert first.err.count(f"lint: {archive.root}/.lint_cache is no longer used and can be deleted") == 1
    assert second.err == ""  # it is named once
    assert {path.name: path.read_bytes() for path in (archive.root / ".lint_cache").iterdir()} == before


@pytest.mark.parametrize("name", [FILE, NEW])
@pytest.mark.parametrize("option", [True, False])
def test_a_journal_in_the_folder_itself_deletes_nothing(
    archive: Archive, victim: Path, name: str, *, option: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    if option:
        monkeypatch.setenv("ARCHIVE_LINT_CACHE_DIR", str(archive.root / "carried"))
    hot_journal(folder() / name, victim)
    unharmed(archive, *(("--cache-dir", "carried") if option else ()), warnings=0)
    assert is_whole(victim)
    assert sorted(os.listdir(folder())) == [".gitignore", "CACHEDIR.TAG", "lock", FILE]


def strange_wal(path: Path, statement: str) -> None:
    """Write what a killed run leaves of a database: its last changes are only in the log beside it."""
    mine = path.parent / "mine"
    with closing(sqlite3.connect(mine, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for each in OUR_TABLES:
            connection.execute(each)
        connection.execute(f"PRAGMA user_version = {OUR_VERSION}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(statement)
        for suffix in ("", "-wal", "-shm"):
            shutil.copyfile(f"{mine}{suffix}", f"{path}{suffix}")
    mine.unlink()


STATEMENTS = [
    "CREATE TRIGGER t AFTER INSERT ON results BEGIN DELETE FROM notes; INSERT INTO notes SELECT 1, 1, 1, 1; END",
    "CREATE TRIGGER t BEFORE INSERT ON used BEGIN SELECT RAISE(ABORT, 'no'); END",
    "CREATE VIEW v AS SELECT randomblob(1000000000)",
    "CREATE INDEX i ON results (content) WHERE length(zeroblob(100000000)) > 1",
    "CREATE TABLE more (x CHECK (length(zeroblob(100000000)) > 1))",
    "CREATE VIRTUAL TABLE f USING fts5(x)",
    "ALTER TABLE results ADD COLUMN more AS (length(zeroblob(100000000)))",
    "ALTER TABLE pieces RENAME TO others",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_database_with_anything_besides_our_tables_is_replaced(warm: Archive, statement: str) -> None:
    ours = set(OUR_TABLES)
    query(statement)
    unharmed(warm, warnings=0)
    assert {sql for (sql,) in query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")} == ours
    strange_wal(database(), statement)
    unharmed(warm, warnings=0)
    assert {sql for (sql,) in query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")} == ours


@pytest.mark.parametrize("suffix", BESIDE)
@pytest.mark.parametrize("size", [0, 31, 32, 5000, 100_000])
def test_noise_beside_the_database_changes_nothing(warm: Archive, suffix: str, size: int) -> None:
    Path(f"{database()}{suffix}").write_bytes(bytes(number * 37 % 251 for number in range(size)))
    unharmed(warm)


def symbolic_link(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def hard_link(path: Path, victim: Path) -> None:
    os.link(victim, path)


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path, _: Path) -> None:
    with socket.socket(socket.AF_UNIX) as each:
        here = os.getcwd()
        os.chdir(path.parent)  # a socket's path may only be short
        each.bind(path.name)
        os.chdir(here)


def full_folder(path: Path, _: Path) -> None:
    path.mkdir()
    (path / "x").touch()


KINDS = [symbolic_link, hard_link, pipe, unix_socket, full_folder]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_anything_but_a_file_of_ours_is_left_alone(
    warm: Archive, victim: Path, name: str, kind: Callable[[Path, Path], None]
) -> None:
    path = folder() / name
    path.unlink(missing_ok=True)
    kind(path, victim)
    before = os.lstat(path)
    for result in unharmed(warm):
        assert result.err.startswith(f"lint: warning: {folder()}: cannot use the cache: {name} ")
    refused = warm.lint("cache", "clean")
    assert (refused.code, f": cannot be deleted: {name} " in refused.err) == (2, True)
    assert is_whole(victim)
    assert (os.lstat(path).st_ino, os.lstat(path).st_mode) == (before.st_ino, before.st_mode)
    for line in warm.lint("cache", "show").out.splitlines():
        assert str(folder()) in line


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_nothing_creates_nothing(warm: Archive, victim: Path, name: str) -> None:
    path = folder() / name
    path.unlink(missing_ok=True)
    path.symlink_to(victim.parent / "new")
    unharmed(warm)
    assert is_whole(victim)


def test_a_folder_that_is_a_link_is_not_used(warm: Archive, victim: Path) -> None:
    theirs = victim.parent / "theirs"
    shutil.move(folder(), theirs)
    folder().symlink_to(theirs)
    before = {path.name: path.read_bytes() for path in theirs.iterdir()}
    for result in unharmed(warm):
        assert result.err == f"lint: warning: {folder()}: cannot use the cache: it is not a folder\n"
    assert warm.lint("cache", "clean").code == 2
    assert {path.name: path.read_bytes() for path in theirs.iterdir()} == before


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777])
def test_a_folder_that_others_can_write_to_is_not_used(warm: Archive, mode: int) -> None:
    folder().chmod(mode)
    for result in unharmed(warm):
        assert result.err.endswith("cannot use the cache: other users can write to it\n")
    folder().chmod(0o755)  # to read it is no harm
    assert unharmed(warm)[0].err == ""


@pytest.mark.skipif(not is_root, reason="only root can give files away")
@pytest.mark.parametrize("name", ["", *NAMES])
def test_files_of_another_user_are_not_used(warm: Archive, name: str) -> None:
    path = folder() / name
    path.touch()
    before = path.read_bytes() if name else b""
    os.chown(path, 12345, 12345)
    for result in unharmed(warm):
        assert result.err.endswith("it belongs to another user\n")
    assert not name or path.read_bytes() == before


def test_a_new_folder_is_for_this_user_alone(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    before = os.umask(0)
    try:
        archive.lint(".")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    assert stat.S_IMODE(folder().parent.stat().st_mode) == 0o700


def test_a_clock_that_was_set_back_has_files_compared(warm: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 2_000_000_000.0
    monkeypatch.setattr("lint.run.cached_results.time.time", lambda: now)
    # A file that was changed when the clock said the same as when it was linted has the same times.
    monkeypatch.setattr("lint.run.cache_key.file_stamp", lambda _: "the same")
    warm.write("_posts/2021-05-03-c.md", GOOD)
    warm.lint(".")
    warm.write("_posts/2021-05-03-c.md", SPACED)
    stale = warm.lint(".")
    now -= 3600
    fresh = warm.lint(".")
    assert fresh == warm.lint("--no-cache", ".")
    assert fresh != stale
    assert warm.lint(".") == fresh


def test_a_clock_that_was_set_back_counts_for_a_read_only_cache(
    warm: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 2_000_000_000.0
    monkeypatch.setattr("lint.run.cached_results.time.time", lambda: now)
    monkeypatch.setattr("lint.run.cache_key.file_stamp", lambda _: "the same")
    warm.write("_posts/2021-05-03-c.md", GOOD)
    warm.lint(".")
    warm.write("_posts/2021-05-03-c.md", SPACED)
    now -= 3600
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert warm.lint(".") == warm.lint("--no-cache", ".")


COLUMNS = {
    "results": ("key", "path", "stamp", "content", "rules", "observed", "checksum"),
    "pieces": ("key", "path", "stamp", "content", "outcome", "piece", "checksum"),
    "notes": ("kind", "key", "value", "checksum"),
    "used": ("kind", "key", "turn"),
}
VALUES = (7, 1.5, 2**63 - 1, "text", "\udc80", b"", b"\x00\xff")


@pytest.mark.slow
@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize(("table", "column"), [(table, each) for table in COLUMNS for each in COLUMNS[table]])
def test_wrong_types_anywhere_change_nothing(warm: Archive, table: str, column: str, *, signed: bool) -> None:
    warm.lint("--select", "LNK", ".")
    pristine = database().read_bytes()
    plain = {name: warm.lint("--no-cache", "--output-format", name, ".") for name in ("text", "json")}
    for value in VALUES:
        if (column, value) in (("observed", b""), ("stamp", "text")):
            continue  # what a run may have written
        database().write_bytes(pristine)
        is_text = isinstance(value, str)
        stored = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        expression = "CAST(? AS TEXT)" if is_text else "?"
        rows = query(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 - of ours
        query(f"UPDATE OR REPLACE {table} SET {column} = {expression}", stored)  # noqa: S608 - of ours
        assert rows
        if signed and column != "checksum":
            sign()
        for name in ("text", "json"):
            result = warm.lint("--output-format", name, ".")
            assert (result.code, result.out) == (plain[name].code, plain[name].out), (value, name)
            assert result.err.count("\n") <= 1


@pytest.mark.parametrize("at", [18, 19])
def test_a_database_that_sqlite_only_reads_is_replaced(warm: Archive, at: int) -> None:
    content = bytearray(database().read_bytes())
    content[at] = 3  # the version for writing, and that for reading
    database().write_bytes(content)
    warm.write("_posts/2021-05-03-c.md", SPACED)
    fresh = warm.lint("--no-cache", ".")
    assert warm.lint(".") == fresh
    assert database().read_bytes()[at] != 3


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=20)
@given(data=st.data())
def test_a_flipped_byte_is_never_served(warm: Archive, data: st.DataObject) -> None:
    plain = {name: warm.lint("--no-cache", "--output-format", name, ".") for name in ("text", "json")}
    saved = folder().parent / "saved"
    if not saved.exists():
        # A log that was not yet copied into the database has its bytes flipped too.
        with closing(sqlite3.connect(database(), isolation_level=None)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM results").fetchall()
            warm.write("_posts/2021-05-03-c.md", GOOD.replace("https:", "http:"))
            warm.lint("--output-format", "json", ".")
            shutil.copytree(folder(), saved)
        assert (saved / f"{FILE}-wal").stat().st_size > 0
        plain = {name: warm.lint("--no-cache", "--output-format", name, ".") for name in ("text", "json")}
    shutil.rmtree(folder())
    shutil.copytree(saved, folder())
    name = data.draw(st.sampled_from([FILE, f"{FILE}-wal"]))
    content = bytearray((folder() / name).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1) | st.integers(0, 200))
    content[at] ^= data.draw(st.integers(1, 255))
    (folder() / name).write_bytes(content)
    warnings = 0
    for name in ("text", "json", "text", "json"):
        result = warm.lint("--output-format", name, ".")
        assert (result.code, result.out) == (plain[name].code, plain[name].out)
        warnings += result.err.count("\n")
    assert warnings <= 1


def test_a_read_only_cache_of_another_version_is_not_read(
    warm: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    query("PRAGMA user_version = 1")
    monkeypatch.setattr(os, "access", lambda *_: False)
    for result in unharmed(warm):
        assert "the database is from another version, and read-only" in result.err


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_cache_that_git_tracks_is_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("kept/2021/results.sqlite", "theirs")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], check=True)
    os.unlink("kept/2021/results.sqlite")  # git still tracks it
    named, options = "--cache-dir", ["--cache-dir", "kept"]
    if how == "environment":
        named, options = "ARCHIVE_LINT_CACHE_DIR", []
        monkeypatch.setenv("ARCHIVE_LINT_CACHE_DIR", "kept")
    result = archive.lint(*options, ".")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"lint: {named} kept: git tracks files there; a cache that comes with an archive is not believed\n"
    )
    assert archive.lint("cache", "clean", *options).code == 2
    monkeypatch.delenv("ARCHIVE_LINT_CACHE_DIR")
    assert archive.lint("--cache-dir", "untracked", ".").err == ""


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_cache_behind_a_link_out_of_the_archive_is_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, victim: Path, how: str
) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("lint.toml", "")
    os.symlink(victim.parent, "kept")
    os.mkdir("below")
    for cwd, name in (
        ("", "kept"),
        ("", "kept/deeper"),
        ("", str(archive.root / "kept")),
        ("below", "../kept"),
    ):
        os.chdir(archive.root / cwd)
        if how == "environment":
            monkeypatch.setenv("ARCHIVE_LINT_CACHE_DIR", name)
        result = archive.lint(*(("--cache-dir", name) if how == "option" else ()), str(archive.root))
        assert (result.code, result.out) == (2, "")
        assert f" {name}: a link leads out of {archive.root}; expected the folder it leads to" in result.err
    assert is_whole(victim)
    # A link that the user names, from elsewhere, is the user's own.
    os.chdir(archive.root)
    os.unlink("kept")
    os.symlink("below", "inside")
    monkeypatch.delenv("ARCHIVE_LINT_CACHE_DIR")
    assert archive.lint("--cache-dir", "inside", ".").err == ""
    assert archive.lint("--cache-dir", str(victim.parent / "cache"), ".").err == ""


def test_without_a_home_nothing_is_cached(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    monkeypatch.delenv("ARCHIVE_LINT_CACHE_DIR")
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    message = "there is no folder for a cache; --cache-dir or ARCHIVE_LINT_CACHE_DIR names one"
    for result in unharmed(archive):
        assert result.err == f"lint: warning: {message}\n"
    for action in ("show", "clean"):
        result = archive.lint("cache", action)
        assert (result.code, result.err) == (2, f"lint: {message}\n")
    assert os.listdir(archive.root) == ["_posts"]


def test_a_home_that_cannot_be_written_to_gives_a_warning(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    env = {"ARCHIVE_LINT_CACHE_DIR": "", "HOME": os.devnull, "XDG_CACHE_HOME": os.path.join(os.devnull, "x")}
    plain = archive.command("--no-cache", ".", env=env)
    result = archive.command(".", env=env)
    assert (result.code, result.out) == (plain.code, plain.out)
    assert result.err.count("\n") == 1
    assert result.err.startswith(f"lint: warning: {os.devnull}{os.sep}x")


def test_the_folder_is_the_users_own(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    home = tmp_path_factory.mktemp("home")
    env = {"ARCHIVE_LINT_CACHE_DIR": "", "HOME": str(home), "XDG_CACHE_HOME": str(home / "xdg")}
    assert archive.command(".", env=env).err == ""
    (found,) = home.rglob(FILE)
    assert found.parent.parent.name == "archive-lint"
    assert found.parent.name.startswith(archive.root.name.strip(".")[:40])
    assert sorted(os.listdir(archive.root)) == ["_posts"]
