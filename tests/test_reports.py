"""Each format, byte for byte, and what holds for all of them."""

import json
import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from lint import Finding, Severity, Source, Span
from lint.primitives.finding import replace
from lint.report import ReportOptions, Summary, load, names
from lint.report.github import GitHubReporter
from lint.report.json_lines import JSONLinesReporter
from lint.report.printable import is_printable, printable
from lint.report.text import TextReporter
from tests.conftest import GOOD, Archive

GOLDEN = Path(__file__).parent / "golden"
POSTS = {
    "_posts/2021-05-03-雨.md": GOOD.replace("Rain over", "雨が降る  Rain over").replace(
        "Harbour Post ]", "x, x ]"
    ),
    "_posts/2021-05-04-b.md": GOOD.replace("2021-05-03T22:59:03.000Z", '"2021-05-03"').replace("  ", "\t"),
    "_posts/2021-05-05-c.md": GOOD.replace("title: ", "title: 1984 #").replace("from: https", "from: http"),
    "_posts/2021-05-06-d.md": "No front matter\n",
    "_posts/2021-05-03-good.md": GOOD,
}


@pytest.mark.parametrize("output_format", [name for name in names() if name not in ("parquet", "sqlite")])
def test_golden(archive: Archive, output_format: str) -> None:
    for name, text in POSTS.items():
        archive.write(name, text)
    result = archive.lint("--output-format", output_format)
    assert result.code == 1
    path = GOLDEN / f"{output_format}.txt"
    # To accept a change: delete the file, run the test twice, read the difference in git.
    if not path.exists():
        path.write_text(result.out, encoding="utf-8", newline="\n")
        pytest.fail(f"{path.name} was missing and has been written: read it")
    assert result.out == path.read_bytes().decode()


def make(text: str, start: int, end: int, message: str = "it is wrong") -> tuple[Source, Finding]:
    source = Source("a.md", text.encode("utf-8", "surrogatepass"))
    span = Span(start, end)
    return source, Finding(
        "XYZ001",
        "x",
        message,
        Severity.WARNING,
        "a.md",
        span,
        source.position(start),
        source.position(end),
        replace(span, "y", "write y"),
        "https://example.org",
    )


TEXTS = st.text(
    st.one_of(st.sampled_from("ab 雨🙂é\u0301\t\r\n\x1b\u202e\u200b"), st.characters()), max_size=60
)


@given(TEXTS, st.data(), st.integers(0, 120))
def test_the_excerpt_fits_and_the_mark_stands_below_its_place(
    text: str, data: st.DataObject, width: int
) -> None:
    text = text.encode("utf-8", "replace").decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source, finding = make(text, start, end)
    _, line, *excerpt = (
        TextReporter(ReportOptions(width=width)).file(source, [finding]).rstrip("\n").split("\n")
    )
    assert "XYZ001 it is wrong" in line
    if not excerpt:
        assert (start, end) == (0, 0)
        return
    shown, mark = excerpt
    assert is_printable(shown)
    gutter = shown.index("|") + 2
    assert mark.count("^") >= 1
    before = mark.index("^") - gutter
    row_start = start - finding.location.column + 1
    if start - row_start <= 30:
        expected = printable(text[row_start:start])
        assert shown[gutter:].startswith(expected)
        assert before == max(wcswidth(expected), 0) or wcswidth(expected) < 0


@given(st.text())
def test_nothing_acts_on_a_terminal(text: str) -> None:
    shown = printable(text)
    assert is_printable(shown)
    assert not any(char in shown for char in "\x00\x07\x08\x1b\x7f\x9b\u202e\u2066\r\n")
    shown.encode()


@given(TEXTS, st.data())
def test_json_keeps_every_value(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    source, finding = make(text, start, len(text), message=text)
    line = JSONLinesReporter(ReportOptions()).file(source, [finding])
    assert line.count("\n") == 1
    record = json.loads(line)
    assert record["message"] == text
    assert record["span"] == [start, len(text)]
    assert record["fix"]["edits"][0]["content"] == "y"
    line.encode()


@given(TEXTS)
def test_a_workflow_command_is_one_line_and_stays_one_command(text: str) -> None:
    source, finding = make("a", 0, 1, message=text)
    source.filename = text
    command = GitHubReporter(ReportOptions()).file(source, [finding])
    assert command.count("\n") == 1
    assert command.startswith("::warning title=XYZ001 x,file=")
    head, _, message = command.removeprefix("::").partition("::")
    assert head.count(":") == 0
    assert printable(text).replace("%", "%25") == message.removesuffix("\n")


def test_columns_are_left_out_where_a_finding_spans_rows() -> None:
    source, finding = make("a\nb", 0, 3)
    assert ",col=" not in GitHubReporter(ReportOptions()).file(source, [finding])


@pytest.mark.parametrize(
    ("env", "option", "colored"),
    [({}, "auto", False), ({}, "always", True), ({}, "never", False), ({"NO_COLOR": "1"}, "always", True)],
)
def test_colour_is_for_terminals(archive: Archive, env: dict[str, str], option: str, colored: bool) -> None:  # noqa: FBT001 - pytest gives it
    archive.write("_posts/2021-05-06-d.md", "No front matter\n")
    result = archive.command("--color", option, env=env)
    assert ("\x1b[" in result.out) == colored


@pytest.mark.parametrize(
    ("variable", "value", "colored"), [("X", "", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)]
)
def test_colour_on_a_terminal(
    archive: Archive,
    variable: str,
    value: str,
    colored: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    for number in range(600):
        archive.write(f"_posts/2021-05-06-{number}.md", GOOD.replace("T22", "X"))
    main, other = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24"} | {variable: value}
    with subprocess.Popen(
        [sys.executable, "-m", "lint"], stdout=other, stderr=other, cwd=archive.root, env=environment
    ) as run:
        os.close(other)
        out = b""
        try:
            while chunk := os.read(main, 65536):
                out += chunk
        except OSError:
            pass  # the terminal is gone: all has been read
    os.close(main)
    assert run.returncode == 1
    assert (b"\x1b[1;31mDTE001" in out) == colored
    if variable != "TERM":
        assert b"linting" in out


def test_a_summary_adds_up() -> None:
    _, finding = make("ab", 0, 1)
    one, other = Summary(), Summary()
    one.add([finding])
    other.add([finding, finding._replace(severity=Severity.ERROR, fix=None)])
    other.add([])
    one.merge(other)
    assert (one.files, one.files_with_findings, one.fixable, one.unsafe) == (3, 2, 2, 0)
    assert (one.count(Severity.WARNING), one.count(Severity.ERROR)) == (2, 1)
    text = load("text", ReportOptions()).end(one)
    assert text == "1 error, 2 warnings, 0 notes in 2 of 3 files. 2 safe fixes [*] known.\n"
    assert StringIO(text).readline() == text
