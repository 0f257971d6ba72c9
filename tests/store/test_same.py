"""An archive in a file or a revision is linted as the folder is: findings, names, order, index, reports."""

import os
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive
from tests.store.makers import DEFECT

LINKING = """---
title: Links
date: 2021-05-05
---
[a](/gone/) ![Rain](/images/rain.PNG)
"""
FILES: dict[str, str | bytes] = {
    "site/_config.yml": "title: Harbour\n",
    "site/_posts/2021-05-03-rain.md": DEFECT,
    "site/_posts/2021-05-04-the same source.md": GOOD,
    "site/_posts/2021-05-05-links.md": LINKING.replace("\n", "\r\n"),
    "site/_posts/2021-05-06-ü 😀.md": b"---\ntitle: \xff\n---\n",
    "site/images/rain.png": b"\x89PNG",
    "site/lint.toml": 'extend-select = ["ARC"]\n',
    "site/.gitignore": "drafts/\n",
    "site/drafts/2021-05-07-left-out.md": DEFECT,
    "site/about.html": "---\ntitle: About\n---\n",
}
Make = Callable[[str], list[str]]


def _tar(mode: str, suffix: str) -> Make:
    def make(folder: str) -> list[str]:
        with tarfile.open(f"packed{suffix}", mode) as archive:  # type: ignore[call-overload]
            archive.add(folder)
        return [f"packed{suffix}"]

    return make


def _zip(folder: str) -> list[str]:
    with zipfile.ZipFile("packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(Path(folder).rglob("*")):
            archive.write(path)
    return ["packed.zip"]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def _revision(folder: str) -> list[str]:
    git("init", "-q")
    git("add", "--force", folder)
    git("commit", "-q", "-m", "All")
    return ["--rev", "HEAD", folder]


STORES = {
    "tar": _tar("w", ".tar"),
    "tar.gz": _tar("w:gz", ".tar.gz"),
    "tar.bz2": _tar("w:bz2", ".tbz2"),
    "tar.xz": _tar("w:xz", ".tar.xz"),
    "zip": _zip,
    "no suffix": lambda folder: [_renamed(_tar("w:xz", ".tar.xz")(folder)[0], "backup.2021")],
    "wrong suffix": lambda folder: [_renamed(_zip(folder)[0], "packed.tar.gz")],
    "revision": _revision,
}


def _renamed(path: str, name: str) -> str:
    os.rename(path, name)
    return name


@pytest.fixture
def site(archive: Archive) -> Archive:
    for name, content in FILES.items():
        archive.write(name, content)
    return archive


COMMANDS = [
    ("--output-format", "text"),
    ("--output-format", "sarif", "--no-index"),
    ("--diff", "--unsafe-fixes", "--select", "FMT"),
    ("stats", "--output-format", "json"),
    ("links",),
    ("links", "--unreferenced"),
]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("store", STORES)
def test_it_is_linted_as_the_folder_is(site: Archive, store: str) -> None:
    paths = STORES[store]("site")
    folder = site.check("--no-cache", "site")
    assert {"ARC007", "FIL012", "FMT008"} <= {*folder.codes}
    assert site.check(*paths) == folder


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_takes_it_as_the_folder(site: Archive, command: tuple[str, ...]) -> None:
    found = site.lint(*command, *STORES["tar.xz"]("site"))
    folder = site.lint(*command, "site")
    # What could be done next cannot be done there.
    expected = re.sub(r"\nRun `lint [^`]*` to .*\n\Z", "\n", folder.out)
    assert (found.code, found.out, found.err) == (folder.code, expected, folder.err)
