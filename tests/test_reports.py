"""Each format, byte for byte, and what is true of all of them."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from lint import Finding, Severity, Source, Span
from lint.primitives.finding import CRASH_CODE, replace
from lint.report import ReportOptions, Summary, load, names
from lint.report.columns import columns, cut, most_columns
from lint.report.github import GitHubReporter
from lint.report.json_lines import JSONLinesReporter
from lint.report.printable import is_printable, printable
from lint.report.text import TextReporter
from tests.conftest import GOOD, Archive

GOLDEN = Path(__file__).parent / "golden"
DAMAGED = GOOD.replace("Rain over", "Rain  over").replace("Harbour Post ]", "x, x ]")
POSTS = {
    "_posts/2021-05-03-雨.md": GOOD.replace("Rain over", "雨が降る  Rain over").replace(
        "Harbour Post ]", "x, x ]"
    ),
    "_posts/2021-05-04-b.md": GOOD.replace("2021-05-03T22:59:03.000Z", '"2021-05-03"').replace("  ", "\t"),
    "_posts/2021-05-05-c.md": GOOD.replace("title: ", "title: 1984 #").replace("from: https", "from: http"),
    "_posts/2021-05-06-d.md": "No front matter\n",
    "_posts/2021-05-03-good.md": GOOD,
}


@pytest.mark.parametrize(
    "output_format", [name for name in names() if name not in ("html", "parquet", "sqlite")]
)
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


WIDE = st.text(
    st.one_of(
        st.sampled_from("ab 雨🙂é\u0301\u200d\ufe0f\u20e3❤👍🏽🇯🇵한\u1100\u1161ｱ\t\u3000\x1b\u202e\u200b\xad"),
        st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]),
    ),
    max_size=300,
)


@given(WIDE, WIDE, WIDE, st.integers(40, 200), st.sampled_from([0, 9, 99_999]))
@example("雨" * 30, "雨" * 100, "雨" * 100, 80, 0)
@example("雨" * 30, "x", "雨" * 100, 120, 9)
@example("\u202e" * 30, "\u202e" * 30, "\u202e" * 30, 40, 99_999)
@example("❤\ufe0f" * 15, "❤\ufe0f" * 50, "❤\ufe0f" * 50, 80, 0)
@example("a" * 300, "b" * 300, "c" * 300, 80, 0)
@example("a" * 300, "", "", 40, 0)
@example("", "", "\u200d\u200d", 40, 9)
@example("", "0" * 32 + "\u03000", "", 40, 0)
def test_an_excerpt_fits_the_terminal_and_underlines_the_marked_text(
    before: str, marked: str, after: str, width: int, rows: int
) -> None:
    start = rows + len(before)
    source, finding = make("\n" * rows + before + marked + after, start, start + len(marked))
    _, line, *excerpt = (
        TextReporter(ReportOptions(width=width)).file(source, [finding]).removesuffix("\n\n").split("\n")
    )
    assert "warning XYZ001 it is wrong" in line
    if finding.span == (0, 0):
        assert excerpt == []
        return
    shown, underline = excerpt
    assert is_printable(shown)
    assert max(wcswidth(shown), wcswidth(underline)) <= width
    gutter = shown.index("|") + 2
    assert underline[:gutter] == " " * (gutter - 2) + "| "
    text, carets = shown[gutter:], underline.count("^")
    blank = len(underline) - gutter - carets
    assert underline[gutter:] == " " * blank + "^" * carets
    whole = printable(marked)
    pieces = [text[at:] for at in range(len(text) + 1) if wcswidth(text[:at]) == blank]
    assert any(
        (piece.startswith(whole) and carets == max(wcswidth(whole), 1))
        or (
            piece.endswith("…")
            and whole.startswith(piece[:-1])
            and carets == wcswidth(piece)
            and carets >= (width - gutter) // 2 - 2
        )
        for piece in pieces
    )
    if len(before) <= 30 and max(len(printable(before)), wcswidth(printable(before))) * 2 < width - gutter:
        assert text.startswith(printable(before))


@pytest.mark.parametrize("width", [80, 120])
def test_a_long_line_fills_the_terminal_and_no_more(width: int) -> None:
    source, finding = make("a" * 500 + "b" * 5 + "c" * 500, 500, 505)
    shown, underline = TextReporter(ReportOptions(width=width)).file(source, [finding]).split("\n")[2:4]
    assert (len(shown), shown[-1]) == (width, "…")
    assert shown[underline.index("^") : underline.rindex("^") + 1] == "bbbbb"


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("e\u0301" * 10, 10, "e\u0301" * 10),
        ("e\u0301" * 10, 9, "e\u0301" * 8 + "…"),
        ("雨" * 10, 9, "雨" * 4 + "…"),
        ("雨" + "a" * 8, 9, "雨" + "a" * 6 + "…"),
        ("\u0301" * 9, 0, "\u0301" * 9),
        ("ab", 1, "…"),
        ("ab", 0, ""),
    ],
)
def test_text_is_cut_by_its_columns_not_its_characters(text: str, room: int, shown: str) -> None:
    assert cut(text, room) == shown


def test_a_character_takes_as_many_columns_as_on_a_terminal() -> None:
    # U+FE0F takes none, but makes the one before it wider; surrogates are not shown.
    characters = [
        chr(number) for number in (*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0xFE00))
    ]
    characters += map(chr, (*range(0xFE10, 0x10000), *range(0x1F300, 0x1FB00)))
    assert [each for each in characters if most_columns(each) != max(wcwidth(each), 0)] == []


@given(st.text(st.sampled_from("a é“…雨，かガ한Ａ\u3099\u0301\xad\u200d👩️🌧")))
def test_text_takes_as_many_columns_as_on_a_terminal(text: str) -> None:
    assert columns(text) == max(wcswidth(text), 0)


@given(st.text())
def test_printable_text_is_safe_on_a_terminal(text: str) -> None:
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


def test_columns_are_left_out_when_a_finding_spans_rows() -> None:
    source, finding = make("a\nb", 0, 3)
    assert ",col=" not in GitHubReporter(ReportOptions()).file(source, [finding])


@pytest.mark.parametrize(
    ("env", "option", "colored"),
    [({}, "auto", False), ({}, "always", True), ({}, "never", False), ({"NO_COLOR": "1"}, "always", True)],
)
def test_colour_without_a_terminal(archive: Archive, env: dict[str, str], option: str, colored: bool) -> None:  # noqa: FBT001 - pytest gives it
    archive.write("_posts/2021-05-06-d.md", "No front matter\n")
    result = archive.command("--color", option, env=env)
    assert ("\x1b[" in result.out) == colored


def on_a_terminal(
    archive: Archive, *arguments: str, env: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Run the command with both streams on one terminal; return its exit code and all that was written."""
    main, other = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **(env or {})}
    command = [sys.executable, "-m", "lint", *arguments]
    with subprocess.Popen(command, stdout=other, stderr=other, cwd=archive.root, env=environment) as run:
        os.close(other)
        out = b""
        try:
            while chunk := os.read(main, 65536):
                out += chunk
        except OSError:
            pass  # the terminal is closed: everything has been read
    os.close(main)
    return run.returncode, out


def screen(out: bytes) -> list[str]:
    """Return the lines that a terminal shows in the end; it has no right edge."""
    lines, row, column = [""], 0, 0
    for text, control in re.findall(r"([^\r\n\x1b]+)|(\r|\n|\x1b\[[?0-9;]*[A-Za-z])", out.decode()):
        if text:
            lines[row] = lines[row][:column].ljust(column) + text + lines[row][column + len(text) :]
            column += len(text)
        elif control == "\r":
            column = 0
        elif control == "\n":
            row += 1
            lines += [""] * (row == len(lines))
        elif control.endswith("A"):
            row -= 1
        elif control == "\x1b[2K":
            lines[row] = ""
    return lines


@pytest.mark.slow
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
    code, out = on_a_terminal(archive, env={variable: value})
    assert code == 1
    assert (b"\x1b[1;31mDTE001" in out) == colored
    if variable != "TERM":
        assert b"linting" in out


def test_the_progress_bar_is_gone_before_text_is_written(archive: Archive) -> None:
    for number in range(600):
        # Findings come late, so that the bar has been drawn by then.
        text = GOOD.replace("T22", "X") if number % 97 == 96 else GOOD
        archive.write(f"_posts/2021-05-03-{number:03}.md", text)
    options = ("--isolated", "--select", "DTE", "--jobs", "1")
    _, out = on_a_terminal(archive, *options, "--color", "never")
    assert b"linting" in out
    lines = screen(out)
    assert not any("linting" in line for line in lines)
    assert [line for line in lines if ".md" in line] == [
        f"_posts/2021-05-03-{number:03}.md" for number in range(96, 600, 97)
    ]
    assert "6 errors, 0 warnings, 0 notes in 6 of 600 files." in lines
    # The bar is closed, and not only overwritten, before the summary.
    assert out.rindex(b"linting") < out.index(b"6 errors")
    _, out = on_a_terminal(archive, *options, "--output-format", "json")
    assert len(json.loads("\n".join(screen(out)))) == 6


def test_add_ignores_says_that_it_hid_findings(archive: Archive) -> None:
    names = [archive.write(f"_posts/2021-05-0{day}-x.md", DAMAGED) for day in (3, 4)]
    options = ("--isolated", "--select", "FMT008,TAG002", "--add-ignores", "_posts")
    result = archive.lint(*options, "--diff")
    assert result.err.endswith("lint: would hide 6 findings in 2 files\n")
    result = archive.lint(*options)
    assert result.out.startswith("Hid 6 findings in 2 files.\nNo findings in 2 files.\n")
    assert "fixed" not in (result.out + result.err).lower()
    archive.write(names[0], DAMAGED)
    assert archive.lint(*options, "--output-format", "json").err == "lint: hid 3 findings in 1 file\n"


def summary_of(*findings: Finding, **fields: object) -> Summary:
    summary = Summary()
    summary.add(findings)
    for name, value in fields.items():
        setattr(summary, name, value)
    return summary


SAFE = make("ab", 0, 1)[1]
UNSAFE = SAFE._replace(code="XYZ002", fix=replace(Span(0, 1), "y", "write y", unsafe=True))
UNFIXABLE = SAFE._replace(code="XYZ003", fix=None)
CRASH = UNFIXABLE._replace(code=CRASH_CODE)
EXPLAIN = "Run `lint explain XYZ003` to read the rule's manual."
DIFF = "Run `lint --unsafe-fixes --diff` to preview 2 unsafe fixes."


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (summary_of(), None),
        (summary_of(CRASH), None),
        (summary_of(SAFE), "Run `lint --fix` to apply 1 safe fix."),
        (summary_of(SAFE, SAFE, UNSAFE, UNFIXABLE), "Run `lint --fix` to apply 2 safe fixes."),
        (summary_of(UNSAFE, UNSAFE, UNFIXABLE), DIFF),
        (summary_of(UNSAFE, UNSAFE, fixed=3, fixed_files=1), DIFF),
        (summary_of(UNFIXABLE, CRASH), EXPLAIN),
        (summary_of(SAFE, UNFIXABLE, UNFIXABLE, unfixed=[("a.md", "it is read-only")]), EXPLAIN),
        (
            summary_of(*[SAFE] * 99, UNFIXABLE, UNFIXABLE),
            "Run `lint --statistics` to count the findings by rule.",
        ),
        (summary_of(*[SAFE] * 99, UNFIXABLE), "Run `lint --fix` to apply 99 safe fixes."),
        (summary_of(*[SAFE] * 101), "Run `lint --fix` to apply 101 safe fixes."),
        (
            summary_of(*[SAFE] * 99, UNFIXABLE, UNFIXABLE, covered=1),
            "Run `lint --fix` to apply 99 safe fixes.",
        ),
    ],
)
def test_the_summary_ends_with_the_next_command(summary: Summary, expected: str | None) -> None:
    lines = TextReporter(ReportOptions(advice=True)).end(summary).splitlines()
    assert [line for line in lines if line.startswith("Run ")] == ([expected] if expected else [])
    if expected:
        assert lines[-1] == expected
    assert "Run `" not in TextReporter(ReportOptions()).end(summary)


def test_the_next_command_is_for_files_and_standard_output(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", DAMAGED)
    assert archive.lint("--isolated", "_posts").out.endswith("\nRun `lint --fix` to apply 2 safe fixes.\n")
    archive.lint("--isolated", "--output-format", "text:report.txt", "_posts")
    assert "Run `" not in Path("report.txt").read_text(encoding="utf-8")
    name = ("-", "--stdin-filename", "_posts/2021-05-03-x.md")
    for options in ((), ("--fix",)):
        result = archive.command("--isolated", *options, *name, data=DAMAGED.encode())
        assert "Run `" not in result.out + result.err


@pytest.mark.parametrize(
    "output_format", [name for name in names() if name not in ("parquet", "sqlite", "text")]
)
def test_only_the_text_report_names_the_next_command(output_format: str) -> None:
    assert "Run `" not in load(output_format, ReportOptions(advice=True)).end(summary_of(SAFE))


def test_a_summary_adds_up() -> None:
    _, finding = make("ab", 0, 1)
    one, other = Summary(), Summary()
    one.add([finding])
    other.add([finding, finding._replace(severity=Severity.ERROR, fix=None)])
    other.add([])
    one.merge(other)
    assert (one.files, one.files_with_findings, one.fixable, one.unsafe) == (3, 2, 2, 0)
    assert (one.count(Severity.WARNING), one.count(Severity.ERROR)) == (2, 1)
    text = load("text", ReportOptions(advice=True)).end(one)
    assert text == (
        "1 error, 2 warnings, 0 notes in 2 of 3 files. 2 safe fixes [*] available.\n"
        "Run `lint --fix` to apply 2 safe fixes.\n"
    )
