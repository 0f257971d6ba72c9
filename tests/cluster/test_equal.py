"""A cluster finds what one machine does, and writes the same report."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pyarrow import parquet

from lint.cluster import plan
from tests.conftest import Archive
from tests.index.conftest import ALL


@pytest.fixture
def many_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an archive of some posts have several partitions and buckets."""
    monkeypatch.setattr(plan, "_MOST", 8192)
    monkeypatch.setattr(plan, "_NAMES", 0)
    monkeypatch.setattr(plan, "_IN_BUCKET", 3)


def _check(shared: Archive, scheduler: str, *arguments: str) -> None:
    here = shared.lint("--no-cache", *arguments)
    there = shared.lint("--engine", "dask", "--scheduler", scheduler, *arguments)
    assert there == here
    assert here.out


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["--extend-select", ALL, "--output-format", "jsonl"], "."),
        (["--output-format", "json"], "_posts/more"),
        (["--no-index"], "_posts/2021-05-03-p2.md"),
    ],
)
def test_one_partition(shared: Archive, scheduler: str, arguments: list[str], path: str) -> None:
    _check(shared, scheduler, *arguments, path)


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["--extend-select", ALL, "--output-format", "text"], "."),
        (["--by", "source", "--max-findings", "LNK001=0"], "."),
        (["--no-index", "--output-format", "json"], "."),
        (["--output-format", "jsonl"], "_posts/2021-05-03-p2.md"),
    ],
)
def test_many_partitions(
    shared: Archive, scheduler: str, many_partitions: None, arguments: list[str], path: str
) -> None:
    _check(shared, scheduler, *arguments, path)


def test_two_reports(shared: Archive, scheduler: str, many_partitions: None) -> None:
    arguments = ("--output-format", "json", "--output-format", "text:findings.txt")
    here = shared.lint("--no-cache", *arguments), Path("findings.txt").read_bytes()
    there = shared.lint("--engine", "dask", "--scheduler", scheduler, *arguments)
    assert (there, Path("findings.txt").read_bytes()) == here


def test_parts(shared: Archive, scheduler: str, many_partitions: None) -> None:
    here = shared.lint("--no-cache", "--output-format", "jsonl", ".")
    there = shared.lint("--engine", "dask", "--scheduler", scheduler, "--parts", "parts", ".")
    assert there.code == here.code
    assert there.out == ""
    parts = sorted(Path("parts").iterdir())
    assert all(part.suffix == ".jsonl" for part in parts)
    assert "".join(part.read_text("utf-8") for part in parts) == here.out


def test_parts_in_parquet(shared: Archive, scheduler: str) -> None:
    here = shared.lint("--no-cache", "--output-format", "jsonl", ".")
    arguments = ("--engine", "dask", "--scheduler", scheduler, "--output-format", "parquet", "--parts", "new")
    assert shared.lint(*arguments, ".").code == here.code
    tables = [parquet.read_table(os.path.join("new", name)) for name in sorted(os.listdir("new"))]
    places = [(row["filename"], row["code"], row["row"]) for table in tables for row in table.to_pylist()]
    findings = map(json.loads, here.out.splitlines())
    assert places == [(each["filename"], each["code"], each["location"]["row"]) for each in findings]


def test_baseline(shared: Archive, scheduler: str) -> None:
    shared.lint("baseline", ".")
    shared.write("_posts/2021-05-06-new.md", "---\ntitle: [rain\n---\n")
    os.unlink("_posts/2021-05-05-broken.md")
    here = shared.lint("--no-cache", ".")
    assert here.out.count("_posts/2021-05-06-new.md") == 1
    assert shared.lint("--engine", "dask", "--scheduler", scheduler, ".") == here


def test_messages_on_the_whole_archive(shared: Archive, scheduler: str) -> None:
    shared.write("lint.toml", 'ignore-links = ["nowhere.example.org"]\nignore = ["ARC"]\n')
    shared.write("_posts/more/lint.toml", 'select = ["ARC001"]\n')
    here = shared.lint("--no-cache", ".")
    assert "matches no link" in here.err or "an archive is judged as a whole" in here.err
    assert shared.lint("--engine", "dask", "--scheduler", scheduler, ".") == here


def test_patterns_that_match_nothing(shared: Archive, scheduler: str) -> None:
    shared.write("lint.toml", 'ignore-links = ["nowhere.example.org"]\n')
    here = shared.lint("--no-cache", ".")
    assert "matches no link" in here.err
    assert shared.lint("--engine", "dask", "--scheduler", scheduler, ".") == here


def test_nothing_to_lint(archive: Archive, indexed: None) -> None:
    assert archive.lint("--engine", "dask", ".").err == "lint: no posts were found in .\n"
