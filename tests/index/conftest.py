"""Archives whose posts have something in common."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

# Those that are off by default, too.
ALL = "ARC,ARC004,ARC006,ARC015,ARC016"
URL = "https://news.example.org/a/1.html"


def post(source: int | str = 1, title: str = "", text: str = "") -> str:
    """Return a post with a source and a title of its own."""
    url = source if isinstance(source, str) else URL.replace("1", str(source))
    made = GOOD.replace(URL, url).replace("Rain over the harbour", title or f"Rain over harbour {url[-12:]}")
    return made.replace("It rained.", text) if text else made


@pytest.fixture
def kept(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A site with three posts, of which the first two have one source; times count at once."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_config.yml", "title: Rain\n")
    archive.write("_posts/2021-05-03-a.md", post(1, "Rain in the morning"))
    archive.write("_posts/2021-05-03-b.md", post(1, "Rain in the evening"))
    archive.write("_posts/2021-05-03-c.md", post(3))
    return archive


def found(archive: Archive, *arguments: str) -> list[tuple[str, str, list[str]]]:
    """Return code, file and other files of each finding of the family ARC."""
    return [
        (each["code"], each["filename"], [place.get("filename", "") for place in each["related"]])
        for each in archive.check("--select", ALL, *arguments).findings
    ]


def age(*paths: str) -> None:
    """Give files or folders the time of a moment ago, as if they had been written then."""
    for path in paths:
        before = os.stat(path).st_mtime_ns - 5_000_000_000
        os.utime(path, ns=(before, before))


def rename(old: str, new: str) -> None:
    """Rename a file, whose folder may be new."""
    Path(new).parent.mkdir(parents=True, exist_ok=True)
    Path(old).rename(new)


def missing(archive: Archive, *arguments: str) -> list[tuple[str, str]]:
    """Return the code and the text of each finding on a target."""
    findings = archive.check("--select", "ARC", *arguments).findings
    found = []
    for each in findings:
        text = Path(each["filename"]).read_text()
        found.append((each["code"], text[slice(*each["span"])]))
    return found


def every_way(archive: Archive) -> list[tuple[str, str]]:
    """Return what is missing, which is the same however it is asked for."""
    found = missing(archive, ".")
    assert found == missing(archive, ".")
    assert found == missing(archive, "--no-cache", ".")
    assert found == missing(archive, "--jobs", "2", ".")
    names = sorted(str(path) for path in Path().rglob("*.md"))
    assert found == [each for name in names for each in missing(archive, name)]
    return found
