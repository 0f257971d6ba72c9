"""`--diff` on a terminal: word by word, within its width; elsewhere a patch."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.primitives.source import Source
from lint.report.columns import most_columns
from lint.report.reporter import ReportOptions
from lint.report.word_changes import ADDED, KEPT, REMOVED, Budget, changes, lines_of
from lint.report.word_diff import WordDiffReporter
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-rain.md"
WRONG = GOOD.replace("harbour", "harbour ")
RAIN = "It rained over the harbour and the boats came home. " * 400
CHINESE = "大雨落在港口船都回來了" * 2000


def shown(before: str, after: str, *, width: int = 80, color: bool = False) -> str:
    reporter = WordDiffReporter(ReportOptions(color=color, width=width, terminal=True))
    return reporter.change(
        *(Source("a.md", text.encode("utf-8", "surrogatepass")) for text in (before, after))
    )


def rows(before: str, after: str) -> list[str]:
    return shown(before, after).split("\n")[1:-2]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('x\ntitle: "a "\ny\n', 'x\ntitle: "a"\ny\n', ['    2 | title: "a[- -]"']),
        (
            "see http://a.example/b\n",
            "see https://a.example/b\n",
            ["    1 | see [-http-]{+https+}://a.example/b"],
        ),
        ("a\nb\nc\n", "a\nc\n", ["    2 | [-b-]"]),
        ("a\nc\n", "a\nb\n\nc\n", ["    2 | {+b+}", "    2 | {+\\n+}"]),
        ("a", "a\n", ["    1 | a{+\\n+}"]),
        ("a\r\nb\n", "a\nb\n", ["    1 | a[-\\r\\n-]{+\\n+}"]),
        ("a\rb\rc\n", "a\rx\rc\n", ["    2 | [-b-]{+x+}"]),
        ("a: 1\nb: 2\nc: 3\n", "a: 4\nb: 2\nc: 5\n", ["    1 | a: [-1-]{+4+}", "    3 | c: [-3-]{+5+}"]),
        ("大雨落在港口", "大雨落入港口", ["    1 | 大雨落[-在-]{+入+}港口"]),
        ("a\u200bb", "ab", ["    1 | [-a\\u200bb-]{+ab+}"]),
        ("ab\x1b[31m c", "ab\x1b[31m d", ["    1 | ab\\x1b[31m [-c-]{+d+}"]),
        ("one two", "one two", []),
    ],
)
def test_a_change_is_shown_in_its_line(before: str, after: str, expected: list[str]) -> None:
    assert rows(before, after) == expected


@pytest.mark.parametrize("text", [RAIN, CHINESE])
def test_a_long_line_is_narrowed_to_its_changes(text: str) -> None:
    before, after = (f"{text}see {a} here {text}and {b} {text}" for a, b in (("http:", "1"), ("https:", "2")))
    found = rows(before, after)
    assert len(found) <= 3
    whole = " ".join(found)
    assert "[-http-]{+https+}" in whole
    assert "and [-1-]{+2+}" in whole
    assert whole.count("…") == 3
    assert all(most_columns(row) <= 80 for row in found)


def test_a_long_change_is_shown_without_its_middle() -> None:
    found = rows("a\n", f"a\n{RAIN}\n")
    assert len(found) < 12
    assert "characters …" in " ".join(found)


def test_colours_stand_for_the_marks() -> None:
    text = shown('title: "a " http\n', 'title: "a" https\n', color=True)
    assert (
        text
        == '\x1b[1ma.md\x1b[0m\n    1 | title: "a\x1b[31;7m \x1b[0m" \x1b[31mhttp\x1b[0m\x1b[32mhttps\x1b[0m\n\n'
    )


TEXTS = st.text(st.sampled_from("ab 雨.,\n\r\t\x1b\u200b\u0301é👩\u200d"), max_size=80)


@given(TEXTS, TEXTS)
def test_the_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    lines, made, at = lines_of(before), "", 0
    assert "".join(lines) == before
    for first, parts in changes(before, after):
        assert all(part.text for part in parts)
        old = "".join(part.text for part in parts if part.kind != ADDED)
        rest = "".join(lines[first - 1 :])
        assert rest.startswith(old)
        made += "".join(lines[at : first - 1]) + "".join(part.text for part in parts if part.kind != REMOVED)
        at = first - 1 + len(lines_of(old))
    assert made + "".join(lines[at:]) == after


@given(before=TEXTS, after=TEXTS, width=st.integers(20, 100), color=st.booleans())
def test_no_row_is_wider_than_the_terminal_or_has_a_command(
    before: str, after: str, width: int, *, color: bool
) -> None:
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown(before, after, width=width, color=color))
    assert all(most_columns(row) <= max(width, 40) for row in text.split("\n"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b]", text)
    assert bool(text) == (before != after)


def test_what_takes_too_long_counts_as_replaced() -> None:
    words = [str(number) for number in range(30_000)]
    before, after = " ".join(words), " ".join(words[::-1])
    ((_, parts),) = changes(before, after)
    assert "".join(part.text for part in parts if part.kind != ADDED) == before
    assert "".join(part.text for part in parts if part.kind != REMOVED) == after
    assert Budget().steps > 0
    assert {part.kind for part in parts} == {KEPT, REMOVED, ADDED}


def test_elsewhere_it_is_a_patch_and_a_patch_is_always_one(archive: Archive) -> None:
    archive.write(POST, WRONG)
    options = ["--isolated", "--select", "FMT008", "_posts"]
    patch = archive.lint("--diff", *options)
    assert patch.code == 1
    assert patch.out.startswith(f"--- a/{POST}\n+++ b/{POST}\n")
    for more in (["--output-format", "patch"], ["--diff", "--output-format", "patch"]):
        assert archive.lint(*more, *options) == patch
    for more in (
        ["--output-format", "patch:x.patch"],
        ["--output-format", "patch", "--output-file", "x.patch"],
    ):
        assert archive.lint(*more, *options)[:2] == (1, "")
        assert Path("x.patch").read_text(encoding="utf-8") == patch.out
    assert Path(POST).read_text(encoding="utf-8") == WRONG


@pytest.mark.parametrize(
    "arguments",
    [
        ["--diff", "--output-format", "json"],
        ["--output-format", "patch", "--output-format", "json"],
        ["--output-format", "patch", "--output-format", "patch:x"],
        ["--output-format", "patch", "--statistics"],
        ["--diff", "--output-file", "x"],
    ],
)
def test_nothing_is_reported_beside_a_patch(archive: Archive, arguments: list[str]) -> None:
    archive.write(POST)
    result = archive.lint(*arguments)
    assert (result.code, result.out) == (2, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("arguments", "env", "expected"),
    [
        (["--diff"], {}, b"harbour\x1b[31;7m \x1b[0m"),
        (["--diff"], {"NO_COLOR": "1"}, b"harbour[- -]"),
        (["--diff", "--color", "never"], {}, b"harbour[- -]"),
        (["--output-format", "patch"], {"NO_COLOR": "1"}, b"-title: "),
    ],
)
def test_on_a_terminal(archive: Archive, arguments: list[str], env: dict[str, str], expected: bytes) -> None:
    import pty

    archive.write(POST, WRONG)
    main, other = pty.openpty()
    command = [sys.executable, "-m", "lint", "--isolated", "--select", "FMT008", *arguments, POST]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **env}
    run = subprocess.run(
        command, stdout=other, stderr=subprocess.PIPE, cwd=archive.root, env=environment, check=False
    )
    os.close(other)
    out = os.read(main, 65536)
    os.close(main)
    assert (run.returncode, expected in out) == (1, True)
