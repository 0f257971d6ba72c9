"""Runs of several processes, and what happens to them: interrupts, kills, closed pipes, full disks."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lint import Config
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UserError
from lint.report import ReportOptions, load
from lint.run import pool
from lint.run.budget import Watch
from lint.run.chunk import Chunk, ChunkResult
from lint.run.options import RunOptions
from lint.run.processes import Processes
from lint.run.run import run
from tests.conftest import GOOD, Archive

BAD = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")
# Seconds: only what waits forever takes that long, however busy the machine.
FOREVER = 600


def started(archive: Archive) -> "subprocess.Popen[bytes]":
    """Start a run of two processes over many posts, and wait until it writes."""
    for number in range(3000):
        archive.write(f"_posts/2021-05-03-{number}.md", BAD)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "lint",
            "--isolated",
            "--no-cache",
            "--no-index",
            "--jobs",
            "2",
            "--output-format",
            "jsonl",
        ],
        cwd=archive.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Measuring coverage saves its data when the process ends, which an interrupt would break.
        env={key: value for key, value in os.environ.items() if not key.startswith("COV")},
    )
    assert process.stdout is not None
    process.stdout.readline()  # it cannot end now: the pipe does not hold the rest
    return process


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.slow
def test_a_broken_pipe_prints_no_traceback(archive: Archive) -> None:
    for number in range(1500):  # more text than the pipe and the reader's buffer hold
        archive.write(f"_posts/2021-05-03-{number}.md", BAD)
    with subprocess.Popen(
        [sys.executable, "-m", "lint", "--jobs", "2"],
        cwd=archive.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(10)
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 2


def test_ctrl_c_is_130_without_traceback(archive: Archive) -> None:
    with started(archive) as process:
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=FOREVER)
    assert (process.returncode, err) == (130, b"lint: interrupted\n")


def test_a_second_ctrl_c_does_not_wait(archive: Archive) -> None:
    with started(archive) as process:
        for _ in range(2):
            os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.02)
        _, err = process.communicate(timeout=FOREVER)
    assert (process.returncode, err) == (130, b"lint: interrupted\n")


@pytest.mark.slow
def test_ctrl_c_that_is_ignored_stays_ignored(archive: Archive) -> None:
    """As in a command started by `nohup`, or in a script with `&`."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = started(archive)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout is not None
        assert process.stderr is not None
        lines, err = process.stdout.readlines(), process.stderr.read()
    assert (process.returncode, err) == (1, b"")
    assert len(lines) == 2999  # the first was read


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="only Linux lists children")
def test_processes_end_with_the_main_one(archive: Archive) -> None:
    with started(archive) as process:
        workers = children(process.pid)
        assert len(workers) == 2
        process.kill()
    forever = time.monotonic() + FOREVER
    while time.monotonic() < forever:
        if not any(os.path.exists(f"/proc/{worker}/exe") for worker in workers):
            return
        time.sleep(0.05)
    pytest.fail("the workers outlive the main process")


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="only Linux lists children")
@pytest.mark.parametrize("number", [0, 1])
def test_a_process_that_is_killed_costs_one_post(archive: Archive, number: int) -> None:
    with started(archive) as process:
        os.kill(children(process.pid)[number], signal.SIGKILL)
        assert process.stdout is not None
        assert process.stderr is not None
        lines, named = process.stdout.readlines(), process.stderr.read().decode().splitlines()
    assert all(re.match(r"lint: _posts/\S+\.md: not checked: .* was killed", line) for line in named)
    assert len(named) <= 1  # none if it was killed between two posts
    assert process.returncode == (2 if named else 1)
    assert len(lines) == 2999 - len(named)  # the first was read


TWO_RUNS = """
import os, sys, threading
from lint.cli.main import main
runs = [
    threading.Thread(target=main, args=(["--isolated", "--no-cache", "--jobs", "2", "--output-file", os.devnull],))
    for _ in range(4)
]
for run in runs:
    run.start()
for run in runs:
    run.join()
"""


@pytest.mark.slow
def test_runs_at_once_in_one_program_do_not_wait_for_each_other(archive: Archive) -> None:
    for number in range(300):
        archive.write(f"_posts/2021-05-03-{number}.md", BAD)
    result = subprocess.run([sys.executable, "-c", TWO_RUNS], cwd=archive.root, timeout=FOREVER, check=False)
    assert result.returncode == 0


def test_without_more_processes_the_main_one_lints_everything(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        archive.write(f"_posts/2021-05-03-{number}.md", BAD)
    expected = archive.lint("--no-cache", "--jobs", "1", ".")

    def refuse(_: object) -> None:
        raise BlockingIOError("fork: no more processes")

    monkeypatch.setattr("multiprocessing.context.ForkProcess.start", refuse)
    assert archive.lint("--no-cache", "--jobs", "2", ".") == expected


class OddError(UserError):
    """A plug-in may have one like this: pickle cannot restore it."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")


@pytest.mark.parametrize(
    ("raised", "expected", "message"),
    [
        (OddError("rain", "wet"), UserError, "^rain: wet$"),
        (ValueError("it rained"), RuntimeError, "in a linting process: ValueError: it rained"),
        (SystemExit(3), RuntimeError, "SystemExit: 3"),
    ],
)
def test_what_a_process_raises_is_raised_again(
    raised: BaseException, expected: type[Exception], message: str
) -> None:
    def fail(_chunk: Chunk, _watch: Watch) -> ChunkResult:
        raise raised

    processes = Processes(fail, 2)
    try:
        with pytest.raises(expected, match=message):
            processes.result(processes.submit(Chunk(slice(0, 1), None, {})))
    finally:
        processes.end()


def test_the_first_findings_appear_before_the_next_posts_are_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        archive.write(f"_posts/2021-05-03-{number:03}.md", GOOD.replace("Rain over", "Rain  over"))
    written: list[str] = []
    seen_before_next: list[int] = []
    real = pool.results

    def watched(*arguments: Any) -> Iterator[ChunkResult]:
        for result in real(*arguments):
            seen_before_next.append(len(written))
            yield result

    monkeypatch.setattr(pool, "results", watched)
    configs = ConfigCache(Config(root=str(archive.root)))
    options = RunOptions([load("jsonl", ReportOptions())], jobs=1)
    run(find(["_posts"], configs).targets, configs, options, [written.append])
    # Begun, and then one piece after the other.
    assert seen_before_next == [0, 2, 3, 4]


def test_a_full_disk_is_an_error_without_traceback(archive: Archive) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no device that is always full")
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("Rain over", "Rain  over"))
    for arguments in (["_posts"], ["rules"], ["--output-format", "json:/dev/full", "_posts"]):
        with open("/dev/full", "wb") as full:
            run = subprocess.run(
                [sys.executable, "-m", "lint", *arguments],
                cwd=archive.root,
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert run.returncode == 2
        assert f"cannot be written: {os.strerror(errno.ENOSPC)}" in run.stderr.decode()
        assert b"Traceback" not in run.stderr


def test_standard_output_by_its_name_loses_nothing(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-x.md", GOOD.replace("Rain over", "Rain  over"))
    log = archive.root / "log"
    log.write_bytes(b"precious\n")
    command = [sys.executable, "-m", "lint", "--isolated", "--output-format", "concise:/dev/stdout", "_posts"]
    with log.open("ab") as out:
        subprocess.run(command, cwd=archive.root, stdout=out, check=False)
    assert log.read_bytes().startswith(b"precious\n_posts/2021-05-03-x.md:3:13: FMT008")
    both = [*command, "--output-format", "text"]
    with log.open("ab") as out:
        run = subprocess.run(both, cwd=archive.root, stdout=out, stderr=subprocess.PIPE, check=False)
    assert (run.returncode, b"two reports go to standard output" in run.stderr) == (2, True)
