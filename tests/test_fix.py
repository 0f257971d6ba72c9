"""Fixes: in memory, in files, as patches; what is dropped and why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Config, Document, Finding, Severity, Source, Span
from lint.config import ConfigCache
from lint.discover import find
from lint.finding import Applicability, Edit, Fix, apply_edits, replace
from lint.fix import moved, repair
from lint.linter import Linter
from lint.schema import load as load_schema
from lint.settings import Settings
from tests.conftest import GOOD, Archive

SEEDS = Path(__file__).parent.parent / "seeds"
SETTINGS = Settings(schema=load_schema("news-mirror"))


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="ab雨🙂\r\n", max_size=40))
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(start, end) for start, end in zip(marks[::2], marks[1::2], strict=False)]
    return text, [Edit(span, draw(st.text(alphabet="xyz", max_size=4))) for span in spans]


@given(texts_and_edits(), st.data())
def test_what_no_edit_touches_moves_with_its_text(drawn: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = drawn
    after = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    new = moved(span, edits)
    assert 0 <= new.start <= new.end <= len(after)
    if not any(edit.span.start <= span.end and span.start <= edit.span.end for edit in edits):
        assert after[new.start : new.end] == text[span.start : span.end]


@given(texts_and_edits())
def test_a_replaced_place_becomes_its_replacement(drawn: tuple[str, list[Edit]]) -> None:
    text, edits = drawn
    after = apply_edits(text, edits)
    for edit in edits:
        new = moved(edit.span, edits)
        assert after[new.start : new.end] == edit.content


def document(text: str) -> Document:
    return Document(Source("a.md", text.encode()), SETTINGS)


def finding(text: str, word: str, fix: Fix | None, code: str = "XYZ001") -> Finding:
    start = text.index(word)
    source = Source("a.md", text.encode())
    span = Span(start, start + len(word))
    places = source.position(span.start), source.position(span.end)
    return Finding(code, "x", f"{word} is wrong", Severity.ERROR, "a.md", span, *places, fix, "")


def words(text: str, repairs: dict[str, str | None], *, unsafe: bool = False) -> list[Finding]:
    """Give a finding for each word that stands in a text, with its replacement as the fix."""
    found = []
    for word, content in repairs.items():
        if word in text:
            start = text.index(word)
            fix = (
                None
                if content is None
                else replace(Span(start, start + len(word)), content, "write it", unsafe=unsafe)
            )
            found.append(finding(text, word, fix))
    return sorted(found, key=lambda each: each.span)


def run(
    text: str, repairs: dict[str, str | None], *, unsafe: bool = False, rule_is_unsafe: bool = False
) -> tuple[str, list[str], list[str]]:
    def check(source: Source) -> tuple[Document, list[Finding]]:
        return Document(source, SETTINGS), words(source.text, repairs, unsafe=rule_is_unsafe)

    start = document(text)
    done = repair(start, words(text, repairs, unsafe=rule_is_unsafe), check, unsafe=unsafe)
    return (
        done.document.text,
        [each.message for each in done.applied],
        [each.reason for each in done.dropped],
    )


def test_fixes_are_applied_in_rounds_until_none_is_left() -> None:
    assert run("one two", {"one": "two three", "two three": "four"}) == (
        "four two",
        ["one is wrong", "two three is wrong"],
        [],
    )


def test_a_fix_that_leaves_its_finding_is_taken_back_and_the_others_stay() -> None:
    text, applied, dropped = run("bad good worse", {"bad": "bad ", "good": "fine", "worse": "well"})
    assert text == "bad fine well"
    assert applied == ["good is wrong", "worse is wrong"]
    assert dropped == ["the finding would still be there"]


def test_a_fix_that_makes_a_new_finding_is_taken_back() -> None:
    text, applied, dropped = run("bad", {"bad": "awful", "awful": None})
    assert (text, applied) == ("bad", [])
    assert dropped == ["it would make a new finding: XYZ001 awful is wrong"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("b: [", "the front matter would not parse"),
        ("b: 1\na: 3", "the field a, which it does not touch, would change"),
    ],
)
def test_a_fix_that_harms_the_front_matter_is_taken_back(content: str, reason: str) -> None:
    text = "---\na: 1\nc: 1\nb: 2\n---\n"
    assert run(text, {"b: 2": content}) == (text, [], [reason])


def test_fixes_that_go_in_circles_come_to_an_end() -> None:
    text, applied, _ = run("one", {"one": "two", "two": "one"})
    assert text in ("one", "two")
    assert len(applied) <= 110


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    assert run("bad", {"bad": "good"}, rule_is_unsafe=True) == ("bad", [], [])
    assert run("bad", {"bad": "good"}, rule_is_unsafe=True, unsafe=True)[0] == "good"


def test_two_rules_that_want_the_same_edit_are_both_served() -> None:
    text = "bad"

    def check(source: Source) -> tuple[Document, list[Finding]]:
        fix = Fix("write it", (Edit(Span(0, 3), "good"),), Applicability.SAFE)
        found = (
            [finding(source.text, "bad", fix, code) for code in ("AAA001", "BBB001")]
            if "bad" in source.text
            else []
        )
        return Document(source, SETTINGS), found

    done = repair(document(text), check(Source("a.md", text.encode()))[1], check)
    assert done.document.text == "good"
    assert [each.code for each in done.applied] == ["AAA001", "BBB001"]


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_the_seeds_is_stable_and_touches_nothing_else(*, unsafe: bool) -> None:
    linter = Linter(ConfigCache(Config(root=str(SEEDS))))
    repaired = 0
    for target in find([str(SEEDS)], linter.configs).targets:
        checked = linter.check(target)
        done = linter.repair(checked, unsafe=unsafe)
        text = checked.source.text
        for edits in done.rounds:
            text = apply_edits(text, edits)
        assert text == done.document.text
        again = linter.check_source(done.document.source, checked.tree)
        assert again.findings == done.findings
        assert not linter.repair(again, unsafe=unsafe).rounds
        # A date is not made the file name's where the epoch comment says otherwise.
        assert {each.finding.code for each in done.dropped} <= ({"DTE004"} if unsafe else set())
        known = {each.code for each in checked.findings}
        assert checked.document is not None
        if checked.document.front_matter is not None and checked.document.front_matter.problem is None:
            assert {each.code for each in done.findings} <= known, target.filename
        repaired += bool(done.rounds)
    assert repaired >= (15 if unsafe else 5)


DAMAGED = GOOD.replace("Rain over", "  Rain over").replace("\n", "\r\n") + "<!-- keep  -->  \r\n"
REPAIRED = DAMAGED.replace('"  Rain', '"Rain')


def test_fix_writes_the_file_and_reports_what_is_left(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-x.md", DAMAGED)
    os.chmod(name, 0o640)
    result = archive.lint("--fix", "--isolated", name)
    assert Path(name).read_bytes().decode() == REPAIRED
    assert os.stat(name).st_mode & 0o777 == 0o640
    assert "Fixed 1 finding in 1 file." in result.out
    again = archive.lint("--fix", "--isolated", name)
    assert "Fixed" not in again.out
    assert Path(name).read_bytes().decode() == REPAIRED


def test_unsafe_fixes_are_applied_when_they_are_asked_for(archive: Archive) -> None:
    post = GOOD.replace(
        "from: https://news.example.org/a/1.html", "from: https://news.example.org/%25E6%25A5%25BD"
    )
    name = archive.write("_posts/2021-05-03-x.md", post)
    archive.lint("--fix", name)
    assert Path(name).read_text(encoding="utf-8") == post
    archive.lint("--unsafe-fixes", name)
    assert "https://news.example.org/%E6%A5%BD" in Path(name).read_text(encoding="utf-8")


def test_diff_writes_nothing_and_exits_1(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-x.md", DAMAGED)
    result = archive.lint("--diff", "--isolated", name)
    assert result.code == 1
    assert result.out.startswith(f"--- a/{name}\n+++ b/{name}\n")
    assert '+title: "Rain over the harbour"\r\n' in result.out
    assert "would fix 1 findings in 1 files" in result.err
    assert Path(name).read_bytes().decode() == DAMAGED
    archive.write("_posts/2021-05-03-x.md", GOOD)
    assert archive.lint("--diff", "--isolated", name) == (0, "", "")


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "--binary", "-s"]])
@pytest.mark.parametrize(
    "name",
    [
        "2021-05-03-雨 后.md",
        "2021-05-03-a\tb.md",
        '2021-05-03-"q".md',
        "2021-05-03-\udc80.md",
        "2021-05-03-a\nb.md",
    ],
)
def test_a_patch_does_what_the_fix_does(archive: Archive, tool: list[str], name: str) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    if tool[0] == "patch" and "\n" in name:
        pytest.skip("patch refuses names with line breaks")
    bodies = {
        "a": DAMAGED + "no line break at the end",
        "b": DAMAGED.replace("\r\n", "\n").replace("It rained.", "It\u2028rained.\x0c\x1b[31m"),
    }
    for folder, text in bodies.items():
        archive.write(f"{folder}/{name}", text.encode())
    patch = subprocess.run(
        [sys.executable, "-m", "lint", "--isolated", "--diff", "--select", "FMT008", "."],
        cwd=archive.root,
        capture_output=True,
        check=False,
    )
    assert patch.returncode == 1, patch.stderr
    before = {folder: (Path(archive.root) / folder / name).read_bytes() for folder in bodies}
    applied = subprocess.run(tool, cwd=archive.root, input=patch.stdout, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stderr
    by_patch = {folder: (Path(archive.root) / folder / name).read_bytes() for folder in bodies}
    for folder, data in before.items():
        (Path(archive.root) / folder / name).write_bytes(data)
    archive.lint("--isolated", "--fix", "--select", "FMT008", ".")
    assert by_patch == {folder: (Path(archive.root) / folder / name).read_bytes() for folder in bodies}
    assert by_patch != before


def test_a_terminal_gets_no_control_characters_of_a_patch(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-x.md", GOOD.replace("Rain over", "  Rain \u202eover"))
    result = archive.lint("--diff", "--color", "always", "--isolated", "--select", "FMT008", name)
    assert "\\u202e" in result.out
    assert "\x1b[31m-" in result.out


def test_standard_input_is_fixed_to_standard_output(archive: Archive) -> None:
    result = archive.command("-", "--fix", "--isolated", data=DAMAGED.encode())
    assert result.out == REPAIRED
    assert "Fixed 1 finding" in result.err
    diff = archive.command("-", "--diff", "--isolated", data=DAMAGED.encode())
    assert diff.code == 1
    assert diff.out.startswith("--- a/-\n+++ b/-\n")
    clean = archive.command(
        "-", "--diff", "--isolated", "--stdin-filename", "2021-05-03-x.md", data=GOOD.encode()
    )
    assert (clean.code, clean.out) == (0, "")


def test_standard_input_that_is_excluded_passes_through(archive: Archive) -> None:
    archive.write("lint.toml", 'exclude = ["x.md"]\n')
    result = archive.command("-", "--fix", "--stdin-filename", "x.md", data=DAMAGED.encode())
    assert result.out == DAMAGED


def test_a_dropped_fix_is_said(archive: Archive) -> None:
    # Without its zero-width space the title has two blanks in a row, which is another finding.
    post = GOOD.replace("Rain over", "Rain \u200b over")
    name = archive.write("_posts/2021-05-03-x.md", post)
    result = archive.lint("--fix", "--isolated", name)
    assert "not fixed: FIL011: the fix was taken back: it would make a new finding: FMT008" in result.err
    assert Path(name).read_text(encoding="utf-8") == post


def test_changed_lines_do_not_go_with_fixes(archive: Archive) -> None:
    for arguments in (
        ["--changed-lines"],
        ["--fix", "--changed-lines", "--staged"],
        ["--fix", "--add-ignores"],
        ["-", "--staged"],
    ):
        assert archive.lint(*arguments).code == 2


def test_many_bad_fixes_do_not_keep_the_good_ones_from_being_applied() -> None:
    repairs: dict[str, str | None] = {}
    for number in range(120):
        repairs[f"bad{number:03}"] = f"bad{number:03} "
        repairs[f"good{number:03}"] = "ok"
    text, applied, dropped = run(" ".join(repairs), repairs)
    assert text.count("ok") == len(applied) == 120
    assert len(dropped) == 120


def test_a_link_to_a_post_is_repaired_once(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", DAMAGED)
    os.symlink("2021-05-03-x.md", "_posts/2021-05-03-a.md")
    os.symlink("../elsewhere.md", "_posts/2021-05-03-b.md")
    archive.write("elsewhere.md", DAMAGED)
    patch = archive.lint("--diff", "--isolated", "_posts").out
    assert patch.count("--- a/") == 2
    result = archive.lint("--fix", "--isolated", "_posts")
    assert "changed in the meantime" not in result.err
    assert Path("elsewhere.md").read_bytes().decode() == REPAIRED
    assert os.path.islink("_posts/2021-05-03-a.md")


def test_a_report_never_takes_a_posts_place(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-x.md", DAMAGED)
    os.symlink(name, "link.json")
    for path in (name, f"./{name}", "link.json"):
        result = archive.lint(
            "--isolated", "--fix", "--output-format", "json", "--output-file", path, "_posts"
        )
        assert (result.code, "is a post to lint" in result.err) == (2, True)
    result = archive.lint("--isolated", "--fix", "--output-format", "json:nowhere/x", "_posts")
    assert (result.code, "nowhere is no folder" in result.err) == (2, True)
    assert Path(name).read_bytes().decode() == DAMAGED


def test_requests_that_exclude_each_other_are_refused(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", DAMAGED)
    for arguments in (
        ["--statistics", "--output-format", "sarif:x"],
        ["--diff", "--output-format", "json"],
        ["--output-format", "json:x", "--output-format", "csv:./x"],
    ):
        assert archive.lint(*arguments).code == 2
    assert not os.path.exists("x")


def test_standard_input_has_gates_and_an_empty_report(archive: Archive) -> None:
    post = GOOD.replace("https:", "http:").encode()
    arguments = ["-", "--isolated", "--schema", "news-mirror", "--stdin-filename", "_posts/2021-05-03-x.md"]
    assert archive.command(*arguments, "--max-findings", "SRC005=0", data=post).code == 1
    assert archive.command(*arguments, "--max-findings", "SRC005=1", "--fail-on", "info", data=post).code == 0
    archive.write("lint.toml", 'exclude = ["x.md"]\n')
    result = archive.command("-", "--stdin-filename", "x.md", "--output-format", "json", data=post)
    assert (result.code, result.findings) == (0, [])
