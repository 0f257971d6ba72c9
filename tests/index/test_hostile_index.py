"""What is stored may be damaged or made up, and a collector may crash: nothing is believed, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lint.primitives.fact import Fact, PlacedFact, known
from lint.primitives.shared import MOST_OTHERS, Others
from lint.primitives.source import Position, Span
from lint.rule import Document, Facts, Issue, Issues, registry, rule
from tests.cache.conftest import query
from tests.conftest import Archive
from tests.index.conftest import found, post

A, B, C = (f"_posts/2021-05-03-{name}.md" for name in "abc")
RIGHT = [("ARC001", A, [B]), ("ARC001", B, [A])]

MADE_UP = [
    "UPDATE posts SET facts = x'00'",
    "UPDATE posts SET content = 7, path = 'x'",
    "UPDATE posts SET facts = x'', made_by = x''",
    "UPDATE listings SET names = x'00'",
    "UPDATE listings SET stamps = x'0000', stamp = 5",
    "UPDATE listings SET part = 'x'",
    "DELETE FROM listings",
    "UPDATE archives SET deciding = '[' || char(34)",
    "UPDATE archives SET state = 'x', parts = -1",
    "DELETE FROM archives",
    "DELETE FROM posts",
    "DELETE FROM posts WHERE path LIKE '%a.md'",
    "INSERT OR IGNORE INTO keys SELECT key, value, post + 1 FROM keys",
    "DELETE FROM keys",
    "DELETE FROM keys WHERE post IN (SELECT id FROM posts WHERE path LIKE '%b.md')",
    "DELETE FROM wants",
    "UPDATE archives SET entries = 'x'",
    "UPDATE archives SET entries = 9223372036854775807, posts = x'00'",
    "INSERT INTO keys SELECT k.key, k.value, p.id FROM keys k, posts p WHERE true ON CONFLICT DO NOTHING",
]


@pytest.mark.slow
@pytest.mark.parametrize("statement", MADE_UP)
def test_a_row_that_no_run_wrote_makes_up_no_finding(kept: Archive, statement: str) -> None:
    assert found(kept, ".") == RIGHT
    query(statement)
    assert found(kept, A) == RIGHT[:1]
    assert found(kept, ".") == RIGHT
    query(statement)
    assert found(kept, ".") == RIGHT


@pytest.mark.parametrize("statement", [*MADE_UP, "UPDATE posts SET facts = x'00' WHERE path LIKE '%b.md'"])
def test_what_is_wrong_with_one_archive_hides_nothing_of_two(kept: Archive, statement: str) -> None:
    """Both are in one database, and are brought up to date one after the other."""
    other = [f"other/{each}" for each in (A, B)]
    kept.write("other/_config.yml", "title: Wind\n")
    for path in other:
        kept.write(path, post(1, f"Wind {path[-4]}"))
    expected = [*RIGHT, ("ARC001", other[0], [other[1]]), ("ARC001", other[1], [other[0]])]
    assert found(kept, ".") == expected
    query(statement)
    assert found(kept, ".") == expected
    assert found(kept, ".") == expected


def test_the_facts_of_a_damaged_row_do_not_stay(kept: Archive) -> None:
    """Nothing says by which numbers the post is found: what it once offered must not count."""
    kept.write("index.md", "---\ntitle: Rain\n---\n\n[wind](/wind/)\n")
    kept.write("about.md", "---\ntitle: Wind\npermalink: /wind/\n---\n\nIt blew.\n")
    assert not any(code == "ARC008" for code, *_ in found(kept, "."))
    query("UPDATE posts SET facts = x'00' WHERE path LIKE '%about.md'")
    kept.write("about.md", "---\ntitle: Wind\npermalink: /rain/\n---\n\nIt rained.\n")
    for _ in range(3):
        assert ("ARC008", "index.md", []) in found(kept, ".")


def test_a_folder_that_cannot_be_written_is_no_obstacle(kept: Archive) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    assert found(kept, C) == []
    folder = os.environ["ARCHIVE_LINT_CACHE_DIR"]
    names = [os.path.join(folder, name) for name in os.listdir(folder)]
    for name in names:
        os.chmod(name, 0o500)
    try:
        kept.write(C, post(1, "Rain at noon"))
        assert found(kept, C) == [("ARC001", C, [A, B])]
    finally:
        for name in names:
            os.chmod(name, 0o700)


def weather(document: Document) -> Facts:
    """Yield what the title says, and crash for one."""
    if "noon" in (document.text_of("title") or ""):
        raise ValueError("no weather at noon")
    yield Fact("rain", Span(0, 3))


@rule("KEEP001", severity="warning", collect=weather)
def same_weather(fact: PlacedFact, others: Others) -> Issues:
    """Another post has the same weather."""
    yield Issue(
        fact.span, f"the weather of {others.posts} others", related=others.related("the same weather")
    )


@pytest.fixture
def with_weather(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    rules = (*registry.load(), same_weather)
    monkeypatch.setattr(registry, "load", lambda: rules)
    return kept


def test_a_collector_that_crashes_is_reported_each_time(with_weather: Archive) -> None:
    with_weather.write(C, post(3, "Rain at noon"))
    for paths in ((".",), (".",), (C,), ("--no-cache", ".")):
        findings = with_weather.check("--select", "KEEP001", *paths).findings
        crashes = [each for each in findings if each["code"] == "RUN001"]
        assert [each["filename"] for each in crashes] == [C]
        assert "collector weather crashed" in crashes[0]["message"]
    assert [each["message"] for each in with_weather.check("--select", "KEEP001", A).findings] == [
        "the weather of 1 others"
    ]


def test_a_key_of_many_posts_lists_some_and_counts_all(with_weather: Archive) -> None:
    for number in range(MOST_OTHERS + 20):
        with_weather.write(f"_posts/2021-06-01-{number:03}.md", post(100 + number))
    (finding,) = with_weather.check("--select", "KEEP001", A).findings
    assert finding["message"] == f"the weather of {MOST_OTHERS + 22} others"
    assert len(finding["related"]) == MOST_OTHERS
    again = with_weather.check("--select", "KEEP001", ".").findings
    assert finding in again
    assert len(again) == MOST_OTHERS + 23


def test_long_keys_and_values_are_bounded() -> None:
    fact = known(
        "x", Fact("k" * 10_000, Span(0, 1), "v" * 10_000), lambda _: (Position(1, 1), Position(1, 1))
    )
    assert len(fact.key) < 100
    assert len(fact.value) == 300
    assert (
        fact.key != known("x", Fact("k" * 10_001, Span(0, 1)), lambda _: (Position(1, 1), Position(1, 1))).key
    )
    with pytest.raises(TypeError, match="is not a fact"):
        known("x", Fact(b"k", Span(0, 1)), lambda _: (Position(1, 1), Position(1, 1)))  # type: ignore[arg-type]


def test_an_index_for_which_there_is_no_room_is_named(indexed: None, archive: Archive) -> None:
    """No rule on the archive runs then, which must not look like an archive without a defect."""
    del indexed
    archive.write("_config.yml", "title: Rain\n")
    for number in range(300):
        archive.write(f"_posts/2021-05-03-{number}.md", post(number // 2, f"Rain {number}"))
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from lint.cli.main import main; sys.exit(main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "--select", "ARC001", "--jobs", "1", "."],
        cwd=archive.root,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 2
    assert "its posts were not compared with each other" in run.stderr.decode("utf-8")
