"""What changes after the index has looked at folders is seen by the next run, however long the look takes."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest

from lint.archive import archive_files
from lint.run.archives import Archives
from tests.conftest import Archive
from tests.index.conftest import found, post

C, D = "_posts/2021-05-03-c.md", "_posts/2021-05-03-d.md"


def writing_after_the_walk(kept: Archive, monkeypatch: pytest.MonkeyPatch, path: str, content: str) -> None:
    real = archive_files.walk

    def walk(*arguments: Any) -> Any:
        began = time.time_ns()
        folders = real(*arguments)
        kept.write(path, content)
        for each in path, os.path.dirname(path) or ".":
            while os.stat(each).st_mtime_ns <= began:  # the clock of a file system is coarser
                os.utime(each)
        return folders

    monkeypatch.setattr("lint.run.index_update.walk", walk)


def test_a_post_that_is_added(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        writing_after_the_walk(kept, patch, D, post(3, "Rain at night"))
        assert len(found(kept)) == 2
    assert found(kept, C) == [("ARC001", C, [D])]


def test_a_pattern_that_is_taken_away(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write(".git/HEAD", "ref: refs/heads/main\n")
    kept.write(".gitignore", "*-d.md\n")
    kept.write(D, post(3, "Rain at night"))
    with monkeypatch.context() as patch:
        writing_after_the_walk(kept, patch, ".gitignore", "*-none.md\n")
        assert len(found(kept)) == 2
    assert found(kept, C) == [("ARC001", C, [D])]


@pytest.mark.parametrize(
    ("path", "content"),
    [("other/lint.toml", "exclude = ['*']\n"), ("other/_config.yml", "exclude: [_posts]\n")],
)
def test_settings_that_are_deleted_before_the_walk(
    kept: Archive, monkeypatch: pytest.MonkeyPatch, path: str, content: str
) -> None:
    kept.write(".git/HEAD", "ref: refs/heads/main\n")
    kept.write(path, content)
    kept.write("other/_posts/2021-05-03-e.md", post(3, "Rain at night"))
    real = Archives.update

    def update(*arguments: Any, **named: Any) -> None:
        os.remove(path)
        real(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(Archives, "update", update)
        found(kept)
    assert found(kept) == found(kept, "--no-cache")
