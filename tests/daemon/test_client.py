"""The client before a run has begun."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint import __main__ as command
from lint.daemon import client, meeting, starting
from lint.daemon.request import BEGUN, ENDED, READY, WRITTEN, Request


def test_ctrl_c_is_said_as_ever(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(client, "answered", interrupted)
    monkeypatch.setattr(sys, "argv", ["lint", "--daemon"])
    assert (command.main(), capsys.readouterr().err) == (130, "lint: interrupted\n")


def test_without_a_daemon_the_command_runs_here_and_one_is_started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[bool] = []
    monkeypatch.setattr(client, "answered", lambda _: None)
    monkeypatch.setattr(starting, "start", lambda: started.append(True))
    monkeypatch.setattr("lint.cli.main.main", lambda: 7)
    monkeypatch.setattr(sys, "argv", ["lint", "--daemon"])
    assert (command.main(), started) == (7, [True])
    monkeypatch.setattr(sys, "argv", ["lint"])
    assert (command.main(), started) == (7, [True])
    assert capsys.readouterr().err == ""


def test_a_name_of_this_process_is_not_for_another() -> None:
    assert client.answered(["--daemon", "--output-file", "/dev/fd/3"]) is None


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], None]]:
    """A daemon that says something once it has begun, and is gone."""
    here, there = socket.socketpair()
    monkeypatch.setattr(meeting, "connected", lambda _: here)
    monkeypatch.setattr(client, "own", lambda _: Request([], b"", {}, 0, []))

    def say(said: bytes) -> None:
        there.sendall(READY + BEGUN + said)
        there.shutdown(socket.SHUT_WR)

    with there:
        yield say


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (b"", None),
        (ENDED + b"\1", 1),
        (WRITTEN + WRITTEN + ENDED + b"\0", 0),
        (ENDED, None),
    ],
)
def test_the_exit_code_is_that_of_the_run(
    said: bytes, expected: int | None, says: Callable[[bytes], None]
) -> None:
    says(said)
    assert client.answered([]) == expected


def test_what_has_written_something_is_not_done_again(
    says: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The report would have its beginning twice."""
    says(WRITTEN)
    monkeypatch.setattr(sys, "argv", ["lint", "--daemon"])
    assert command.main() == 2
    assert "not complete" in capsys.readouterr().err
