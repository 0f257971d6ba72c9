"""What a run on a cluster cannot do is said before anything is done."""

from __future__ import annotations

import os
import sys
import tarfile
from collections.abc import Callable
from typing import Any

import pytest

from lint.cluster import clients
from lint.cluster.bench import WITNESS, Bench, WorkerError
from lint.cluster.job import Job
from lint.config.nearest import ConfigCache
from lint.run.cache_key import read_packages
from tests.conftest import Archive


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--scheduler", "tcp://a"], "--scheduler needs --engine dask"),
        (["--scratch", "a"], "--scratch needs --engine dask"),
        (["--parts", "a"], "--parts needs --engine dask"),
        (["--engine", "dask", "--fix"], "--fix cannot be used with --engine dask: it changes posts"),
        (["--engine", "dask", "--diff"], "--diff cannot be used with --engine dask"),
        (["--engine", "dask", "--staged"], "--staged cannot be used with --engine dask"),
        (["--engine", "dask", "--since", "HEAD"], "--since cannot be used with --engine dask"),
        (["--engine", "dask", "-"], "standard input cannot be linted with --engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://a", "--jobs", "2"], "--jobs cannot be used with"),
        (["--engine", "dask", "--parts", "a", "--statistics"], "--parts is the only report"),
        (["--engine", "dask", "--parts", "a", "--output-format", "html"], "html cannot be used with --parts"),
        (["--engine", "dask", "--parts", "."], "--parts .: is not empty"),
        (["--engine", "dask", "--parts", "a.md"], "--parts a.md: "),
        (["--engine", "dask", "--scratch", "nowhere"], "--scratch nowhere: cannot be written"),
    ],
)
def test_combination(archive: Archive, arguments: list[str], words: str) -> None:
    archive.write("a.md")
    result = archive.lint(*arguments, *([] if arguments[-1] == "-" else ["."]))
    assert result.code == 2
    assert words in result.err
    assert result.out == ""


def test_without_dask(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.md")
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = archive.lint("--engine", "dask", ".")
    assert "pip install 'archive-lint[dask]'" in result.err
    assert result.code == 2


def test_no_scheduler(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.md")
    monkeypatch.setattr(clients, "_ANSWER", 0.1)
    result = archive.lint("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", ".")
    assert "--scheduler tcp://127.0.0.1:1: no scheduler or worker answers" in result.err
    assert result.code == 2


def test_ctrl_c_while_a_cluster_begins(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    forgotten: list[object] = []
    monkeypatch.setattr("distributed.LocalCluster", interrupted)
    monkeypatch.setattr("atexit.unregister", forgotten.append)
    archive.write("a.md")
    result = archive.lint("--engine", "dask", "--jobs", "1", ".")
    assert (result.code, result.err) == (130, "lint: interrupted\n")
    assert len(forgotten) == 1


def test_an_address_without_a_port(archive: Archive) -> None:
    archive.write("a.md")
    result = archive.lint("--engine", "dask", "--scheduler", "harbour", ".")
    expected = "lint: --scheduler harbour: no scheduler or worker answers: missing port number in address 'harbour'\n"
    assert (result.code, result.err) == (2, expected)


def test_other_packages(archive: Archive, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.md")
    monkeypatch.setattr("lint.cluster.run.read_packages", lambda: "others")
    result = archive.lint("--engine", "dask", "--scheduler", scheduler, ".")
    assert "expected the same versions" in result.err
    assert result.code == 2
    assert result.out == ""


def _configs() -> ConfigCache:
    return ConfigCache()


def _no_baseline(_: ConfigCache) -> None:
    return None


@pytest.fixture
def job(archive: Archive) -> Job:
    archive.write("a.md", "Rain\n")
    archive.write(f"{WITNESS}-00000", "a name")
    here = str(archive.root)
    return Job(
        "a name", read_packages(), here, here, ["."], (f"{here}/a.md", 5), _configs, _no_baseline, None,
        [], "", frozenset(), 0, {}, {}, 1,
    )  # fmt: skip


def test_a_worker_that_sees_the_same_files(job: Job) -> None:
    assert Bench(job, "here", watched=False).job is job


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda job: job._replace(name="another"), "is not the client's scratch folder"),
        (lambda job: job._replace(folder="/nowhere"), "is not the client's scratch folder"),
        (lambda job: job._replace(witness=(job.witness[0], 6)), "is not the client's file"),
        (lambda job: job._replace(witness=("/nowhere", 5)), "is not the client's file"),
        (lambda job: job._replace(code="other"), "expected the same versions"),
    ],
)
def test_another_worker(job: Job, change: Callable[[Job], Job], words: str) -> None:
    with pytest.raises(WorkerError, match=words):
        Bench(change(job), "tcp://there", watched=False)


def test_another_working_folder(archive: Archive, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("a.md")

    def elsewhere(**values: Any) -> Job:
        return Job(**{**values, "cwd": "/nowhere"})

    monkeypatch.setattr("lint.cluster.run.Job", elsewhere)
    result = archive.lint("--engine", "dask", "--scheduler", scheduler, ".")
    assert "'/nowhere' cannot be the working folder" in result.err


def test_an_archive_in_a_file(archive: Archive) -> None:
    archive.write("a.md")
    with tarfile.open("a.tar", "w") as file:
        file.add("a.md")
    assert "--engine dask needs files in folders" in archive.lint("--engine", "dask", "a.tar").err


def test_no_file_is_there(archive: Archive, scheduler: str) -> None:
    os.symlink("nowhere", "a.md")
    here = archive.lint("--no-cache", ".")
    assert "a.md: not checked" in here.err
    assert archive.lint("--engine", "dask", "--scheduler", scheduler, ".") == here
