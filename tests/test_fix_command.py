"""Fixes by the command: files, patches, standard input, and what it refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from lint import Config, Finding, Source
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.report import Reporter, ReportOptions
from lint.run.options import FixOptions, RunOptions
from lint.run.run import run
from tests.conftest import GOOD, Archive

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


def test_unsafe_fixes_are_applied_on_request(archive: Archive) -> None:
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
    assert "would fix 1 finding in 1 file" in result.err
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
    code, patch, err = archive.raw("--isolated", "--diff", "--select", "FMT008", ".")
    assert code == 1, err
    before = {folder: (Path(archive.root) / folder / name).read_bytes() for folder in bodies}
    applied = subprocess.run(tool, cwd=archive.root, input=patch, capture_output=True, check=False)
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
    result = archive.lint("-", "--fix", "--isolated", data=DAMAGED.encode())
    assert result.out == REPAIRED
    assert "Fixed 1 finding" in result.err
    diff = archive.lint("-", "--diff", "--isolated", data=DAMAGED.encode())
    assert diff.code == 1
    assert diff.out.startswith("--- a/-\n+++ b/-\n")
    clean = archive.lint(
        "-", "--diff", "--isolated", "--stdin-filename", "2021-05-03-x.md", data=GOOD.encode()
    )
    assert (clean.code, clean.out) == (0, "")


def test_standard_input_that_is_excluded_passes_through(archive: Archive) -> None:
    archive.write("lint.toml", 'exclude = ["x.md"]\n')
    result = archive.lint("-", "--fix", "--stdin-filename", "x.md", data=DAMAGED.encode())
    assert result.out == DAMAGED


def test_a_dropped_fix_is_reported(archive: Archive) -> None:
    # Without its line separator the title has two spaces in a row, which is another finding.
    post = GOOD.replace("Rain over", "Rain \u2028 over")
    name = archive.write("_posts/2021-05-03-x.md", post)
    result = archive.lint("--fix", "--unsafe-fixes", "--isolated", name)
    assert "not fixed: FIL011: the fix was undone: it would cause a new finding: FMT008" in result.err
    assert Path(name).read_text(encoding="utf-8") == post


def test_changed_lines_cannot_be_combined_with_fixes(archive: Archive) -> None:
    for arguments in (
        ["--changed-lines"],
        ["--fix", "--changed-lines", "--staged"],
        ["--fix", "--add-ignores"],
        ["-", "--staged"],
    ):
        assert archive.lint(*arguments).code == 2


def test_a_link_to_a_post_is_fixed_once(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", DAMAGED)
    os.symlink("2021-05-03-x.md", "_posts/2021-05-03-a.md")
    os.symlink("../elsewhere.md", "_posts/2021-05-03-b.md")
    archive.write("elsewhere.md", DAMAGED)
    archive.write(".git/HEAD", "")
    patch = archive.lint("--diff", "--isolated", "_posts").out
    assert patch.count("--- a/") == 2
    result = archive.lint("--fix", "--isolated", "_posts")
    assert "changed in the meantime" not in result.err
    assert Path("elsewhere.md").read_bytes().decode() == REPAIRED
    assert os.path.islink("_posts/2021-05-03-a.md")


def test_a_report_never_overwrites_a_post(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-x.md", DAMAGED)
    os.symlink(name, "link.json")
    for path in (name, f"./{name}", "link.json"):
        result = archive.lint(
            "--isolated", "--fix", "--output-format", "json", "--output-file", path, "_posts"
        )
        assert (result.code, "the report would overwrite a post" in result.err) == (2, True)
    result = archive.lint("--isolated", "--fix", "--output-format", "json:nowhere/x", "_posts")
    assert (result.code, "nowhere is not a folder" in result.err) == (2, True)
    assert Path(name).read_bytes().decode() == DAMAGED


def test_contradicting_options_are_refused(archive: Archive) -> None:
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
    assert archive.lint(*arguments, "--max-findings", "SRC005=0", data=post).code == 1
    assert archive.lint(*arguments, "--max-findings", "SRC005=1", "--fail-on", "info", data=post).code == 0
    archive.write("lint.toml", 'exclude = ["x.md"]\n')
    result = archive.lint("-", "--stdin-filename", "x.md", "--output-format", "json", data=post)
    assert (result.code, result.findings) == (0, [])


def test_standard_input_ignores_other_posts_in_the_baseline(archive: Archive) -> None:
    names = [archive.write(f"_posts/2021-05-03-{letter}.md", DAMAGED) for letter in "ab"]
    archive.lint("baseline")
    os.unlink(names[1])
    assert "1 stale entry in the baseline" in archive.lint(names[0]).err
    result = archive.lint("-", "--stdin-filename", names[0], data=DAMAGED.encode())
    assert (result.code, result.err) == (0, "")
    assert "1 finding is in the baseline" in result.out


@pytest.mark.parametrize(
    "text", [b"", GOOD.encode(), b"---\ntitle: \xff\n---\n", GOOD.replace("\n", "\r\n").encode()]
)
def test_text_without_fixes_is_unchanged(archive: Archive, text: bytes) -> None:
    assert archive.raw("-", "--fix", data=text)[1] == text


class ChangeReporter(Reporter):
    """Says of each file whether fixes change it, and what is reported of it then."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        return f"{source.name} has {', '.join(finding.code for finding in findings)}\n"

    def change(self, before: Source, after: Source) -> str:
        return f"{before.name} {'stays' if after is before else 'changes'}\n"


@pytest.mark.parametrize(
    ("preview", "expected"),
    [(True, "a.md changes\na.md has FMT008\nb.md stays\n"), (False, "a.md changes\nb.md stays\n")],
)
def test_a_report_receives_each_file_with_its_fixes(
    archive: Archive,
    preview: bool,  # noqa: FBT001 - pytest gives it
    expected: str,
) -> None:
    archive.write("a.md", DAMAGED)
    archive.write("b.md", GOOD)
    configs = ConfigCache(Config(root=str(archive.root), select=("FMT008",)))
    fix = FixOptions(write=False, preview=preview)
    written: list[str] = []
    options = RunOptions([ChangeReporter(ReportOptions())], fix=fix)
    summary = run(find(["a.md", "b.md"], configs).targets, configs, options, [written.append])
    assert ("".join(written), summary.fixed_files) == (expected, 1)
    assert Path("a.md").read_bytes().decode() == DAMAGED


def test_a_post_under_two_names_is_fixed_once(archive: Archive) -> None:
    for number in range(70):
        archive.write(f"_posts/2021-05-03-{number:02}.md", DAMAGED)
    os.symlink("_posts", "also")
    os.symlink("2021-05-03-07.md", "_posts/2021-05-04-07.md")
    result = archive.lint("--fix", "--jobs", "2", "also", "_posts")
    assert result.err == ""
    assert "Fixed 70 findings in 70 files." in result.out
