"""Dates are judged as the site's own builder, in the site's own timezone, reads them."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from lint import Config, lint_text
from lint.config.dialects import Dialect
from tests.conftest import Archive


def found(
    date: str, dialect: Dialect, *, name: str = "rain.md", timezone: str | None = None, more: str = ""
) -> list[tuple[str, str, str | None]]:
    """Return the code, severity and fix of each finding about a date."""
    config = Config(dialect=dialect, schema="plain", timezone=timezone, select=("DTE",))
    text = f"---\ntitle: Rain\n{more}date: {date}\n---\n\nIt rained.\n"
    return [
        (finding.code, finding.severity.value, finding.fix.applicability.value if finding.fix else None)
        for finding in lint_text(text, name, config)
    ]


@pytest.mark.parametrize(
    ("dialect", "date"),
    [
        ("jekyll", "2020-07-12 +0200"),
        ("jekyll", "20200712"),
        ("jekyll", "2020.07.12"),
        ("jekyll", "12 July 2020, in the rain"),
        ("hexo", "2020/7/12 8:05"),
        ("hexo", "Sun Jul 12 2020"),
        ("hugo", "12 Jul 2020"),
        ("hugo", "2020-07-12T08:05:00+0200"),
        ("eleventy", '"2020-07"'),
        ("eleventy", "git Last Modified"),
        ("docusaurus", "July 12, 2020"),
        ("quarto", "7/13/2020"),
        ("quarto", "today"),
        ("zola", "2020-07-12T08:05:00Z"),
        ("vitepress", "2020-07-12 08:05:00 +0200"),
        ("plain", "7/13/2020"),
        ("plain", "last-modified"),
        ("plain", "2020"),
        ("plain", "git Last Modified"),
        ("plain", "1594541100"),
        ("hugo", '""'),
        ("hexo", ""),
    ],
)
def test_what_the_builder_reads_is_no_error(dialect: Dialect, date: str) -> None:
    assert [each for each in found(date, dialect) if each[0] == "DTE001"] == []


@pytest.mark.parametrize(
    ("dialect", "date", "severity"),
    [
        ("jekyll", "12 juillet 2020", "error"),
        ("jekyll", "July 12", "error"),
        ("jekyll", '""', "error"),
        ("jekyll", "", "error"),
        ("hugo", "2020-07-12 08:05 +0200", "error"),
        ("hugo", "12 July 2020", "error"),
        ("hugo", "2020-06-31", "error"),
        ("hexo", "2020年7月12日", "error"),
        ("eleventy", "2020-07-12 08:05:00 +0200", "error"),
        ("docusaurus", '"2020-07-12T08:05:00Z"', "error"),
        ("pelican", '"2020-07-12"', "error"),
        ("zola", "12 July 2020", "error"),
        ("plain", "in summer", "error"),
        ("plain", "2020年7月12日", "error"),
        ("vitepress", "in summer", "info"),
        ("obsidian", "in summer", "info"),
        ("jekyll", "2020-06-31", "warning"),
        ("hexo", "2020/06/31", "warning"),
    ],
)
def test_what_it_does_not_read_is_reported(dialect: Dialect, date: str, severity: str) -> None:
    name = "_posts/rain.md" if dialect == "jekyll" else "blog/rain.md"
    assert ("DTE001", severity, None) in found(date, dialect, name=name)


@pytest.mark.parametrize(
    ("dialect", "name", "date"),
    [
        ("docusaurus", "docs/rain.md", '"2020-07-12T08:05:00Z"'),
        ("vitepress", "rain.md", "12th of July, 2020"),
        ("obsidian", "rain.md", ""),
        ("jekyll", "about.md", "12 July 2020, in the rain"),
    ],
)
def test_a_date_that_the_builder_does_not_use_is_no_error(dialect: Dialect, name: str, date: str) -> None:
    assert [each for each in found(date, dialect, name=name) if each[0] == "DTE001"] == []


@pytest.mark.parametrize(
    ("date", "dialect", "expected"),
    [
        ("2020-07-12 08:05:00 +0200", "jekyll", []),
        ("2020-07-12 08:05 +0200", "jekyll", ["safe"]),
        ("2020/07/12", "jekyll", ["safe"]),
        ("2020-07-12 08:05", "jekyll", [None]),  # the timestamp is in UTC, the text in the site's timezone
        ("2020-07-12 08:05", "hugo", []),
        ("2020-07-12 08:05:00 +0200", "plain", ["safe"]),
        ("2020-07-12 08:05:00 +0200", "vitepress", ["safe"]),
        ("2020/07/12", "vitepress", [None]),  # the text is a day in the machine's timezone
        ("'2020-07-12'", "plain", []),
        ("'2020-07-12T08:05:00+02:00'", "plain", []),
        ("'12 July 2020'", "plain", ["safe"]),
    ],
)
def test_text_is_noted_where_it_may_matter(date: str, dialect: Dialect, expected: list[str | None]) -> None:
    assert [fix for code, _, fix in found(date, dialect) if code == "DTE002"] == expected


@pytest.mark.parametrize(
    ("date", "dialect", "timezone", "expected"),
    [
        ('"2020-07-12 08:05:00"', "jekyll", None, True),
        ('"2020-07-12 08:05:00"', "jekyll", "Europe/Kyiv", False),
        ('"2020-07-12 08:05:00 NZST"', "jekyll", "Europe/Kyiv", True),
        ("2020-07-12 08:05:00", "jekyll", None, False),
        ("2020-07-12 08:05:00", "hugo", None, False),
        ("2020-07-12 08:05:00", "eleventy", None, False),
        ("2020-07-12 08:05", "vitepress", None, True),
        ("2020-07-12 08:05:00", "hexo", None, True),
        ("2020-07-12 08:05:00", "plain", None, True),
        ("2020-07-12", "plain", None, False),
    ],
)
def test_a_timezone_is_missing_where_the_machine_decides(
    date: str, dialect: Dialect, timezone: str | None, *, expected: bool
) -> None:
    codes = [code for code, _, _ in found(date, dialect, timezone=timezone)]
    assert ("DTE003" in codes) is expected


@pytest.mark.parametrize(
    ("date", "name", "timezone", "expected"),
    [
        ("2020-07-12", "2020-07-22-rain.md", None, [("warning", "unsafe")]),
        ("2020-07-12 08:05:00Z", "2020-08-12-rain.md", None, [("warning", None)]),
        ("2020-07-12", "2019-07-12-rain.md", None, [("warning", "unsafe")]),
        ("2020-07-12", "2020-07-14-rain.md", None, [("info", None)]),
        ("2020-07-12", "2020-06-03-rain.md", None, [("info", None)]),
        ("2020-07-12", "2020-12-07-rain.md", None, [("info", None)]),
        ("2020-07-22", "2020-22-07-rain.md", None, [("info", None)]),
        ("2020-07-22", "2020-23-07-rain.md", None, [("warning", None)]),
        ("2020-07-11 21:05:00Z", "2020-07-12-rain.md", None, [("info", None)]),
        ("2020-07-12 05:05:00Z", "2020-07-11-rain.md", None, [("info", None)]),
        ("2020-07-11 21:05:00Z", "2020-07-12-rain.md", "Asia/Seoul", []),
        ("2020-07-12 23:30:00 -04:00", "2020-07-12-rain.md", None, []),
        ("2020-07-12 23:30:00 -04:00", "2020-07-12-rain.md", "Europe/Kyiv", [("info", None)]),
        ("2020-07-12 02:10:00", "2020-07-12-rain.md", "America/Chicago", [("info", None)]),
        ('"2020-07-12 02:10:00"', "2020-07-12-rain.md", "America/Chicago", []),
        ("2020-07-12", "2020-07-12-rain.md", "America/Chicago", []),
    ],
)
def test_the_day_in_the_file_name(
    date: str, name: str, timezone: str | None, expected: list[tuple[str, str | None]]
) -> None:
    findings = found(date, "jekyll", name=f"_posts/{name}", timezone=timezone)
    assert [(severity, fix) for code, severity, fix in findings if code == "DTE004"] == expected


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ("asked: 2020-07-12T08:05:00Z\n", "info"),
        ("asked: '2020-07-12'\n", "info"),
        ("asked: 2020-07-20T08:05:00Z\n", "warning"),
        ("asked: 2020\n", "warning"),
    ],
)
def test_another_date_explains_the_file_name(more: str, severity: str) -> None:
    findings = found("2020-09-12T08:05:00Z", "plain", name="2020-07-12-rain.md", more=more)
    assert [each for each in findings if each[0] == "DTE004"] == [("DTE004", severity, None)]


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ("from: https://news.example.org/a\n", "warning"),
        ("from: https://news.example.org/a\npublished: false\n", "info"),
        ("", "info"),
    ],
)
def test_a_copys_name_and_date_come_from_one_script(more: str, severity: str) -> None:
    text = f"---\ntitle: Rain\n{more}date: 2020-07-12\n---\n\nIt rained.\n"
    config = Config(dialect="jekyll", schema="news-mirror", select=("DTE004",))
    [finding] = lint_text(text, "_posts/2020-05-01-rain.md", config)
    assert finding.severity.value == severity
    assert finding.message == "the file name says 2020-05-01 but `date` says 2020-07-12, 72 days apart"


def test_the_days_between_are_those_of_the_days_that_the_message_names() -> None:
    text = "---\ntitle: Rain\ndate: 2020-07-22T01:00:00+07:00\n---\n\nIt rained.\n"
    [finding] = lint_text(text, "2020-07-12-rain.md", Config(schema="plain", select=("DTE004",)))
    assert finding.message == "the file name says 2020-07-12 but `date` says 2020-07-22, 10 days apart"


def dateline(body: str) -> list[str]:
    text = f"---\ntitle: Rain\ndate: 2020-07-12T08:05:00Z\n---\n{body}\n"
    return [finding.code for finding in lint_text(text, "a.md", Config(schema="plain", select=("DTE007",)))]


def test_only_the_first_lines_hold_a_dateline() -> None:
    assert dateline("The harbour\n\nPublished: 2019-01-09") == ["DTE007"]
    paragraphs = "It rained again.\n\n" * 6
    assert dateline(f"{paragraphs}The ministry decides:\n\nPublished: 2019-01-09") == []
    note = "The order was taken down today, a week after it was given. " * 3
    assert dateline(f"<p>{note}</p><p>Order 7</p><p>Published: 2019-01-09</p>") == []
    assert dateline("<p>Order 7</p><p>Published: 2019-01-09</p>") == ["DTE007"]


@pytest.mark.parametrize(
    ("configuration", "content", "folder"),
    [
        ("_config.yml", "timezone: America/Chicago\n", "_posts"),
        ("hugo.toml", 'timeZone = "America/Chicago"\n', "content/posts"),
    ],
)
def test_the_site_says_its_timezone(archive: Archive, configuration: str, content: str, folder: str) -> None:
    archive.write(configuration, content)
    path = archive.write(
        f"{folder}/2020-07-11-rain.md", "---\ntitle: Rain\ndate: 2020-07-12T02:10:00Z\n---\n\nIt rained.\n"
    )
    assert codes(archive, path) == []
    archive.write("lint.toml", 'timezone = "Europe/Kyiv"\n')
    assert codes(archive, path) == ["DTE004"]


def test_a_timezone_that_does_not_exist_does_no_harm(archive: Archive) -> None:
    archive.write("_config.yml", "timezone: Moon/Copernicus\n")
    path = archive.write(
        "_posts/2020-07-12-rain.md", "---\ntitle: Rain\ndate: 2020-07-12T02:10:00Z\n---\n\nIt rained.\n"
    )
    result = archive.check("--no-cache", path)
    assert (result.code, result.err) == (0, "")


def codes(archive: Archive, path: str) -> list[str]:
    out = archive.check("--no-cache", "--select", "DTE", path).out
    return [finding["code"] for finding in json.loads(out)]


@pytest.mark.parametrize(
    ("date", "more", "severity"),
    [
        ("1957-10-04", "", "info"),
        ("1957-10-04", "from: https://news.example.org/a\n", "warning"),
        ("1970-01-01", "", "warning"),
        ("1969-12-31T16:00:00-08:00", "", "warning"),
        ("0001-01-01", "", "warning"),
        ("2999-05-03", "", "warning"),
    ],
)
def test_who_writes_a_site_may_date_a_post_to_another_time(date: str, more: str, severity: str) -> None:
    text = f"---\ntitle: Rain\n{more}date: {date}\n---\n\nIt rained.\n"
    [finding] = lint_text(text, "a.md", Config(schema="news-mirror", select=("DTE008",)))
    assert finding.severity.value == severity


def test_a_post_of_the_next_months_may_be_planned() -> None:
    soon = f"{datetime.now(UTC) + timedelta(days=90):%Y-%m}-17"
    text = f"---\ntitle: Rain\ndate: {soon}\n---\n\nIt will rain.\n"
    [finding] = lint_text(text, "a.md", Config(schema="plain", select=("DTE008",)))
    assert finding.severity.value == "info"
