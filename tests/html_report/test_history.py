"""What the page has of earlier runs: those of the database that the same run adds itself to."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import GOOD, Archive, Result
from tests.html_report.pages import CAUSE, NEW, Page

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


@pytest.mark.parametrize("statement", ["UPDATE runs SET files = 'rain'", "UPDATE runs SET files = x'00'"])
def test_a_run_that_lint_did_not_write_is_refused(archive: Archive, statement: str) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    run(archive)
    with closing(sqlite3.connect("archive.db")) as database:
        database.execute(statement)
        database.commit()
    result = run(archive)
    assert (result.code, result.out) == (2, "")
    assert "has a run that lint did not write" in result.err


def test_nothing_is_left_beside_the_database(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", WRONG)
    for _ in range(2):
        run(archive)
    assert sorted(path.name for path in archive.root.iterdir()) == ["_posts", "archive.db", "report.html"]
