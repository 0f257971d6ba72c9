"""A database for a report may be a stranger's: nothing in it or beside it runs, and no other file is touched."""

import os
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive, Result

REPORT = "report.db"


def run(archive: Archive, *arguments: str) -> Result:
    return archive.lint(
        "--isolated", "--no-cache", "--output-format", f"sqlite:{REPORT}", *arguments, "_posts"
    )


@pytest.fixture
def known(archive: Archive) -> Archive:
    """An archive with the database of a run."""
    archive.write("_posts/2021-05-03-a.md", GOOD.replace("Rain over", "Rain  over"))
    assert run(archive).code == 0
    return archive


def runs() -> list[tuple[int, int]]:
    with closing(sqlite3.connect(REPORT)) as database:
        return database.execute("SELECT files, findings FROM runs ORDER BY id").fetchall()


def hot_journal(victim: Path) -> bytes:
    """Return a journal that a transaction over several databases left, whose list of journals is the victim.

    https://www.sqlite.org/fileformat2.html#the_rollback_journal
    """
    magic = bytes.fromhex("d9d505f920a163d7")
    page, sector = 4096, 512
    header = magic + struct.pack(">IIIII", 0, 0, os.path.getsize(REPORT) // page, sector, page)
    name = os.fsencode(victim)
    trailer = (
        struct.pack(">I", 0x40000000 // page + 1) + name + struct.pack(">II", len(name), sum(name)) + magic
    )
    return header.ljust(sector, b"\0") + trailer


def test_a_journal_beside_it_deletes_nothing(known: Archive) -> None:
    victim = known.root / "letter.txt"
    victim.write_text("It rained.", encoding="utf-8")
    before = Path(REPORT).read_bytes()
    Path(f"{REPORT}-journal").write_bytes(hot_journal(victim))
    result = run(known)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"lint: {REPORT}: {known.root / REPORT}-journal is beside it: another program has the database open or"
        " did not finish; expected the database alone\n"
    )
    assert victim.read_text(encoding="utf-8") == "It rained."
    assert Path(REPORT).read_bytes() == before
    assert Path(f"{REPORT}-journal").exists()


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("exists", [True, False])
def test_nothing_beside_it_is_believed(known: Archive, suffix: str, exists: bool) -> None:  # noqa: FBT001 - pytest gives it
    if not exists:
        os.unlink(REPORT)
    beside = Path(REPORT + suffix)
    beside.symlink_to("nowhere")
    before = sorted(os.listdir())
    result = run(known)
    assert (result.code, f"{suffix} is beside it" in result.err) == (2, True)
    assert sorted(os.listdir()) == before


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("trigger 'rain'", "CREATE TRIGGER rain AFTER INSERT ON files BEGIN DELETE FROM runs; END"),
        ("view 'rain'", "CREATE VIEW rain AS SELECT load_extension('x')"),
        ("table 'rain'", "CREATE TABLE rain (x)"),
        ("table 'rain'", "CREATE VIRTUAL TABLE rain USING fts5(x)"),
        ("index 'rain'", "CREATE INDEX rain ON files (printf('%.*c', id, 'x'))"),
        ("table 'all_links'", "ALTER TABLE all_links ADD COLUMN x GENERATED ALWAYS AS (hex(zeroblob(9)))"),
        ("view 'related'", "DROP TABLE related; CREATE VIEW related AS SELECT 1 AS id"),
        ("table 'runs'", "ALTER TABLE runs RENAME COLUMN files TO posts"),
        ("view 'posts'", "DROP VIEW posts; CREATE VIEW posts AS SELECT load_extension('x')"),
    ],
)  # fmt: skip
def test_what_no_run_created_is_refused(known: Archive, what: str, statement: str) -> None:
    with closing(sqlite3.connect(REPORT)) as database:
        try:
            database.executescript(statement)
        except sqlite3.OperationalError:
            pytest.skip("this SQLite lacks it")
        database.commit()
    before = Path(REPORT).read_bytes()
    result = run(known)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"lint: {REPORT}: has the {what}, which lint does not create; expected only the tables of earlier runs, or"
        " a new file\n"
    )
    assert Path(REPORT).read_bytes() == before
    assert sorted(os.listdir()) == ["_posts", REPORT]


def test_runs_are_added_to_a_database_of_any_version_of_ours(known: Archive) -> None:
    assert run(known).code == 0
    # Of a version that had no images, in a mode that a reader has set.
    with closing(sqlite3.connect(REPORT)) as database:
        database.execute("DROP VIEW images")
        database.execute("PRAGMA journal_mode = WAL")
    assert run(known).code == 0
    assert runs() == [(1, 1)] * 3
    assert sorted(os.listdir()) == ["_posts", REPORT]
    with closing(sqlite3.connect(REPORT)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM all_links").fetchone() == (3,)


def test_an_empty_file_becomes_a_database(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    archive.write(REPORT, "")
    assert run(archive).code == 0
    assert runs() == [(1, 0)]


def test_a_damaged_database_is_left_alone(known: Archive) -> None:
    data = bytearray(Path(REPORT).read_bytes())
    data[4096 + 3 : 4096 + 90] = b"\xff" * 87
    Path(REPORT).write_bytes(data)
    result = run(known)
    assert (result.code, f"{REPORT}: cannot be used as a database: " in result.err) == (2, True)
    assert Path(REPORT).read_bytes() == data


@pytest.mark.skipif(os.name == "nt", reason="it has no such files")
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_is_not_a_regular_file_is_not_opened(archive: Archive, kind: str) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    if kind == "pipe":
        os.mkfifo(REPORT)
    elif kind == "folder":
        os.mkdir(REPORT)
    else:
        os.symlink(os.devnull, REPORT)
    result = run(archive)
    assert result.code == 2
    if kind != "device":  # a link that leads out
        assert result.err == f"lint: {REPORT}: is not a regular file; expected one for a database\n"


def test_a_run_that_another_one_overtook_says_so(known: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from lint.report.sqlite import SQLiteReporter

    real = SQLiteReporter.end

    def end(self: SQLiteReporter, *rest: object) -> str:
        monkeypatch.setattr(SQLiteReporter, "end", real)
        assert run(known).code == 0
        return real(self, *rest)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(SQLiteReporter, "end", end)
    result = run(known)
    assert (result.code, result.err) == (2, f"lint: {REPORT}: has changed in the meantime; run lint again\n")
    assert runs() == [(1, 1)] * 2
    assert sorted(os.listdir()) == ["_posts", REPORT]


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege")
@pytest.mark.parametrize("name", ["json", "csv", "sqlite", "parquet"])
def test_a_report_does_not_leave_the_archive_by_a_link_in_it(
    archive: Archive, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    outside = tmp_path_factory.mktemp("outside") / "letter.txt"
    outside.write_text("It rained.", encoding="utf-8")
    os.symlink(outside, "report")
    os.symlink("_posts/../inside", "by-link")
    command = ("--isolated", "--no-cache", "--output-format")
    result = archive.lint(*command, f"{name}:report", "_posts")
    expected = f"lint: report: is a link to {outside}, outside of the archive; name that file instead\n"
    assert (result.code, result.err) == (2, expected)
    assert outside.read_text(encoding="utf-8") == "It rained."
    # Links inside, and folders that a user has linked, are followed.
    assert archive.lint(*command, f"{name}:by-link", "_posts").code == 0
    assert Path("inside").is_file()
    os.symlink(outside.parent, "reports")
    assert archive.lint(*command, f"{name}:reports/new", "_posts").code == 0
    assert outside.with_name("new").is_file()
