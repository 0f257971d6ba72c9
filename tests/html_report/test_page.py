"""The page: one file that loads nothing and runs nothing but its own script, with what the other reports have."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Finding, Severity, Source, Span
from lint.primitives.finding import replace
from lint.report import ReporterError, ReportOptions, RuleText, Summary, load
from lint.report.html.page import parts
from tests.conftest import GOOD, Archive
from tests.html_report.pages import CAUSE, EXCERPT, FIX, HOST, Page, digest, undated

HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028${alert(1)}'\"&lt;"
POSTS = {
    "_posts/2021-05-03-a.md": GOOD.replace("Rain over", "Rain  over").replace("It rained.", "<a href='http://x.example/?utm_source=a'>x</a>"),
    "_posts/2021-06-04-b.md": GOOD.replace("2021-05-03T22:59:03.000Z", "2021-06-04").replace("Harbour Post ]", "x, x ]"),
    "_posts/2021-05-06-d.md": "No front matter\n",
    "_posts/2021-05-03-good.md": GOOD,
}  # fmt: skip


@pytest.fixture
def written(archive: Archive) -> Archive:
    for name, text in POSTS.items():
        archive.write(name, text)
    return archive


def page(archive: Archive, *arguments: str) -> Page:
    result = archive.lint("--isolated", "--output-format", "html:report.html", *arguments)
    assert (result.out, result.err) == ("", "")
    return Page("report.html")


def test_nothing_runs_but_its_own_script_and_nothing_is_loaded(written: Archive) -> None:
    made = page(written)
    (script,) = made.find("//h:script[not(@type)]")
    (style,) = made.find("//h:style")
    assert made.policy == {
        "default-src": "'none'",
        "script-src": digest(script.text),
        "style-src": digest(style.text),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert made.find("//@src | //@style | //@*[starts-with(name(), 'on')]") == []
    assert [each for each in made.find("//@href") if not each.startswith("#")] == ["data:,"]
    # The policy comes before all that it is about.
    assert made.text.index("Content-Security-Policy") < min(
        made.text.index("<script"), made.text.index("<style")
    )


def test_it_has_the_licence_of_what_others_wrote() -> None:
    folder = Path(__file__).parents[2] / "lint" / "report" / "html" / "uplot"
    assert "MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert "https://github.com/leeoniya/uPlot" in (folder / "uPlot.iife.min.js").read_text(encoding="utf-8")


def test_the_rows_are_the_findings_of_the_json_report(written: Archive) -> None:
    made = page(written)
    records = written.lint("--isolated", "--output-format", "json").findings
    assert records
    expected = [
        (
            each["code"], each["severity"], each["filename"], each["location"]["row"],
            each["location"]["column"], each["message"],
        )
        for each in records
    ]  # fmt: skip
    assert made.findings() == expected
    applicabilities = [each["fix"]["applicability"] if each["fix"] else "" for each in records]
    assert [row[FIX] for row in made.data["rows"]] == applicabilities
    assert made.data["summary"]["findings"] == len(records)
    assert [each["findings"] for each in made.data["causes"]] == [
        sum((row["code"], row["severity"]) == (each["code"], each["severity"]) for row in records)
        for each in made.data["causes"]
    ]
    assert all(each["manual"] and each["summary"] for each in made.data["causes"])


def test_an_excerpt_is_what_the_place_has(written: Archive) -> None:
    made = page(written, "--select", "LNK010")
    (row,) = made.data["rows"]
    before, marked, after = row[EXCERPT]
    assert before + marked + after == "<p><a href='http://x.example/?utm_source=a'>x</a></p>"
    assert "utm_source=a" in marked
    assert made.data["hosts"]["names"][row[HOST]] == "x.example"


def test_totals_are_by_month_source_and_host(written: Archive) -> None:
    made = page(written)
    for way in ("months", "sources", "hosts"):
        table = made.data[way]
        assert sum(sum(cells[1::2]) for cells in table["cells"]) == made.data["summary"]["findings"]
    assert made.data["months"]["names"] == ["-", "2021-05", "2021-06"]
    assert set(made.data["sources"]["names"]) == {"-", "news.example.org"}
    posts = made.data["summary"]["posts"]
    assert sum(posts) == 3
    assert made.data["summary"]["files"] == 4


def test_a_known_archive_has_the_same_page(written: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    pages = [undated(page(written, *more).text) for more in ((), (), ("--no-cache",), ("--jobs", "2"))]
    assert len(set(pages)) == 1


def test_no_finding(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-good.md")
    data = page(archive).data
    assert (data["rows"], data["causes"], data["commands"]["next"]) == ([], [], [])
    assert data["summary"]["files"] == 1


def test_no_post(archive: Archive) -> None:
    (archive.root / "empty").mkdir()
    archive.lint("--isolated", "--output-format", "html:report.html", "empty")
    assert Page("report.html").data["summary"]["files"] == 0


def test_it_goes_to_standard_output(written: Archive) -> None:
    result = written.lint("--isolated", "--output-format", "html")
    assert result.out.startswith("<!doctype html>")
    assert result.out.endswith("</html>\n")


def test_what_could_not_be_checked_is_in_it(written: Archive) -> None:
    written.write("_posts/2021-05-07-<b>.md", b"a" * 100)
    os.truncate("_posts/2021-05-07-<b>.md", 1 << 31)
    result = written.lint("--isolated", "--output-format", "html:report.html")
    data = Page("report.html").data
    ((name, reason),) = data["unchecked"]
    assert f"lint: {name}: not checked: {reason}" in result.err
    assert data["summary"]["unchecked"] == 1


def test_hostile_text_is_inert(archive: Archive) -> None:
    name = "_posts/2021-05-03-<img src=x onerror=alert(1)>.md"
    quoted = HOSTILE.replace('"', '\\"')
    archive.write(
        name, GOOD.replace("Rain over the harbour", f"  {quoted}").replace("It rained.", f"{HOSTILE}<div>")
    )
    made = page(archive)
    assert len(made.find("//h:script")) == 2
    assert made.find("//h:img") == []
    assert any("onerror" in each[2] for each in made.findings())
    assert "<" not in made.text.partition('id="data">')[2].partition("</script>")[0]


@given(st.text(st.sampled_from("</script>!-&\u2028\u2029#[:\\\"'\x1b雨🙂\ufeff")))
def test_data_is_read_as_it_was(text: str) -> None:
    data = {"archive": text, "rows": [[1, text], [2, text]]}
    written = "".join(parts(data))
    inside = written.partition('id="data">')[2].partition("</script>")[0]
    assert json.loads(inside) == data
    assert not set("<>\u2028\u2029\x1b") & set(inside)


def finding(at: int, severity: Severity, code: str = "XYZ001") -> Finding:
    span = Span(at, at + 1)
    source = Source("a.md", b"rain\n" * 20_000)
    place = (span, source.position(span.start), source.position(span.end))
    return Finding(
        code,
        "rule",
        f"{at} is wrong",
        severity,
        "a.md",
        *place,
        replace(span, "y", "write y"),
        "https://a.example",
    )


def report(findings: dict[str, list[Finding]], **options: Any) -> dict[str, Any]:
    """Return the data of a report of files with these findings."""
    reporter, summary = load("html", ReportOptions(**options)), Summary()
    reporter.begin()
    for name, some in findings.items():
        source = Source(name, b"rain\n" * 20_000)
        reporter.take(reporter.file(source, some))
        summary.add(some)
    text = reporter.end(summary)
    reporter.close()
    data: dict[str, Any] = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    return data


def test_the_worst_are_listed_and_some_of_each_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.report.html.rows.MOST_ROWS", 12)
    monkeypatch.setattr("lint.report.html.rows.LEAST_OF_A_CAUSE", 2)
    notes = [finding(at, Severity.INFO, "XYZ003") for at in range(30)]
    warnings = [finding(at, Severity.WARNING, "XYZ002") for at in range(30)]
    errors = [finding(at, Severity.ERROR) for at in range(5)] + [
        finding(at, Severity.ERROR, "XYZ004") for at in range(3)
    ]
    data = report({"a.md": notes, "b.md": warnings, "c.md": errors})
    listed = [data["causes"][row[CAUSE]]["code"] for row in data["rows"]]
    assert {code: listed.count(code) for code in listed} == {
        "XYZ001": 5,
        "XYZ002": 2,
        "XYZ003": 2,
        "XYZ004": 3,
    }
    assert [each["findings"] for each in data["causes"]] == [5, 3, 30, 30]
    # The first of each, in the order of the files.
    assert listed == ["XYZ003"] * 2 + ["XYZ002"] * 2 + ["XYZ001"] * 5 + ["XYZ004"] * 3


def test_of_many_names_the_others_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.report.html.totals.MOST_NAMES", 3)
    monkeypatch.setattr("lint.report.html.data._MOST_NAMES", 2)
    reporter, summary = load("html", ReportOptions()), Summary()
    source = Source("a.md", b"rain\n" * 10)
    some = [finding(at, Severity.ERROR) for at in range(8)]
    none = ["-"] * 8
    reporter.take(reporter.grouped(source, some, none, none, ["a", "b", "b", "c", "d", "e", "e", "b"]))
    summary.add(some)
    data = json.loads(reporter.end(summary).partition('id="data">')[2].partition("</script>")[0])
    assert data["hosts"] == {
        "names": ["b", "a"],
        "cells": [[0, 3], [0, 1], [0, 4]],
        "others": 1,
        "atLeast": True,
    }
    assert [row[HOST] for row in data["rows"]] == [1, 0, 0, 2, 2, 2, 2, 0]


def test_a_rule_is_described() -> None:
    data = report(
        {"a.md": [finding(0, Severity.ERROR)]},
        describe=lambda code: RuleText(f"{code} is wrong.", "a" * 9000),
    )
    (cause,) = data["causes"]
    assert (cause["summary"], len(cause["manual"]), cause["url"]) == (
        "XYZ001 is wrong.",
        8000,
        "https://a.example",
    )


@pytest.mark.parametrize("piece", ["{", "[]\n", '["a","-","-",[["X1","worst","-","",1]],[[1]]]\n', '["a","-","-",[["X1","error","-","",1]],[]]\n', '["a","-","-",[["X1","error","-","",1]],[[1]]]\n'])  # fmt: skip
def test_a_piece_that_no_run_wrote_is_refused(piece: str) -> None:
    reporter = load("html", ReportOptions())

    def read() -> str:
        return reporter.take(piece) + reporter.end(Summary())

    with pytest.raises(ReporterError, match="that no run wrote"):
        read()
