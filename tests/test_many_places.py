"""A rule finds something at more places of one file than are listed: the rest is counted, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import linter, rule_runner
from lint.primitives import finding
from lint.primitives.finding import MOST_OF_A_CAUSE
from lint.run.budget import Budget, Unwatched, Watched
from tests.conftest import GOOD, Archive
from tests.test_changed import git

NAME = "_posts/2021-05-03-a.md"
# One finding for each, since each has a fix or a URL of its own.
EMPTY = '<p><a href="">more</a></p>\n'
HIDDEN = "rain\u200brain\n"
FEW = 4


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (finding, rule_runner):
        monkeypatch.setattr(module, "MOST_PLACES", FEW)
    monkeypatch.setattr(rule_runner, "MOST_OF_A_CAUSE", 0)
    monkeypatch.setattr(finding, "_CHARACTERS_A_PLACE", 1_000_000)


def rests(archive: Archive, *arguments: str) -> list[str]:
    found = archive.check("--jobs", "1", *arguments).findings
    return [each["message"] for each in found if "not listed" in each["message"]]


@pytest.mark.parametrize("places", [MOST_OF_A_CAUSE + 1, 5_001])
def test_all_places_are_fixed_in_one_run(archive: Archive, places: int) -> None:
    archive.write(NAME, GOOD + HIDDEN * places)
    assert archive.lint("--fix", "--isolated", NAME).code == 0
    assert Path(NAME).read_text(encoding="utf-8") == GOOD + "rainrain\n" * places
    assert archive.lint("--isolated", NAME).out == "No findings in 1 file.\n"


@pytest.mark.slow
@pytest.mark.parametrize("places", [30_000, 100_001])
def test_very_many_places_are_fixed_in_one_run(archive: Archive, places: int) -> None:
    archive.write(NAME, GOOD + HIDDEN * places)
    archive.lint("--fix", "--isolated", "--file-timeout", "0", NAME)
    assert Path(NAME).read_text(encoding="utf-8") == GOOD + "rainrain\n" * places


def test_a_fix_has_the_time_of_each_time_that_it_reads_the_file(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[int, ...]] = []
    monkeypatch.setattr(Unwatched, "begin", lambda _, *about: begun.append(about))
    archive.write(NAME, GOOD + HIDDEN)
    size = len((GOOD + HIDDEN).encode())
    assert archive.lint("--fix", "--isolated", "--jobs", "1", NAME).code == 0
    assert begun[-2:] == [(0, size), (0, size, 3)]
    given: list[float] = []
    watched = Watched(Budget(10, given.append, lambda _: None))
    for about in begun[-2:]:
        watched.begin(*about)
    assert [int(each) for each in given] == [10, 30]


@pytest.mark.usefixtures("few")
def test_what_one_run_does_not_fix_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linter, "MOST_FIXED", 10)
    archive.write(NAME, GOOD + HIDDEN * 25)
    left = []
    for _ in range(4):
        result = archive.lint("--fix", "--isolated", "--jobs", "1", NAME)
        left.append(Path(NAME).read_text(encoding="utf-8").count("\u200b"))
        said = "not fixed: FIL011: the file has more places than one run fixes; run `lint --fix` again"
        assert (said in result.err) == (left[-1] > 0)
    assert left == [15, 0, 0, 0]


@pytest.mark.usefixtures("few")
def test_a_fix_is_kept_where_the_rest_of_its_rule_comes_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is listed after a round was not listed before it, but is not new.
    monkeypatch.setattr(linter, "MOST_FIXED", FEW)
    code = "`rain\x01rain`\n"  # no fix in code
    archive.write(NAME, GOOD + "rain\x01rain\n" * FEW + code * FEW)
    archive.lint("--fix", "--isolated", "--jobs", "1", NAME)
    assert Path(NAME).read_text(encoding="utf-8") == GOOD + "rainrain\n" * FEW + code * FEW


@pytest.mark.usefixtures("few")
def test_a_second_run_says_the_same(archive: Archive) -> None:
    archive.write(NAME, GOOD + EMPTY * 9)
    first = archive.lint("--output-format", "json", "--isolated", "--jobs", "1", NAME)
    assert "not listed: 5" in first.out
    assert archive.lint("--output-format", "json", "--isolated", "--jobs", "1", NAME) == first


@pytest.mark.usefixtures("few")
def test_a_changed_line_among_the_rest_counts(archive: Archive) -> None:
    git("init", "-q", ".")
    archive.write(NAME, GOOD + EMPTY * 9)
    git("add", ".")
    git("commit", "-q", "-m", "rain")
    assert rests(archive, "--since", "HEAD", "--changed-lines", ".") == []
    archive.write(NAME, GOOD + EMPTY * 8 + EMPTY.replace("more", "less"))
    assert rests(archive, "--since", "HEAD", "--changed-lines", ".") == [
        "too many places in one file; not listed: 5"
    ]


@pytest.mark.usefixtures("few")
def test_the_rest_is_in_the_baseline(archive: Archive) -> None:
    archive.write(NAME, GOOD + EMPTY * 9)
    assert archive.lint("baseline", "--jobs", "1").code == 0
    assert archive.lint("--jobs", "1", ".").code == 0
    archive.write(NAME, GOOD + EMPTY * 12)
    assert archive.lint("--jobs", "1", ".").code == 1


@pytest.mark.usefixtures("few")
def test_the_rest_is_hidden_in_the_whole_file(archive: Archive) -> None:
    archive.write(NAME, GOOD + EMPTY * 9)
    archive.lint("--add-ignores", "--isolated", "--jobs", "1", NAME)
    assert "# lint: ignore[LNK001]\n---\n" in Path(NAME).read_text(encoding="utf-8")
    assert archive.lint("--isolated", "--jobs", "1", NAME).out == "No findings in 1 file.\n"
