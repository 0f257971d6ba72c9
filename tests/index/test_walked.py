"""The index uses what the search for posts has seen: it is what another walk would see."""

from __future__ import annotations

import os
from typing import Any

import pytest

from lint.archive.archive_files import walk
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.run.index_update import IndexUpdate
from tests.conftest import GOOD, Archive
from tests.index.conftest import found, post


@pytest.fixture
def site(archive: Archive) -> Archive:
    """A site with everything that a walk treats in a way of its own."""
    for path in (
        ".git/HEAD", "_config.yml", "package.json", "_posts/2021-05-03-a.md", "_posts/2021-05-03-b.html",
        "img/a.png", "ignored/c.md", "node_modules/d.md", "vendor/deep/e.png", "hugo/hugo.toml",
        "hugo/content/f.md", "about.html", "notes.rst",
    ):  # fmt: skip
        archive.write(path, GOOD if path.endswith(".md") else "")
    archive.write(".gitignore", "/ignored\n")
    os.symlink("_posts", "linked")
    os.symlink("nowhere", "_posts/broken.md")
    return archive


@pytest.mark.parametrize("argument", [".", "../" * 20 + "{root}", "{root}"])
def test_what_was_seen_is_what_another_walk_sees(site: Archive, argument: str) -> None:
    root = os.getcwd()
    configs = ConfigCache(index=True)
    sites = find([argument.format(root=root.lstrip("/") if argument[0] == "." else root)], configs).sites
    assert sites is not None
    walked = sites.walk_of(root)
    assert walked is not None
    assert sites.walk_of(root) is None
    seen = walk(root, configs, sites, walked)
    assert seen == walk(root, configs, sites)
    assert len(seen) > len({"_posts", "img", "hugo"})


def test_a_folder_that_cannot_be_listed_is_closed_either_way(
    site: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def scandir(path: str) -> Any:
        if os.path.basename(path) == "img":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    configs = ConfigCache(index=True)
    sites = find(["."], configs).sites
    assert sites is not None
    seen = walk(os.getcwd(), configs, sites, sites.walk_of(os.getcwd()))
    assert sorted(seen) == sorted(walk(os.getcwd(), configs, sites))
    assert [each.files for each in seen if each.path.endswith("img")] == [["/"]]


def test_of_many_files_it_is_not_kept(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.archive.walked._MOST", 5)
    sites = find(["."], ConfigCache(index=True)).sites
    assert sites is not None
    assert sites.walk_of(os.getcwd()) is None


def test_a_post_that_is_added_after_the_walk_is_seen_by_the_next_run(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = IndexUpdate.run

    def run(*arguments: Any, **options: Any) -> None:
        kept.write("_posts/2021-05-03-d.md", post(3, "Rain at night"))
        real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(IndexUpdate, "run", run)
        assert len(found(kept)) == 2
    c, d = (f"_posts/2021-05-03-{name}.md" for name in "cd")
    assert found(kept, c) == [("ARC001", c, [d])]
