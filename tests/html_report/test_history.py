"""What the page has of earlier runs: those of the database that the same run adds itself to."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import GOOD, Archive, Result
from tests.html_report.pages import CAUSE, NEW, Page
from tests.html_report.test_page import HOSTILE

WRONG = GOOD.replace("Rain over", "Rain  over")
TWICE = WRONG.replace("Harbour Post ]", "x, x ]")


def run(archive: Archive) -> Result:
    return archive.lint(
        "--isolated", "--output-format", "html:report.html", "--output-format", "sqlite:archive.db", "_posts"
    )


def history() -> dict[str, Any]:
    found: dict[str, Any] = Page("report.html").data["history"]
    return found


def test_the_first_run_has_none(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    run(archive)
    assert history() == {"runs": [], "new": {}, "mended": {}, "examples": []}
    archive.lint("--isolated", "--output-format", "html:report.html", "_posts")
    assert Page("report.html").data["history"] is None


def test_what_is_new_and_what_was_mended(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    archive.write("_posts/2021-05-03-b.md", WRONG)
    run(archive)
    archive.write("_posts/2021-05-03-a.md", GOOD)
    archive.write("_posts/2021-05-03-b.md", TWICE)
    run(archive)
    data = Page("report.html").data
    assert data["history"]["new"] == {"TAG002": 2}
    assert data["history"]["mended"] == {"FMT008": 1}
    ((file, code, message),) = data["history"]["examples"]
    assert (file, code) == ("_posts/2021-05-03-a.md", "FMT008")
    assert message
    assert {data["causes"][row[CAUSE]]["code"]: row[NEW] for row in data["rows"]} == {
        "FMT008": 0,
        "TAG002": 1,
    }
    assert [(each["files"], sum(each["counts"])) for each in data["history"]["runs"]] == [(2, 2)]
    run(archive)
    data = Page("report.html").data
    assert (data["history"]["new"], data["history"]["mended"]) == ({}, {})
    assert len(data["history"]["runs"]) == 2
    # The database has each run once.
    with closing(sqlite3.connect("archive.db")) as database:
        assert database.execute("SELECT count(*) FROM runs").fetchone() == (3,)


def test_a_finding_that_moved_is_not_new(archive: Archive) -> None:
    archive.write(
        "_posts/2021-05-03-a.md", GOOD.replace("It rained.", "<a href='http://x.example/?utm_source=a'>x</a>")
    )
    run(archive)
    archive.write(
        "_posts/2021-05-03-a.md",
        GOOD.replace("It rained.", "It rained.\n\n<a href='http://x.example/?utm_source=a'>x</a>"),
    )
    run(archive)
    assert (history()["new"], history()["mended"]) == ({}, {})


def test_of_several_alike_as_many_are_new_as_there_are_more(archive: Archive) -> None:
    link = "<a href='http://x.example/?utm_source=a'>x</a>\n"
    for times in (1, 3):
        archive.write("_posts/2021-05-03-a.md", GOOD.replace("It rained.", link * times))
        run(archive)
    data = Page("report.html").data
    assert sum(row[NEW] for row in data["rows"]) == sum(data["history"]["new"].values())


def test_a_database_of_another_program_is_refused(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    with closing(sqlite3.connect("archive.db")) as database:
        database.execute("CREATE TABLE rain (a)")
    result = run(archive)
    assert result.code == 2
    assert "which lint does not create" in result.err
    assert not Path("report.html").exists()


def changed(archive: Archive, *statements: str) -> Result:
    """Run, let another program change the database, and run again."""
    archive.write("_posts/2021-05-03-a.md", WRONG)
    run(archive)
    with closing(sqlite3.connect("archive.db")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return run(archive)


@pytest.mark.parametrize(
    "value",
    ["files = 'rain'", "files = x'00'", "files = 1e300", "files = -1", "started = 'rain'", "started = x'00'",
     "started = 9", "started = '2021-05-03'"],
)  # fmt: skip
def test_a_run_that_lint_did_not_write_is_refused(archive: Archive, value: str) -> None:
    result = changed(archive, f"UPDATE runs SET {value}")  # noqa: S608 - of this test
    assert (result.code, result.out) == (2, "")
    assert "has a run that lint did not write" in result.err


def test_what_cannot_be_read_is_refused_and_nothing_is_lost(archive: Archive) -> None:
    result = changed(archive, "UPDATE all_findings SET message = CAST(x'ff' AS TEXT)")
    assert (result.code, "archive.db: cannot be read" in result.err) == (2, True)
    damaged = b"SQLite format 3\0" + bytes(4080)
    Path("archive.db").write_bytes(damaged)
    result = run(archive)
    assert (result.code, "archive.db: cannot be used as a database" in result.err) == (2, True)
    assert Path("archive.db").read_bytes() == damaged
    # The page is that of the run before.
    assert history()["runs"] == []
    assert sorted(path.name for path in archive.root.iterdir()) == ["_posts", "archive.db", "report.html"]


def test_what_a_stranger_wrote_in_a_database_stays_text(archive: Archive) -> None:
    result = changed(
        archive,
        f"UPDATE all_findings SET message = '{HOSTILE.replace(chr(39), chr(39) * 2)}\x1b[2J', code = x'3c41'",  # noqa: S608 - as above
        "UPDATE files SET filename = '<img src=x onerror=alert(1)>'",
    )
    assert (result.code, result.err) == (0, "")
    made = Page("report.html")
    ((file, code, message),) = made.data["history"]["examples"]
    assert (file, code) == ("<img src=x onerror=alert(1)>", "b'<A'")
    assert (HOSTILE[:20] in message, "\x1b" in message) == (True, False)
    assert made.data["history"]["mended"] == {code: 1}
    assert (len(made.find("//h:script")), made.find("//h:img")) == (2, [])


def test_names_and_messages_that_are_shown_otherwise_are_still_known(archive: Archive) -> None:
    archive.write(
        "_posts/2021-05-03-\x1b雨\udcff\u202e.md", WRONG.replace("Harbour Post ]", '"\\e[1m雨", "\\e[1m雨" ]')
    )
    run(archive)
    run(archive)
    assert history()["new"] == history()["mended"] == {}
    assert sum(map(sum, (each["counts"] for each in history()["runs"]))) > 1


def test_nothing_is_left_beside_the_database(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    for _ in range(2):
        run(archive)
    assert sorted(path.name for path in archive.root.iterdir()) == ["_posts", "archive.db", "report.html"]
