"""Linting only what changed according to git; and gates."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

SPACED = GOOD.replace("Rain over", "Rain  over")
INSECURE = GOOD.replace("https:", "http:")


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=K", "-c", "user.email=k@example.org", *arguments],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(archive: Archive) -> Archive:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-雨 b.md", INSECURE)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "archive")
    return archive


def names(archive: Archive, *arguments: str) -> set[tuple[str, str]]:
    return {(each["filename"], each["code"]) for each in archive.check("--isolated", *arguments).findings}


def test_since_takes_changed_and_new_files_only(repository: Archive) -> None:
    assert names(repository, "--since", "HEAD") == set()
    repository.write("_posts/2021-05-03-雨 b.md", INSECURE + "<p>More.</p>\n")
    repository.write("_posts/2021-05-03-new.md", SPACED)
    repository.write("notes.txt", "no post")
    assert names(repository, "--since", "HEAD") == {
        ("_posts/2021-05-03-雨 b.md", "SRC005"),
        ("_posts/2021-05-03-new.md", "FMT008"),
    }
    os.chdir("_posts")
    assert names(repository, "--since", "main", ".") == {
        ("2021-05-03-雨 b.md", "SRC005"),
        ("2021-05-03-new.md", "FMT008"),
    }


def test_changed_lines_exclude_old_findings(repository: Archive) -> None:
    repository.write("_posts/2021-05-03-a.md", SPACED.replace("https:", "http:"))
    assert names(repository, "--since", "HEAD") == {
        ("_posts/2021-05-03-a.md", "FMT008"),
        ("_posts/2021-05-03-a.md", "SRC005"),
    }
    assert names(repository, "--since", "HEAD", "--changed-lines") == {("_posts/2021-05-03-a.md", "SRC005")}
    # A line that git does not count as one moves nothing.
    repository.write(
        "_posts/2021-05-03-a.md", SPACED.replace("layout: post", 'layout: post\nnote: "a\u0085b"')
    )
    assert names(repository, "--since", "HEAD", "--changed-lines") == set()
    repository.write("_posts/2021-05-03-new.md", SPACED)
    assert names(repository, "--since", "HEAD", "--changed-lines") == {("_posts/2021-05-03-new.md", "FMT008")}


def test_staged_is_linted_as_it_is_staged(repository: Archive) -> None:
    repository.write("_posts/2021-05-03-a.md", SPACED.replace("https:", "http:"))
    assert names(repository, "--staged") == set()
    git("add", ".")
    repository.write("_posts/2021-05-03-a.md", GOOD)
    staged = {("_posts/2021-05-03-a.md", "FMT008"), ("_posts/2021-05-03-a.md", "SRC005")}
    assert names(repository, "--staged") == staged
    assert names(repository, "--staged", "--changed-lines") == {("_posts/2021-05-03-a.md", "SRC005")}
    result = repository.lint("--staged", "--isolated", "--unsafe-fixes")
    assert "not fixed: the working copy differs from the staged file" in result.err
    assert Path("_posts/2021-05-03-a.md").read_text(encoding="utf-8") == GOOD


def test_a_failure_of_git_is_an_error(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(archive.root.parent))
    result = archive.lint("--staged")
    assert result.code == 2
    assert re.fullmatch("lint: git reports: .+\n", result.err)
    git("init", "-q")
    result = archive.lint("--since", "--output=x")
    assert result.code == 2
    result = archive.lint("--since", "nowhere")
    assert (result.code, result.err) == (2, "lint: --since is 'nowhere'; expected a commit that git knows\n")
    monkeypatch.setenv("PATH", "")
    assert "git cannot be run" in archive.lint("--staged").err


def test_a_gate_replaces_fail_on_for_its_rule(archive: Archive) -> None:
    for number in range(4):
        archive.write(f"_posts/2021-05-03-{number}.md", INSECURE if number else GOOD)
    archive.write("_posts/2021-05-03-.md", GOOD)
    arguments = ["--isolated", "--output-format", "concise", "."]
    result = archive.lint("--max-findings", "SRC005=2", *arguments)
    assert result.code == 1
    assert "failed: SRC005: 3 findings; at most 2 allowed" in result.err
    assert "failed: 1 finding at or above --fail-on" in result.err
    result = archive.lint("--max-findings", "source-insecure=60%", "--max-findings", "FIL005=1", *arguments)
    assert (result.code, result.err) == (0, "")
    result = archive.lint("--max-findings", "SRC005=59.5%", "--ignore", "FIL005", *arguments)
    assert (result.code, result.err) == (
        1,
        "lint: failed: SRC005: 3 of 5 files (60.0%); at most 59.5% allowed\n",
    )
    for text in ("SRC005", "SRC005=x", "SRC=1", "SRC905=1", "SRC005=1.5"):
        assert archive.lint("--max-findings", text, *arguments).code == 2


def test_odd_changes_are_followed(repository: Archive) -> None:
    posts = {f"_posts/2021-05-0{day}-x.md": GOOD for day in range(4, 8)}
    for name, text in posts.items():
        repository.write(name, text)
    repository.write(".gitattributes", "*.md -diff\n")
    git("add", ".")
    git("commit", "-qm", "more")
    git("config", "diff.interHunkContext", "50")
    os.unlink("_posts/2021-05-04-x.md")
    os.symlink("2021-05-05-x.md", "_posts/2021-05-04-x.md")
    repository.write(
        "_posts/2021-05-05-x.md", GOOD.replace("https:", "http:").replace("It rained.", "It\0rained.")
    )
    git("mv", "_posts/2021-05-03-a.md", "_posts/2021-05-09-a.md")
    git("add", ".")
    for arguments in (["--staged"], ["--since", "HEAD"]):
        found = names(repository, *arguments, "--changed-lines", "--select", "SRC,FIL009,FMT")
        assert found == {("_posts/2021-05-05-x.md", "SRC005"), ("_posts/2021-05-05-x.md", "FIL009")}


def test_any_place_of_a_finding_may_be_on_a_changed_line(repository: Archive) -> None:
    name, link = "_posts/2021-05-04-x.md", "<https://bit.ly/rain>\n\n"
    repository.write(name, f"{GOOD}{link}")
    git("add", ".")
    git("commit", "-qm", "more")
    arguments = ["--since", "HEAD", "--changed-lines", "--select", "LNK009"]
    repository.write(name, f"{GOOD}{link}{link}")
    assert names(repository, *arguments) == {(name, "LNK009")}
    repository.write(name, f"{GOOD}{link}It cleared up.\n")
    assert names(repository, *arguments) == set()


def test_a_staged_post_that_was_deleted_is_linted(repository: Archive) -> None:
    repository.write("_posts/2021-05-04-x.md", SPACED)
    repository.write("other/2021-05-04-x.md", SPACED)
    repository.write("_posts/2021-05-04-x.png", "x")
    git("add", ".")
    for name in ("_posts/2021-05-04-x.md", "other/2021-05-04-x.md", "_posts/2021-05-04-x.png"):
        os.unlink(name)
    assert names(repository, "--staged", "--select", "FMT", "_posts") == {
        ("_posts/2021-05-04-x.md", "FMT008")
    }


def test_since_covers_what_this_branch_changed(repository: Archive) -> None:
    git("checkout", "-q", "-b", "topic")
    git("checkout", "-q", "main")
    repository.write("_posts/2021-05-03-a.md", SPACED + "<p>Main.</p>\n")
    git("commit", "-qam", "main goes on")
    git("checkout", "-q", "topic")
    repository.write("_posts/2021-05-03-雨 b.md", INSECURE + "<p>Topic.</p>\n")
    git("commit", "-qam", "topic")
    assert names(repository, "--since", "main") == {("_posts/2021-05-03-雨 b.md", "SRC005")}


def test_a_conflict_is_reported_and_the_rest_is_linted(repository: Archive) -> None:
    git("checkout", "-q", "-b", "topic")
    repository.write("_posts/2021-05-03-a.md", SPACED.replace("Harbour Post\n", "One\n"))
    git("commit", "-qam", "one")
    git("checkout", "-q", "main")
    repository.write("_posts/2021-05-03-a.md", SPACED.replace("Harbour Post\n", "Two\n"))
    git("commit", "-qam", "two")
    subprocess.run(["git", "merge", "topic"], check=False, capture_output=True)
    repository.write("_posts/2021-05-03-雨 b.md", INSECURE + "<p>More.</p>\n")
    git("add", "_posts/2021-05-03-雨 b.md")
    result = repository.check("--isolated", "--staged")
    assert (result.code, result.codes) == (2, ["SRC005"])
    assert "a.md: not checked: it has a merge conflict" in result.err


def test_a_link_to_the_repository_is_the_repository(repository: Archive) -> None:
    repository.write("_posts/2021-05-03-a.md", SPACED.replace("https:", "http:"))
    git("add", ".")
    repository.write("_posts/2021-05-03-a.md", GOOD)
    os.symlink(os.getcwd(), "../link")
    os.chdir("../link")
    found = {code for _, code in names(repository, "--staged", "--changed-lines", "../link/_posts")}
    assert found == {"SRC005"}


def test_the_rows_of_a_post_are_counted_once(repository: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []

    class Ends:
        def finditer(self, text: str) -> Iterator[re.Match[str]]:
            counted.append(len(text))
            return re.finditer("\n", text)

    monkeypatch.setattr("lint.archive.git._ROW_END", Ends())
    links = "".join(f'<p><a href="">rain {at}</a></p>\n' for at in range(9))
    name = repository.write("_posts/2021-05-03-a.md", GOOD.replace("</div>", links + "</div>"))
    git("add", ".")
    git("commit", "-qm", "rain")
    repository.write(name, Path(name).read_text(encoding="utf-8").replace("rain 7", "hail"))
    found = repository.check("--since", "HEAD", "--changed-lines", "--jobs", "1", ".").findings
    assert [each["location"]["row"] for each in found] == [19]
    assert len(counted) == 1
