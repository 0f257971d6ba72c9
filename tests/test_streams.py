"""Standard streams that are closed, full, or take few bytes at a time."""

import errno
import io
import os
import subprocess
import sys

import pytest

from lint.cli.output import write_all
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-x.md"


class Slow(io.RawIOBase):
    """Takes three bytes at a time, as an unbuffered stream may, and none when it is full."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int | None:
        piece = bytes(data)[: min(3, self.room - len(self.taken))]  # type: ignore[call-overload]  # a buffer
        self.taken += piece
        return len(piece) or None


def test_everything_is_written_to_a_slow_stream() -> None:
    slow = Slow(100)
    write_all(slow, b"It rained over the harbour.")  # type: ignore[arg-type]  # it has all that is needed
    assert slow.taken == b"It rained over the harbour."


def test_an_incomplete_write_is_an_error() -> None:
    with pytest.raises(BlockingIOError):
        write_all(Slow(10), b"It rained over the harbour.")  # type: ignore[arg-type]  # as above


@pytest.mark.skipif(os.name == "nt", reason="it has no sh")
@pytest.mark.parametrize(
    ("closing", "code"),
    [
        (f"{POST} >&-", 1),
        (f"{POST} 2>&-", 1),
        ("nowhere 2>&-", 2),
        ("- <&-", 0),
        (f"--output-format json:report.json {POST} >&-", 1),
    ],
)
def test_a_closed_stream_is_not_a_traceback(archive: Archive, closing: str, code: int) -> None:
    archive.write(POST, GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    command = f'"{sys.executable}" -m lint --isolated --select DTE {closing}'
    result = subprocess.run(["sh", "-c", command], cwd=archive.root, capture_output=True, check=False)
    assert (result.returncode, b"Traceback" in result.stderr) == (code, False)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize("option", ["--show-settings", "--profile"])
def test_output_that_cannot_be_written_is_an_error(archive: Archive, option: str) -> None:
    archive.write(POST)
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "lint", option, "_posts"]
        result = subprocess.run(command, cwd=archive.root, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    reason = os.strerror(errno.ENOSPC)
    assert result.stderr.decode() == f"lint: standard output: cannot be written: {reason}\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="as above")
def test_an_error_whose_message_cannot_be_written_is_still_an_error(archive: Archive) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "lint", "nowhere"]
        result = subprocess.run(command, cwd=archive.root, stderr=full, check=False)
    assert result.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be deleted")
def test_a_deleted_working_folder_is_an_error(archive: Archive) -> None:
    os.mkdir("gone")
    command = f'cd gone && rmdir ../gone && "{sys.executable}" -m lint'
    result = subprocess.run(["sh", "-c", command], cwd=archive.root, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (2, b"lint: the current folder no longer exists\n")
