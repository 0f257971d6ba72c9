"""Of many posts, the parts of a report are made when they are read; those that share something are made anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.run.chunk import Keys
from lint.run.spans import spans
from tests.cache.conftest import SPACED
from tests.conftest import Archive
from tests.index.conftest import age, post, rename

KEYS = st.sampled_from((None, Keys(b"a", b"b"), Keys(b"c", None)))
FORMATS = ("json", "jsonl", "text", "concise", "sarif", "statistics", "csv")


@pytest.fixture
def mixed(kept: Archive) -> Archive:
    """Posts that share a source, with others between them, before them and after them."""
    for number in range(10):
        kept.write(
            f"_posts/2021-05-02-{number}.md", SPACED if number % 3 else post(f"https://a.org/{number}")
        )
        kept.write(f"_posts/2021-05-03-{number}.md", post(7 if number % 4 == 1 else 20 + number))
        kept.write(f"_posts/2021-05-04-{number}.md", SPACED)
    kept.write("_posts/2021-05-04-none.md", "no front matter\n")
    kept.write("_posts/2021-05-04-odd.md", b"---\ntitle: \xff\n---\n")
    return kept


def taken_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("archives", "archive_reader", "cached_results"):
        monkeypatch.setattr(f"lint.run.{module}._FEW", 0)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_of_many_is_that_of_few(
    mixed: Archive, monkeypatch: pytest.MonkeyPatch, name: str, jobs: str
) -> None:
    arguments = ("--output-format", name, "--jobs", jobs, ".")
    expected = mixed.lint("--no-cache", *arguments)
    taken_for_many(monkeypatch)
    monkeypatch.setattr("lint.run.run._CHUNK", 2)
    monkeypatch.setattr("lint.run.spans._GAP", 3)
    assert "ARC001" in expected.out
    for _ in "cold", "warm":
        assert mixed.lint(*arguments) == expected


@pytest.mark.parametrize("most", [0, 1000])
def test_a_changed_file_is_seen_whether_or_not_its_times_are_kept(
    mixed: Archive, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    taken_for_many(monkeypatch)
    monkeypatch.setattr("lint.run.index_update._MOST_KEPT", most)
    names = [f"_posts/2021-05-0{day}-{number}.md" for day in (2, 3, 4) for number in range(3)]
    for name in names:
        mixed.write(name, SPACED)
        age(name)
    for name in names:
        known = mixed.lint(".")
        assert mixed.lint(".") == known == mixed.lint("--no-cache", ".")
        mixed.write(name, post(name[-6:-3], "Rain at noon"))
    assert mixed.lint(".") == mixed.lint("--no-cache", ".") != known


def test_a_post_that_shares_nothing_any_more_is_as_before(
    mixed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_for_many(monkeypatch)
    for source in (1, 9, 1):
        mixed.write("_posts/2021-05-03-b.md", post(source, "Rain in the evening"))
        known, new = mixed.lint("."), mixed.lint("--no-cache", ".")
        assert known == new


def test_a_file_that_was_renamed_is_found_in_the_baseline(
    mixed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    mixed.lint("--baseline", "known.json", "--update-baseline", ".")
    rename("_posts/2021-05-04-3.md", "_posts/2021-05-05-3.md")
    expected = mixed.lint("--no-cache", "--baseline", "known.json", ".")
    taken_for_many(monkeypatch)
    for _ in "cold", "warm":
        assert mixed.lint("--baseline", "known.json", ".") == expected


def test_a_part_that_cannot_be_made_is_reported_once(mixed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_for_many(monkeypatch)

    def fails(*_: object) -> str:
        raise RuntimeError("no part")

    monkeypatch.setattr("lint.report.json_lines.JSONReporter.file", fails)
    result = mixed.lint("--output-format", "json", ".")
    assert result.err.count("2021-05-04-3.md") == 1
    assert "no part" in result.err


@given(st.lists(st.tuples(KEYS, st.booleans())), st.integers(1, 5))
def test_spans_have_each_file_once(files: list[tuple[Keys | None, bool]], size: int) -> None:
    keys, known = [each for each, _ in files], [each for _, each in files]
    found = list(spans(keys, known, size))
    assert [at for span in found for at in range(span.start, span.stop)] == list(range(len(files)))
    assert {at for span in found for at in span.known} == {at for at, each in enumerate(known) if each}
    for span in found:
        left = [at for at in range(span.start, span.stop) if at not in span.known]
        assert span.is_known == (not left)
        assert len(left) <= size
        assert {keys[at] for at in left} <= {span.keys}


def test_many_known_files_in_a_row_are_no_part_of_a_chunk() -> None:
    known = [False, *[True] * 64, False, *[True] * 63, False]
    assert [(span.start, span.stop) for span in spans([None] * len(known), known, 64)] == [
        (0, 1),
        (1, 65),
        (65, 130),
    ]
