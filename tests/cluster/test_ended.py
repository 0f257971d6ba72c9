"""A worker that ends loses nothing; a file that ends workers is left out, and named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lint.cluster.attempts import attempt
from lint.cluster.clients import Cluster, cluster
from lint.run.budget import UNWATCHED
from lint.run.processes import ProcessError
from tests.conftest import Archive

_FILE = 7
# What Dask says of the last worker that had a task.
_WORKER: Any = SimpleNamespace(address="tcp://there")


def _end_at(place: str, index: int) -> None:
    """Leave what an attempt leaves whose process is killed at a file."""
    Path(f"{place}.{len(os.listdir())}").write_bytes(index.to_bytes(8, "big") if index >= 0 else b"")


@pytest.mark.parametrize(
    ("ended", "skipped"),
    [
        ([], []),
        ([_FILE], []),
        ([_FILE, 3], []),
        ([_FILE, _FILE], [_FILE]),
        ([_FILE, 3, _FILE, 3], [3, _FILE]),
        ([-1, -1], []),
    ],
)
def test_files_left_out(archive: Archive, ended: list[int], skipped: list[int]) -> None:
    place = os.path.join(archive.root, "reading-00000")
    for index in ended:
        _end_at(place, index)
    with attempt(place, UNWATCHED) as (_, found):
        assert sorted(found) == skipped


def test_what_is_noted(archive: Archive) -> None:
    place = os.path.join(archive.root, "reading-00000")

    def noted() -> list[bytes]:
        return [path.read_bytes() for path in archive.root.iterdir()]

    with attempt(place, UNWATCHED) as (watch, _):
        assert noted() == [b""]
        watch.begin(_FILE)
        watch.begin(_FILE, 100)
        assert noted() == [_FILE.to_bytes(8, "big")]
        watch.look_at(_FILE + 1)
        assert noted() == [(_FILE + 1).to_bytes(8, "big")]
        watch.rest()
        assert noted() == [b""]
    assert noted() == []


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[Cluster]:
    with cluster(scheduler, 0, str(tmp_path)) as made:
        yield made


def _ends_once(folder: str, number: int) -> int:
    """Raise what Dask says of a task whose workers have ended, the first time."""
    from distributed import KilledWorker

    try:
        Path(folder, str(number)).touch(exist_ok=False)
    except FileExistsError:
        return number * number
    raise KilledWorker(str(number), _WORKER, 3)


def _ends(_: str, number: int) -> int:
    from distributed import KilledWorker

    raise KilledWorker(str(number), _WORKER, 3)


def test_a_task_is_done_again(workers: Cluster, tmp_path: Path) -> None:
    assert sorted(workers.each(_ends_once, range(3), str(tmp_path))) == [(0, 0), (1, 1), (2, 4)]


def test_workers_that_end_again_and_again(workers: Cluster) -> None:
    with pytest.raises(ProcessError, match="again and again"):
        list(workers.each(_ends, [1], ""))


def test_a_file_that_ended_two_workers(
    shared: Archive, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_marks(place: str, watch: object) -> object:
        if place.endswith(("reading-00000", "judging-00000")):
            for at in range(2):
                Path(f"{place}.{at}").write_bytes(b"\0" * 8)
        return attempt(place, UNWATCHED)

    monkeypatch.setattr("lint.cluster.tasks.attempt", with_marks)
    result = shared.lint("--engine", "dask", "--scheduler", scheduler, ".")
    assert "_posts/2021-05-03-p0.md: not checked: it ended two workers" in result.err
    assert "_posts/2021-05-03-p1.md" in result.out
    assert result.code == 2


def _workers(process: int) -> list[int]:
    """Return the processes of a local cluster that do tasks; threads start them."""
    lists = (path.read_text().split() for path in Path(f"/proc/{process}/task").glob("*/children"))
    with suppress(OSError):  # one has ended
        children = [int(child) for some in lists for child in some]
        return [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return []


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are found in /proc")
def test_a_worker_is_killed(shared: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = Path("_posts/2021-05-03-p1.md").read_text("utf-8")
    for number in range(300):
        shared.write(f"_posts/2022-05-03-q{number}.md", text + f"\nRain {number} [a](/b{number}/) http://\n")
    arguments = ["--output-format", "jsonl", "--output-file"]
    here = shared.command("--no-cache", *arguments, "../here.jsonl", ".")
    scratch = tmp_path_factory.mktemp("scratch")
    command = [sys.executable, "-m", "lint", "--engine", "dask", "--jobs", "2", "--scratch", str(scratch)]
    killed = None
    with subprocess.Popen([*command, *arguments, "../there.jsonl", "."], stderr=subprocess.PIPE) as run:
        while run.poll() is None and killed is None:
            if list(scratch.glob("*/reading-*")):
                killed = next(iter(_workers(run.pid)), None)
            time.sleep(0.01)
        if killed is not None:
            os.kill(killed, signal.SIGKILL)
        _, err = run.communicate()
    assert killed is not None
    assert (run.returncode, err.decode()) == (here.code, here.err)
    assert Path("../there.jsonl").read_bytes() == Path("../here.jsonl").read_bytes()
    assert list(scratch.iterdir()) == []
