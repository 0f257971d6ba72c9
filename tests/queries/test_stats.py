"""`lint stats`: the archive in numbers, and how they are kept."""

from __future__ import annotations

import csv
import json
import os
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from lint.primitives.source import Source
from lint.report import numbers as module
from lint.report.columns import columns
from lint.report.number_formats import as_text
from lint.report.numbers import NumbersReporter
from lint.report.reporter import ReporterError, ReportOptions
from lint.report.summary import Summary
from lint.run.chunk_linter import ChunkLinter
from tests.conftest import GOOD, Archive, Result

PAGE = Path(__file__).parents[2] / "docs" / "stats.md"
FERRY = "_posts/2021-04-28-the-ferry-is-late.md"
BRIDGE = "_posts/2021-05-20-a-bridge-opens.md"


def counted(result: Result) -> dict[str, Any]:
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    return found


def table(result: Result, name: str) -> dict[str | None, int]:
    return {row["name"]: row["count"] for row in counted(result)[name]["rows"]}


@pytest.fixture(params=["alone", "index"])
def kept(request: pytest.FixtureRequest, small: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small archive, whose numbers are known, without the index and with it; times count at once."""
    if request.param == "index":
        request.getfixturevalue("indexed")
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    counted(small.lint("stats", "--format", "json"))
    return small


def read(archive: Archive, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[Result, list[str]]:
    """Count an archive; return the numbers, and the files of which they were not known."""
    names: list[str] = []
    real = ChunkLinter._lint_file  # noqa: SLF001 - what is not known comes here

    def lint_file(self: ChunkLinter, target: Any, *rest: Any) -> Any:
        names.append(target.filename)
        return real(self, target, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(ChunkLinter, "_lint_file", lint_file)
        return archive.lint("stats", "--format", "json", *arguments), names


def test_the_page_shows_what_is_written(small: Archive) -> None:
    example = re.search(r"```console\n\$ lint (.*?)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    assert small.lint(*example[1].split()).out == example[2]
    tables = re.findall(r"`(\w+_by_\w+)`", PAGE.read_text("utf-8"))
    assert sorted(set(tables)) == sorted(module.Numbers().tables)


def test_json_has_all_names_and_what_top_leaves_out(small: Archive) -> None:
    found = counted(small.lint("stats", "--format", "json"))
    assert (found["posts"], found["links"], found["findings"]) == (5, 10, 6)
    assert found["links_by_proxy"] == {
        "rows": [{"name": "photon", "count": 2}, {"name": "weserv", "count": 1}],
        "others": {"names": 0, "count": 0},
    }
    few = counted(small.lint("stats", "--output-format", "json", "--top", "1"))
    assert few["posts_by_month"] == {
        "rows": [{"name": "2021-06", "count": 1}], "others": {"names": 2, "count": 4},
    }  # fmt: skip
    assert few["posts_by_tag"] == {
        "rows": [{"name": "Harbour", "count": 2}], "others": {"names": 3, "count": 5},
    }  # fmt: skip
    assert small.lint("stats", "--format", "json", "--top", "0").out == json.dumps(found, indent=2) + "\n"


@pytest.mark.parametrize("width", [20, 60, 200])
def test_names_are_cut_to_fit_and_numbers_never(width: int) -> None:
    numbers = module.Numbers()
    counts = {"A" * 90: 16_000, "港口邮报" * 9: 3_000, "Harbour": 1}
    numbers.tables["posts_by_author"].counts.update(counts)
    _, *lines, _, _ = as_text(numbers, 10, width).splitlines()
    rows = [(line, f"{count:,}") for line, count in zip(lines, counts.values(), strict=True)]
    assert len({columns(line[: line.rindex(count) + len(count)]) for line, count in rows}) == 1
    assert [line.partition(count)[2].strip() for line, count in rows] == ["█" * 24, "████▌", ""]
    assert all(columns(line) <= max(width, 46) for line, _ in rows)
    assert [line.count("…") for line in lines] == [int(width < 200), int(width < 200), 0]


def test_csv_has_a_row_for_each_name(small: Archive) -> None:
    small.write(BRIDGE, Path(BRIDGE).read_text("utf-8").replace("Valley News", "=cmd()"))
    result = small.lint("stats", "--format", "csv", "--output-file", "numbers.csv")
    assert (result.code, result.out) == (0, "")
    rows = list(csv.reader(StringIO(Path("numbers.csv").read_text("utf-8"))))
    assert rows[0] == ["table", "name", "count"]
    assert ["posts_by_author", "Harbour Post", "3"] in rows
    assert ["posts_by_author", "'=cmd()", "1"] in rows


def test_what_a_post_does_not_say_is_counted_as_none(archive: Archive) -> None:
    archive.write("_config.yml", "title: Rain\n")
    archive.write("_posts/2021-05-03-a.md", "---\nlayout: post\ntitle: Rain\n---\nIt rained.\n")
    result = archive.lint("stats", "--schema", "jekyll", "--format", "json")
    for name in ("posts_by_source", "posts_by_author", "posts_by_tag"):
        assert table(result, name) == {None: 1}
    assert "  (none)  1  " in archive.lint("stats", "--schema", "jekyll").out


def test_nothing_is_counted_again_if_no_post_has_changed(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.lint("stats").out
    monkeypatch.setattr("lint.run.cached_results.CachedResults.look_up", None)
    assert kept.lint("stats").out == before


def test_only_what_has_changed_is_read(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(BRIDGE, Path(BRIDGE).read_text("utf-8").replace("[ Roads ]", "[ Rivers ]"))
    result, names = read(kept, monkeypatch)
    assert names == [BRIDGE]
    assert table(result, "posts_by_tag") == {"Harbour": 2, "Weather": 2, "Ferry": 1, "Rivers": 1, "Roads": 1}
    kept.write("_posts/2022-01-01-new.md", GOOD.replace("2021-05-03", "2022-01-01"))
    result, names = read(kept, monkeypatch)
    assert names == ["_posts/2022-01-01-new.md"]
    assert table(result, "posts_by_month")["2022-01"] == 1
    assert read(kept, monkeypatch) == (result, [])
    os.unlink(BRIDGE)
    result, names = read(kept, monkeypatch)
    assert names == []
    assert table(result, "posts_by_source") == {
        "harbour.example.org": 3, "news.example.org": 1, "valley.example.com": 1,
    }  # fmt: skip


def test_a_post_that_changes_within_its_time_and_size_is_seen(kept: Archive) -> None:
    times = os.stat(BRIDGE)
    kept.write(BRIDGE, Path(BRIDGE).read_text("utf-8").replace("[ Roads ]", "[ Paths ]"))
    os.utime(BRIDGE, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert table(kept.lint("stats", "--format", "json"), "posts_by_tag")["Paths"] == 1


def test_a_post_that_no_run_over_the_archive_lints_is_seen_to_change(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write("_posts/2022-01-01-new.txt", GOOD)
    both = (".", "_posts/2022-01-01-new.txt")
    assert counted(kept.lint("stats", "--format", "json", *both))["posts"] == 6
    assert read(kept, monkeypatch, *both)[1] == []
    kept.write("_posts/2022-01-01-new.txt", GOOD.replace("tags: [ ", "tags: [ Rivers, "))
    result, names = read(kept, monkeypatch, *both)
    assert names == ["_posts/2022-01-01-new.txt"]
    assert table(result, "posts_by_tag")["Rivers"] == 1


def test_settings_and_paths_have_numbers_of_their_own(kept: Archive) -> None:
    assert table(kept.lint("stats", "--format", "json", "--select", "FMT"), "findings_by_rule") == {
        "FMT008 title-whitespace": 2
    }
    assert counted(kept.lint("stats", "--format", "json", FERRY))["posts"] == 1
    kept.write("lint.toml", 'ignore = ["FMT", "LNK"]\n')
    assert table(kept.lint("stats", "--format", "json"), "findings_by_rule") == {
        "PRX007 third-party-proxy": 3
    }
    Path("lint.toml").unlink()
    assert counted(kept.lint("stats", "--format", "json"))["findings"] == 6


def test_findings_follow_posts_that_are_not_counted(indexed: None, kept: Archive) -> None:
    assert "ARC001 duplicate-source" not in table(
        kept.lint("stats", "--format", "json", FERRY), "findings_by_rule"
    )
    copy = Path(FERRY).read_text("utf-8").replace("The ferry is late", "Late again")
    kept.write("_posts/2021-04-29-late-again.md", copy)
    found = table(kept.lint("stats", "--format", "json", FERRY), "findings_by_rule")
    assert found["ARC001 duplicate-source"] == 1
    assert kept.lint("stats", "--format", "json", "--no-index", FERRY).out.count("ARC001") == 0


@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_numbers_of_one_process_and_two_are_the_same(small: Archive, options: tuple[str, ...]) -> None:
    one = small.lint("stats", "--jobs", "1", *options)
    two = small.lint("stats", "--jobs", "2", *options)
    assert one == two
    assert one.code == 0


def test_numbers_that_depend_on_the_day_are_not_kept(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write("_posts/2999-01-01-later.md", GOOD.replace("2021-05-03", "2999-01-01"))
    for _ in range(2):
        result, names = read(kept, monkeypatch)
        assert names == ["_posts/2999-01-01-later.md"]
        assert counted(result)["posts"] == 6


def test_a_path_that_does_not_exist_and_a_file_that_cannot_be_read_are_said(kept: Archive) -> None:
    kept.write("lint.toml", "max-file-size = 5000\n")
    kept.write("_posts/2021-07-01-large.md", GOOD + "x" * 5000)
    result = kept.lint("stats", "--format", "json", ".", "nowhere")
    assert result.code == 2
    assert json.loads(result.out)["posts"] == 5
    lines = result.err.splitlines()
    assert lines[0] == "lint: nowhere: no such file or folder"
    assert lines[1].startswith("lint: _posts/2021-07-01-large.md: not checked: ")
    assert lines[2:] == ["lint: 1 file not counted"]


def test_no_posts_are_no_error(archive: Archive) -> None:
    os.mkdir("empty")
    assert archive.lint("stats", "empty") == (
        0, "0 posts, 0 links, 0 findings\n", "lint: no posts were found in empty\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "'-' is not valid; lint stats counts files and folders, not standard input"),
        (["--top", "-1"], "--top: '-1' is not valid; expected a number, or 0 for all"),
        (["--top", "many"], "--top: 'many' is not valid; expected a number, or 0 for all"),
        (["--format", "xml"], "'xml' is not valid; expected one of text, json, csv"),
        (["--output-file", "nowhere/x"], "nowhere/x: cannot be written: No such file or directory"),
    ],
)
def test_arguments_that_are_not_valid(small: Archive, arguments: list[str], message: str) -> None:
    result = small.lint("stats", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err


def test_a_table_has_a_bound(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NAMES", 2)
    tags = counted(small.lint("stats", "--format", "json", "--no-cache"))["posts_by_tag"]
    assert len(tags["rows"]) == 2
    assert sum(row["count"] for row in tags["rows"]) + tags["others"]["count"] == 7
    assert "of names beyond the first\n" in small.lint("stats", "--no-cache").out


@pytest.mark.parametrize(
    "piece", ["*", "*[]", "*[1,2,3,{}]", "*[1,2,3,4]", "[1]\n", "{}\n", "x\n", "[" * 100_000]
)
def test_a_piece_that_no_run_wrote(piece: str) -> None:
    reporter = NumbersReporter(ReportOptions())
    with pytest.raises(ReporterError, match="'lint cache clean' deletes it"):
        reporter.take(piece)


def test_the_reporter_writes_nothing_itself() -> None:
    reporter = NumbersReporter(ReportOptions())
    assert reporter.file(Source("a.md", b""), []) == ""
    assert reporter.end(Summary()) == ""
