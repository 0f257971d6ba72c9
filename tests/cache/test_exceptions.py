"""Which posts a report of a known archive reads, and that those which change meanwhile are linted anew."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.primitives import files
from tests.cache.conftest import SPACED, same
from tests.cache.test_any_report import ALL, TEXTS, answer, watched
from tests.conftest import GOOD, Archive, Result

IMAGE = '<p><img src="http://img.example/a.png" alt="A harbour"></p>\n'
LONG = f'<p><img src="http://img.example/{"a" * 1200}.png" alt="A harbour"></p>\n'
APART = "<p>It rained.</p>\n" * 100
POSTS = {
    "near": IMAGE * 2,
    "far": IMAGE + APART + IMAGE,
    "long": LONG,
    "twice": LONG + APART + LONG,
    "plain": "",
}
# Of a fix with edits far apart these formats write one edit, with all that is between.
ONE_EDIT = {"rdjson": {"far", "twice"}, "rdjsonl": {"far", "twice"}}
# In the fingerprints of these, equal texts are numbered, which depends on what else is reported.
NUMBERED = {"gitlab": {"twice"}, "sarif": {"twice"}}


@pytest.fixture
def known(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    for name, body in POSTS.items():
        archive.write(f"_posts/2021-05-03-{name}.md", post(body))
    archive.lint(*ALL, ".")
    return archive


def post(body: str) -> str:
    return GOOD.replace("<p>It rained.</p>\n", body)


def names(paths: list[str]) -> set[str]:
    return {os.path.basename(path)[len("2021-05-03-") : -len(".md")] for path in paths}


@pytest.mark.parametrize("name", TEXTS)
def test_only_those_posts_are_read_whose_text_is_needed(known: Archive, name: str) -> None:
    arguments = (*ALL, "--output-format", name, ".")
    with watched() as work:
        result = known.lint(*arguments)
    assert work.ran == []
    assert names(work.read) == {**ONE_EDIT, **NUMBERED}.get(name, set())
    assert len(work.read) == len(names(work.read))
    assert result == known.lint("--no-cache", *arguments)


def test_a_baseline_reads_posts_with_equal_long_texts_only(known: Archive) -> None:
    known.lint("baseline", *ALL)
    with watched() as work:
        result = known.lint(*ALL, "--output-format", "json", ".")
    assert (result.code, work.ran, names(work.read)) == (0, [], {"twice"})


def change(path: str) -> None:
    Path(path).write_text(post(IMAGE + APART + IMAGE + "<p>  It  rained.\n"), encoding="utf-8")


def disappear(path: str) -> None:
    Path(path).unlink(missing_ok=True)


def become_a_folder(path: str) -> None:
    disappear(path)
    Path(path).mkdir(exist_ok=True)


def grow(path: str) -> None:
    Path(path).write_text(GOOD + APART * 2000, encoding="utf-8")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("happens", [change, disappear, become_a_folder, grow])
def test_a_post_that_changes_while_it_is_read_is_linted_anew(
    known: Archive, monkeypatch: pytest.MonkeyPatch, jobs: str, happens: Callable[[str], None]
) -> None:
    known.write("lint.toml", "max-file-size = 100000\n")
    paths = [os.path.abspath(f"_posts/2021-05-03-{name}.md") for name in POSTS]
    known.lint("--jobs", jobs, ".")
    real = files.read

    def read(path: str, largest: int) -> bytes:
        if os.path.abspath(path) == paths[1] and os.path.isfile(path):
            happens(path)
        return real(path, largest)

    outputs = ("json:../a.json", "sarif:../b.json", "text")
    arguments = ["--jobs", jobs, *(each for name in outputs for each in ("--output-format", name)), *paths]
    with monkeypatch.context() as patch:
        patch.setattr(files, "read", read)
        found = whole(known, *arguments)
    # The first report alone would not have read the post; no part of it is from before.
    assert found == whole(known, "--no-cache", *arguments)
    assert found == whole(known, *arguments)


def whole(archive: Archive, *arguments: str) -> tuple[Result, list[bytes]]:
    result = archive.lint(*arguments)
    return result, [Path(name).read_bytes() for name in ("../a.json", "../b.json")]


def test_counts_are_of_what_is_neither_hidden_nor_folded(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    hidden = IMAGE.replace("img.example", "hidden.example")
    hiding = f"<!-- lint: ignore-next-line[IMG004] -->\n{hidden}"
    archive.write("_posts/2021-05-03-a.md", post(IMAGE * 3 + hiding))
    archive.write("_posts/2021-06-03-b.md", post(hidden + "<p>  <img src=''>").replace("2021-05", "2021-06"))
    archive.lint(*ALL, ".")
    counts = {}
    for by in ("host", "month", "source", "folder", "rule"):
        result = answer(archive, "--statistics", "--by", by, "--select", "IMG004", ".")
        counts[by] = result.out
        answer(archive, "--by", by, *ALL, ".")
    assert [("img.example" in text, text.count("hidden.example")) for text in (counts["host"],)] == [
        (True, 1)
    ]
    archive.lint("baseline", "--select", "IMG004", "_posts/2021-05-03-a.md")
    for by in ("host", "month", "source"):
        left = answer(archive, "--statistics", "--by", by, "--select", "IMG004", ".").out
        assert "img.example" not in left
        assert "2021-05" not in left


def test_limits_of_a_known_archive_are_counted_anew(known: Archive) -> None:
    codes = [
        answer(known, "--select", "IMG004", "--fail-on", "info", "--max-findings", f"IMG004={most}", ".").code
        for most in (0, 3, 4, 5, 3)
    ]
    found = len(json.loads(known.lint("--select", "IMG004", "--output-format", "json", ".").out))
    assert (codes, found) == ([1, 1, 0, 0, 1], 4)


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def test_what_is_staged_and_what_has_changed_is_told_from_what_is_known(known: Archive) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Posts")
    name = "_posts/2021-05-03-near.md"
    known.write(name, post(IMAGE * 2 + "<p>  <a href=''>x</a>"))
    git("add", ".")
    known.write(name, GOOD)  # the cache knows this one, and git has the other
    known.lint(*ALL, ".")
    for arguments in (
        ("--staged",),
        ("--staged", "--changed-lines"),
        ("--since", "HEAD"),
        ("--since", "HEAD", "--changed-lines"),
    ):
        result = same(known, *ALL, *arguments, "--output-format", "concise")
        assert ("IMG004" in result, "LNK001" in result) == (
            arguments == ("--staged",),
            "--staged" in arguments,
        ), arguments
    known.write(name, post(IMAGE * 2 + "<p>  <a href=''>x</a>"))
    known.lint(*ALL, ".")
    lines = (*ALL, "--since", "HEAD", "--changed-lines", "--output-format", "json")
    with watched() as work:
        changed = known.lint(*lines)
    assert (work.ran, names(work.read)) == ([], {"near"})  # an exception: its lines are compared
    assert changed == known.lint("--no-cache", *lines)
    assert {each["code"] for each in changed.findings} >= {"LNK001"}
    assert "IMG004" not in changed.codes


def test_each_of_two_configurations_counts_for_its_posts(known: Archive) -> None:
    os.mkdir(".git")  # a configuration below counts too
    known.write("lint.toml", 'select = ["IMG"]\n')
    known.write("drafts/lint.toml", 'select = ["FMT"]\n')
    for name, body in POSTS.items():
        known.write(f"drafts/2021-05-03-{name}.md", SPACED.replace("<p>It rained.</p>\n", body))
    known.lint(".")
    for selection in (("IMG", "FMT"), ("FMT", "IMG"), ("all", "FMT"), ("IMG", "FMT")):
        for folder, code in zip(("", "drafts/"), selection, strict=True):
            known.write(f"{folder}lint.toml", f'select = ["{code}"]\n')
        known.lint(".")
        for name in ("json", "concise"):
            result = answer(known, "--output-format", name, ".")
            assert result == known.lint("--output-format", name, ".")
    found = known.check(".").findings
    assert {(each["filename"].split("/")[0], each["code"][:3]) for each in found} == {
        ("_posts", "IMG"),
        ("drafts", "FMT"),
    }


@pytest.mark.parametrize("known_to", ["nobody", "some", "all"])
def test_the_number_of_processes_changes_nothing(known: Archive, known_to: str) -> None:
    results: list[tuple[str, Result]] = []
    for jobs in ("1", "2"):
        if known_to == "nobody":
            known.lint("cache", "clean")
        elif known_to == "some":
            known.write("_posts/2021-05-03-plain.md", post(f"<p>{jobs}"))
            known.write("_posts/2021-05-03-plain.md", post("<p>x"))
        results += [
            (name, known.lint(*ALL, "--jobs", jobs, "--output-format", name, "."))
            for name in ("json", "text", "sarif", "json")
        ]
    assert results[:4] == results[4:]
    assert results[0][1] == known.lint("--no-cache", *ALL, "--output-format", "json", ".")
