"""The baseline: what it hides, what it does not, and how it lives in git."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from lint import Finding, Severity, Source, Span
from lint.primitives.fingerprint import fingerprints
from tests.conftest import GOOD, Archive

FILE = ".lint-baseline.jsonl"
SPACED = GOOD.replace("Rain over", "Rain  over")
BROKEN = GOOD.replace("<p>It rained.</p>", '<p><a href="">more</a></p>')


def lines() -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(FILE).read_text(encoding="utf-8").splitlines()]


def test_known_findings_are_not_reported(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", BROKEN)
    assert archive.lint(".").code == 1
    result = archive.lint("baseline")
    assert (result.code, result.err) == (0, f"lint: {FILE}: 2 findings\n")
    assert [sorted(line) for line in lines()] == [["code", "content", "fingerprint", "path"]] * 2
    result = archive.lint(".")
    assert (result.code, result.out) == (0, "No findings in 2 files.\n2 findings are in the baseline.\n")
    result = archive.lint("--output-format", "concise", ".")
    assert (result.out, result.err) == ("", "lint: 2 findings are in the baseline\n")
    assert archive.lint("--no-baseline", ".").code == 1
    assert archive.check("--isolated", ".").codes == ["FMT008", "LNK001"]


def test_only_a_new_defect_is_reported(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-a.md", SPACED + BROKEN.partition("---\n<")[2])
    archive.lint("baseline")
    archive.write(name, Path(name).read_text(encoding="utf-8").replace("https://news", "http://news"))
    assert archive.check(".").codes == ["SRC005"]


def test_moved_lines_stay_known_and_a_swapped_finding_is_new(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-a.md", BROKEN)
    archive.lint("baseline")
    archive.write(name, BROKEN.replace("<div>", "<div>\n<p>It rained.</p>\n\n<p>Still.</p>"))
    assert archive.check(".").codes == []
    # As many findings of the rule as before, but another one.
    archive.write(name, BROKEN.replace("more", "less"))
    result = archive.check(".")
    assert result.codes == ["LNK001"]
    assert "1 stale entry in the baseline; 'lint baseline --prune' drops it" in result.err


def test_prune_removes_stale_entries_and_accepts_nothing_new(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", BROKEN)
    archive.write("_posts/2021-05-03-c.md", SPACED)
    archive.lint("baseline")
    archive.write("_posts/2021-05-03-b.md", GOOD.replace("https:", "http:"))
    os.unlink("_posts/2021-05-03-c.md")
    assert "2 stale entries in the baseline; 'lint baseline --prune' drops them" in archive.lint(".").err
    assert archive.lint("baseline", "--prune").err == f"lint: {FILE}: 1 finding, 2 removed\n"
    assert [line["path"] for line in lines()] == ["_posts/2021-05-03-a.md"]
    assert archive.check(".").codes == ["SRC005"]


def test_a_part_of_the_archive_keeps_the_lines_of_the_rest(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", BROKEN)
    archive.lint("baseline")
    before = lines()
    archive.lint("baseline", "_posts/2021-05-03-a.md")
    assert lines() == before
    archive.lint("baseline", "--prune", "_posts/2021-05-03-b.md")
    assert lines() == before


def test_a_renamed_post_keeps_its_entries(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.lint("baseline")
    os.rename("_posts/2021-05-03-a.md", "_posts/2021-05-03-b.md")
    result = archive.check(".")
    assert (result.codes, result.err) == ([], "lint: 1 finding is in the baseline\n")
    archive.lint("baseline", "--prune")
    assert [line["path"] for line in lines()] == ["_posts/2021-05-03-b.md"]
    # A copy is not a rename.
    archive.write("_posts/2021-05-03-c.md", SPACED)
    assert archive.check(".").codes == ["FMT008"]


def test_it_is_found_from_a_subfolder_and_is_next_to_the_configuration(archive: Archive) -> None:
    archive.write("lint.toml", "")
    archive.write(".git/HEAD", "")
    archive.write("_posts/2021-05-03-a.md", SPACED)
    os.chdir("_posts")
    archive.lint("baseline")
    assert os.path.exists(f"../{FILE}")
    assert archive.check(".").codes == []
    assert archive.lint("baseline", "--baseline", "other.jsonl", ".").code == 0
    assert archive.check("--isolated", "--baseline", "other.jsonl", ".").codes == []


def test_hostile_names_survive(archive: Archive) -> None:
    names = ["2021-05-03-\n.md", "2021-05-03-\udc80.md", '2021-05-03-"<<<<<<< .md', "2021-05-03-\u2028.md"]
    for name in names:
        archive.write(f"_posts/{name}", SPACED)
    archive.lint("baseline", "--select", "FMT")
    assert len(lines()) == len(names)
    assert archive.check("--select", "FMT", ".").codes == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "{\n",
            f"{FILE}:1: '{{' is not a valid entry; expected an object with path, code, fingerprint and content",
        ),
        ('{"path": 1, "code": "", "fingerprint": "", "content": ""}\n', "expected an object"),
        ("<<<<<<< HEAD\n", "unresolved merge conflict; run 'lint baseline --prune' to resolve it"),
    ],
)
def test_an_invalid_baseline_is_an_error_with_a_line_number(archive: Archive, text: str, reason: str) -> None:
    archive.write(FILE, text)
    archive.write("_posts/2021-05-03-a.md", GOOD)
    result = archive.lint(".")
    assert result.code == 2
    assert reason in result.err


def test_errors_of_the_command(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    assert "no baseline to prune" in archive.lint("baseline", "--prune").err
    assert "nowhere: no such file" in archive.lint("baseline", "nowhere", "_posts").err
    assert "cannot be written" in archive.lint("baseline", "--baseline", "nowhere/b.jsonl").err
    os.mkdir("folder")
    assert "cannot be read" in archive.lint("--baseline", "folder", ".").err


def git(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", "-c", "user.name=K", "-c", "user.email=k@example.org", *arguments],
        check=check,
        capture_output=True,
    )


def test_branches_that_each_fix_a_post_merge(archive: Archive) -> None:
    posts = [f"_posts/2021-05-03-{letter}.md" for letter in "abcd"]
    for name in posts:
        archive.write(name, SPACED)
    archive.lint("baseline")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "archive")
    for branch, name in (("one", posts[1]), ("two", posts[2])):
        git("checkout", "-q", "-b", branch, "main")
        archive.write(name, GOOD)
        archive.lint("baseline", "--prune")
        git("commit", "-qam", "repair")
    merged = git("merge", "one", check=False)
    if merged.returncode:
        assert "unresolved merge conflict" in archive.lint(".").err
        assert archive.lint("baseline", "--prune").code == 0
    assert [line["path"] for line in lines()] == [posts[0], posts[3]]
    assert archive.check(".").codes == []


def make(text: str, start: int, end: int, message: str = "m") -> str:
    source = Source("a.md", text.encode())
    span = Span(start, end)
    finding = Finding(
        "XYZ001",
        "x",
        message,
        Severity.ERROR,
        "a.md",
        span,
        source.position(start),
        source.position(end),
        None,
        "",
    )
    return fingerprints(source, [finding])[0]


def test_a_fingerprint_covers_the_value_and_its_surroundings() -> None:
    assert make("one two three", 4, 7) == make("\n\none two  three\n", 6, 9)
    assert make("one two three", 4, 7) != make("one too three", 4, 7)
    assert make("one two three", 4, 7) != make("ons two three", 4, 7)
    assert make("---\n", 0, 3, "title is missing") != make("---\n", 0, 3, "author is missing")


def test_similar_findings_in_a_file_are_distinguished() -> None:
    source = Source("a.md", b"x\nx\n")
    findings = [
        Finding(
            "XYZ001",
            "x",
            "m",
            Severity.ERROR,
            "a.md",
            Span(at, at + 1),
            source.position(at),
            source.position(at + 1),
            None,
            "",
        )
        for at in (0, 2)
    ]
    assert len(set(fingerprints(source, findings))) == 2


def test_a_comment_after_a_known_value_changes_nothing(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-a.md", SPACED.replace('harbour"', '&amp; harbour"'))
    archive.lint("baseline", "--select", "FMT008")
    archive.lint("--add-ignores", name)
    assert "# lint: ignore[FMT009]" in Path(name).read_text(encoding="utf-8")
    assert archive.check(".").codes == []


def test_findings_of_other_rules_stay_known(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", BROKEN)
    archive.lint("baseline")
    before = lines()
    assert archive.lint("--select", "LNK", ".").err == ""
    for arguments in (["--select", "LNK"], ["--prune", "--select", "LNK"], ["--prune", "--ignore", "FMT"]):
        archive.lint("baseline", *arguments)
        assert lines() == before


def test_similar_findings_are_numbered_before_lines_are_filtered(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-a.md", BROKEN)
    archive.lint("baseline")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "archive")
    link = '<p><a href="">more</a></p>\n'
    archive.write(name, BROKEN.replace(link, link * 2))
    assert archive.check("--since", "HEAD", "--changed-lines", ".").codes == ["LNK001"]


def test_a_link_to_the_archive_is_the_archive(archive: Archive) -> None:
    archive.write("site/_posts/2021-05-03-a.md", SPACED)
    os.chdir("site")
    archive.lint("baseline")
    os.symlink(os.getcwd(), "../link")
    assert archive.check("../link/_posts").codes == []
    assert archive.check(os.path.realpath("_posts")).codes == []


def test_a_crash_is_never_known(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)

    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lint.post.document.Document.date", property(crash))
    result = archive.lint("baseline")
    assert (result.code, "a rule crashed, which a baseline cannot accept" in result.err) == (2, True)
    assert archive.lint(".").code == 2


def test_a_line_of_brackets_is_an_error(archive: Archive) -> None:
    archive.write(FILE, "[" * 65536 + "\n")
    archive.write("_posts/2021-05-03-a.md", GOOD)
    assert "expected an object" in archive.lint(".").err


THREAD = "".join(
    f'<div class="comment"><h3><a class="permalink" href="/comment/{at}#comment-{at}">wet {at}</a></h3>'
    f'<p>It rained, {at}.</p><ul><li class="comment-reply"><a href="/comment/reply/9/{at}">reply</a></li></ul></div>\n'
    for at in range(3)
)


def test_what_follows_from_a_finding_is_known_too(archive: Archive) -> None:
    name = archive.write("_posts/2021-05-03-a.md", GOOD.replace("</div>", THREAD + "</div>"))
    assert archive.check(".").codes == ["HTM008"]
    archive.lint("baseline")
    for arguments in ((), ("--select", "LNK"), ("--ignore", "HTM008"), ("--select", "HTM")):
        result = archive.check(*arguments, ".")
        assert (result.codes, "stale" in result.err) == ([], False)
    # A baseline from before the rule, too, is not stale, and only the cause is new.
    archive.lint("baseline", "--select", "LNK")
    Path(FILE).write_text("".join(json.dumps(line) + "\n" for line in lines() if line["code"] == "LNK005"))
    result = archive.check(".")
    assert (result.codes, "stale" in result.err) == (["HTM008"], False)
    archive.lint("baseline")
    # One that is new for a run without the cause is part of the cause in a whole run.
    archive.write(name, Path(name).read_text().replace("rained, 1.", 'rained, <a href="/new">1</a>.'))
    assert archive.check(".").codes == []
    assert archive.check("--select", "LNK", ".").codes == ["LNK005"]


def test_a_fingerprint_does_not_depend_on_the_number_of_places() -> None:
    one = make("---\n", 0, 3, "tabs (first of 2 places)")
    assert one == make("---\n", 0, 3, "tabs (2 findings inside: LNK005 2) (first of 4 places)")
