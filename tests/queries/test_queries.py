"""The database of `--output-format sqlite`, as `docs/queries.md` has it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Archive

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
QUESTIONS = re.findall(
    r"^## (\d+\..*?)\n.*?```sql\n(.*?)```\n\n```text\n(.*?)```",
    PAGE.read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)
COLUMNS = re.findall(r"^\| `(\w+)` \| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def database(small: Archive) -> str:
    assert small.lint("--output-format", "sqlite:archive.db").code in (0, 1)
    return "archive.db"


def test_ten_questions_are_answered_as_the_page_says(database: str) -> None:
    assert len(QUESTIONS) == 10
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for question, query, expected in QUESTIONS:
            rows = connection.execute(query).fetchall()
            found = ["|".join("" if each is None else str(each) for each in row) for row in rows]
            assert (question, found) == (question, expected.splitlines())


def test_the_views_have_the_columns_of_the_page(database: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
        assert sorted(views) == sorted(name for name, _ in COLUMNS)
        for view, columns in COLUMNS:
            found = connection.execute(f"SELECT * FROM {view}").description  # noqa: S608 - of this repository
            assert (view, [name for name, *_ in found]) == (view, re.findall(r"`(\w+)`", columns))


def test_views_show_the_last_run_and_tables_all(small: Archive, database: str) -> None:
    small.lint("--output-format", "sqlite:archive.db", "_posts/2021-05-20-a-bridge-opens.md")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT filename FROM posts").fetchall() == [
            ("_posts/2021-05-20-a-bridge-opens.md",)
        ]
        assert connection.execute("SELECT count(DISTINCT filename) FROM links").fetchone() == (1,)
        assert connection.execute("SELECT tag FROM tags").fetchall() == [("Roads",)]
        assert connection.execute("SELECT count(*) FROM findings WHERE code = 'FMT008'").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM all_findings WHERE code = 'FMT008'").fetchone() == (
            2,
        )
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (6,)


def test_a_post_that_says_nothing_of_itself_is_there(archive: Archive) -> None:
    archive.write("_posts/a.md", "---\ntitle: [\n---\n")
    archive.write(
        "_posts/b.md", "---\ntitle: 1\nauthor: [{name: Ada}, Bo, Ada, null]\ntags: rain, sun\n---\n"
    )
    archive.write("_posts/c.md", b"---\ntitle: \xff\n---\n")
    archive.lint("--isolated", "--schema", "jekyll", "--output-format", "sqlite:archive.db", ".")
    with closing(sqlite3.connect("archive.db")) as connection:
        rows = connection.execute(
            "SELECT filename, title, date, month, author, source_host FROM posts"
        ).fetchall()
    assert [row[0] for row in rows] == ["_posts/a.md", "_posts/b.md", "_posts/c.md"]
    assert [row[1:] for row in rows] == [
        (None,) * 5, (None, None, None, "Ada, Bo", None), (None,) * 5,
    ]  # fmt: skip
