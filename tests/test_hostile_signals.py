"""However a run ends, it leaves no temporary file, or one that the next run removes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from lint.primitives.rewrite import sweep
from tests.conftest import GOOD, Archive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="it has neither these signals nor these files"),
]
OLD = b"old\n"

SLOW = """
import os, signal, sys, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
real = os.fsync
def slow(handle):
    time.sleep(60)
os.fsync = slow
from lint.cli.main import main
sys.argv[1:] = {arguments!r}
sys.exit(main())
"""


@contextmanager
def stopped_while_writing(archive: Archive, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command until a file is on its way to the disk, which takes long."""
    program = SLOW.format(arguments=list(arguments))
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=archive.root, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while not temporary_files(archive):
            assert process.poll() is None
            time.sleep(0.01)
        try:
            yield process
        finally:
            with_group(process, signal.SIGKILL)


def with_group(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def temporary_files(archive: Archive) -> list[Path]:
    return list(archive.root.rglob(".archive-lint-*"))


def gone(archive: Archive) -> bool:
    deadline = time.monotonic() + 30  # only a failure takes so long
    while temporary_files(archive) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not temporary_files(archive)


def many_posts(archive: Archive) -> None:
    for number in range(130):
        archive.write(f"_posts/2021-05-03-{number}.md", GOOD.replace("Rain over", f"  Rain {number} over"))


COMMANDS = {
    "fix": ("--fix", "--isolated", "--jobs", "1", "_posts"),
    "fix in processes": ("--fix", "--isolated", "--jobs", "2", "_posts"),
    "report": ("--isolated", "--no-cache", "--output-format", "json:report.json", "_posts"),
    "database": ("--isolated", "--no-cache", "--output-format", "sqlite:report.db", "_posts"),
    "parquet": ("--isolated", "--no-cache", "--output-format", "parquet:report.parquet", "_posts"),
    "baseline": ("baseline", "--isolated", "_posts"),
    "links": ("links", "--isolated", "--output-file", "links.jsonl", "_posts"),
    "stats": ("stats", "--isolated", "--output-file", "numbers.txt", "_posts"),
}
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name != "nt" else ()


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_signal_leaves_no_temporary_file(archive: Archive, name: str, number: signal.Signals) -> None:
    many_posts(archive)
    with stopped_while_writing(archive, *COMMANDS[name]) as process:
        process.send_signal(number)
        if name in ("fix", "fix in processes"):  # it waits for them; the second signal does not
            time.sleep(0.1)
            while process.poll() is None:
                process.send_signal(number)
                time.sleep(0.05)
        assert process.wait() == 128 + number
        assert process.stderr is not None
        assert process.stderr.read() == b"lint: interrupted\n"
        assert gone(archive)
    for path in archive.root.glob("_posts/*"):
        assert path.read_bytes() == GOOD.replace("Rain over", f"  Rain {path.stem[11:]} over").encode()
    assert not list(archive.root.glob("report.*"))


@pytest.mark.parametrize("name", ["fix in processes"])
def test_processes_whose_main_one_is_killed_leave_none(archive: Archive, name: str) -> None:
    many_posts(archive)
    with stopped_while_writing(archive, *COMMANDS[name]) as process:
        process.kill()
        assert gone(archive)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "fix in processes"])
def test_the_next_run_removes_what_a_killed_one_left(archive: Archive, name: str) -> None:
    many_posts(archive)
    with stopped_while_writing(archive, *COMMANDS[name]) as process:
        with_group(process, signal.SIGKILL)
        process.wait()
    assert temporary_files(archive)
    archive.lint(*COMMANDS[name])
    assert temporary_files(archive) == []


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    program = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from lint.primitives import interrupts;"
        "interrupts.handle(); assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN;"
        "assert signal.getsignal(signal.SIGTERM) not in (signal.SIG_IGN, signal.SIG_DFL)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_sweep_does_not_wait_for_what_has_the_name_of_a_temporary_file(tmp_path: Path) -> None:
    name = tmp_path / ".archive-lint-abcd_123.new"
    os.mkfifo(name)
    sweep(str(tmp_path))
    name.unlink()
    (tmp_path / "letter").write_bytes(OLD)
    name.symlink_to("letter")
    sweep(str(tmp_path))
    assert (tmp_path / "letter").read_bytes() == OLD
    assert name.is_symlink()
