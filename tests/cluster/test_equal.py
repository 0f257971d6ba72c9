"""A cluster finds what one machine does, and writes the same report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

import pytest
from pyarrow import parquet

from lint.cli import output
from lint.cluster import plan
from lint.cluster.bench import reporter
from lint.cluster.clients import cluster
from lint.report import ReportOptions
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
    here = shared.lint("--no-cache", "--output-format", "parquet:here.parquet", ".")
    arguments = ("--engine", "dask", "--scheduler", scheduler, "--output-format", "parquet", "--parts", "new")
    assert shared.lint(*arguments, ".").code == here.code
    parts = [parquet.read_table(os.path.join("new", name)) for name in sorted(os.listdir("new"))]
    rows = [row for part in parts for row in part.to_pylist()]
    assert rows == parquet.read_table("here.parquet").to_pylist()


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


def test_progress(
    shared: Archive, scheduler: str, many_partitions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    class Bar(output.ProgressBar):
        def __enter__(self) -> Self:
            self.update = steps.append
            return self

    monkeypatch.setattr("lint.cli.cluster.ProgressBar", Bar)
    shared.lint("--engine", "dask", "--scheduler", scheduler, "_posts/more", "_posts/2021-05-03-p0.md")
    assert sum(steps) == 2


def test_dashboard(archive: Archive, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.md")
    monkeypatch.setattr("lint.cluster.clients.find_spec", lambda _: "bokeh")
    err = archive.lint("--engine", "dask", "--scheduler", scheduler, ".").err
    assert err.startswith("lint: dashboard: http://127.0.0.1:")


def test_rules_are_described_to_formats_of_plugins() -> None:
    text = reporter("jsonl", ReportOptions()).options.describe("FMT001")
    assert text is not None
    assert text.summary


def test_cluster_of_this_machine(tmp_path: Path) -> None:
    with cluster(None, 1, str(tmp_path), processes=False) as made:
        assert made.workers == 1
        assert list(made.each(divmod, [3], 7)) == [(3, (2, 1))]
