"""Links that lead out of an archive are named; nothing is read or written there."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from lint import lint_paths
from lint.primitives.bounds import Bounds
from lint.primitives.files import UncheckedError, head, read, read_setting, real
from tests.conftest import GOOD, Archive
from tests.hostile.conftest import HARM, POST, SECRET, link

pytestmark = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")


COMMANDS = (
    ["."], ["--no-cache"], ["--jobs", "2"], ["--diff"], ["--fix"], ["--fix", "--unsafe-fixes"], ["--add-ignores"],
    ["--output-format", "json"], ["--statistics"], ["baseline"], ["links"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_link_out_of_the_archive_is_named_and_not_followed(
    either: Archive, arguments: Sequence[str]
) -> None:
    link("../../house/secret.md", "_posts/2021-05-04-x.md")
    result = either.lint(*arguments)
    assert result.code == 2
    assert "lint: _posts/2021-05-04-x.md: not checked: it leads out of the archive, to /" in result.err
    assert SECRET not in result.out
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM


@pytest.mark.parametrize(
    "target", ["../../house/posts", "{root}/house/secret.md", "../../house/none.md", "/dev/zero"]
)
def test_a_link_leads_out_however_it_is_written(site: Archive, target: str) -> None:
    link(target.format(root=site.root), "_posts/2021-05-04-x.md")
    result = site.lint()
    assert (result.code, SECRET in result.out) == (2, False)
    assert "lint: _posts/2021-05-04-x.md: not checked: it leads out of the archive, to /" in result.err


def test_a_folder_that_leads_out_is_named_once(either: Archive) -> None:
    link("../house/posts", "notes")
    link("../house", "node_modules")  # it would not be linted anyway
    link("../house/secret.md", "LICENSE")
    result = either.lint()
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "lint: notes: not checked: it leads out" in result.err


def test_a_link_through_another_link_is_followed_to_its_end(either: Archive) -> None:
    link("hop", "_posts/2021-05-04-x.md")
    link("../up/house/secret.md", "_posts/hop")
    link("..", "up")
    result = either.lint("_posts")
    assert (result.code, SECRET in result.out) == (2, False)


def test_git_s_own_files_are_outside(site: Archive) -> None:
    site.write("site/.git/config", f"# {SECRET}\n")
    link("../.git/config", "_posts/2021-05-04-x.md")
    link(".git", "notes")
    result = site.lint()
    assert (result.code, SECRET in result.out, len(result.err.splitlines())) == (2, False, 2)


def test_links_inside_the_archive_are_followed(either: Archive) -> None:
    either.write("site/annex/2021-05-05-y.md", HARM)
    link("../annex/2021-05-05-y.md", "_posts/2021-05-05-y.md")
    link("../annex", "_posts/more")
    result = either.lint("--output-format", "concise")
    assert result.err == ""
    assert result.out.count("FMT008") >= 2
    # A part of a repository may lead to another part.
    if os.path.exists(".git"):
        result = either.lint("_posts", "--output-format", "concise")
        assert result.err == ""
        assert result.out.count("FMT008") >= 2


def test_what_the_user_names_is_read(either: Archive) -> None:
    link("../../house/secret.md", "_posts/2021-05-04-x.md")
    link("../house/posts", "notes")
    assert "FMT008" in either.check("_posts/2021-05-04-x.md").codes
    assert "FMT008" in either.check("notes").codes
    assert "FMT008" in either.check(os.path.abspath("notes"), "_posts/2021-05-03-rain.md").codes
    assert "FMT008" in [finding.code for finding in lint_paths(["_posts/2021-05-04-x.md"])]
    result = either.lint("../house", ".")
    assert result.err == ""


def test_an_archive_behind_a_link_is_an_archive(either: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    either.write("site/lint.toml", 'select = ["FMT008"]\n')
    either.write("site/annex/2021-05-05-y.md", HARM)
    link("../annex/2021-05-05-y.md", "_posts/2021-05-05-y.md")
    monkeypatch.chdir("..")
    link("site", "door")
    for path in ("door", "door/", "door/_posts/..", str(either.root / "door")):
        result = either.check(path)
        assert (result.err, set(result.codes)) == ("", {"FMT008"})


@pytest.mark.parametrize("arguments", [["--fix"], ["--fix", "--unsafe-fixes"], ["--add-ignores"]])
@pytest.mark.parametrize("name", ["_posts/2021-05-04-x.md", "notes/2021-05-03-x.md"])
def test_nothing_is_written_outside_even_if_the_user_named_the_link(
    either: Archive, arguments: Sequence[str], name: str
) -> None:
    link("../../house/secret.md", "_posts/2021-05-04-x.md")
    link("../house/posts", "notes")
    result = either.lint(*arguments, name)
    assert f"lint: {name}: not fixed: it leads out of the archive, to " in result.err
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM
    assert (either.root / "house/posts/2021-05-03-x.md").read_text(encoding="utf-8") == HARM


@pytest.mark.parametrize(
    "arguments", [["baseline"], ["baseline", "--baseline", ".lint-baseline.jsonl"], ["baseline", "--prune"]]
)
@pytest.mark.parametrize("target", ["../house/known", "../house/secret.md"])
def test_a_baseline_is_not_written_outside(site: Archive, arguments: Sequence[str], target: str) -> None:
    link(target, ".lint-baseline.jsonl")
    result = site.lint(*arguments)
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]
    assert (site.root / "house/secret.md").read_text(encoding="utf-8") == HARM


@pytest.mark.parametrize("target", ["../house/new.toml", "../house/secret.md"])
def test_init_writes_nothing_outside(either: Archive, target: str) -> None:
    link(target, "lint.toml")
    result = either.lint("init", "--force")
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]
    assert (either.root / "house/secret.md").read_text(encoding="utf-8") == HARM


def test_new_rule_writes_nothing_outside(either: Archive) -> None:
    link("../../../house", "lint/rules/keep")
    result = either.lint("new-rule", "KEEP001", "title-too-long")
    assert (result.code, "cannot be written: it leads out of the archive" in result.err) == (2, True)
    assert sorted(os.listdir("../house")) == ["posts", "secret.md"]


def test_a_reader_follows_links_only_inside(site: Archive) -> None:
    bounds = Bounds()
    bounds.name(".")
    link("../house/secret.md", "out.md")
    link(POST, "in.md")
    link("loop.md", "loop.md")
    assert read("in.md", 1000, bounds) == head("in.md", 1000, bounds) == GOOD.encode()
    assert head("out.md", 1000, bounds) is None
    assert head("loop.md", 1000, bounds) is None
    for name in ("out.md", "loop.md", "none.md", "_posts", "a\0b"):
        for reader in readers(bounds):
            with pytest.raises(UncheckedError):
                reader(name)
    assert site.root


def readers(bounds: Bounds) -> Iterator[Callable[[str], bytes]]:
    yield lambda name: read(name, 1000, bounds)
    yield lambda name: read_setting(name, bounds)


def test_what_takes_a_file_s_place_is_not_followed(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = Bounds()
    bounds.name(".")
    lstat = os.lstat

    def late(path: str) -> os.stat_result:
        """Replace the file right after it was looked at."""
        status = lstat(path)
        if path.endswith(".md"):
            os.unlink(path)
            os.symlink(site.root / "house/secret.md", path)
        return status

    with monkeypatch.context() as patch:
        patch.setattr(os, "lstat", late)
        with pytest.raises(UncheckedError):
            read(POST, 10_000, bounds)


def test_a_folder_is_resolved_as_the_system_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name, to in (("one", "a"), ("a/up", ".."), ("a/b/far", str(tmp_path)), ("no", "x")):
        (tmp_path / name).symlink_to(to)
    names = ("a", "b", "one", "up", "far", "no", "x", "..", ".", "")
    for parts in product(("", ".", str(tmp_path), "/", "//"), names, names, names):
        path = "/".join(parts)
        assert real(path) == os.path.realpath(path)
    for deep in ("a/" * 1000 + "a", "/" + "x/" * 5000 + "x"):
        assert real(deep) == os.path.realpath(deep)
