"""An archive that was linted once, and the claim that the cache changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

DATABASE = ".lint_cache/results.sqlite"
SPACED = GOOD.replace("Rain over", "Rain  over")


def settle(archive: Archive) -> None:
    """Make every file older than a tick of the clock, as files are a moment later."""
    for path in Path(archive.root).rglob("*"):
        if path.is_file() and ".lint_cache" not in path.parts:
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def warm(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", GOOD.replace("https:", "http:"))
    archive.write("_posts/2021-05-03-c.md", GOOD)
    archive.write("_posts/2021-05-03-雨.md", GOOD.replace("<p>", "<p><a href=''>x</a>"))
    archive.write("_posts/2021-05-03-\udc80.md", SPACED)
    archive.write("_posts/2021-05-03-none.md", "no front matter\n")
    archive.lint(".")
    return archive


def same(archive: Archive, *arguments: str) -> str:
    """Run with the cache, twice, and without it; the three must agree."""
    results = [archive.lint(*arguments), archive.lint(*arguments), archive.lint("--no-cache", *arguments)]
    assert results[0] == results[1] == results[2]
    return results[0].out
