"""A signal to the client is one to its run."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon import signals


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    here, there = socket.socketpair()
    with here, there:
        there.settimeout(5)
        yield here, there


def test_the_first_is_passed_on_and_the_second_ends_the_client(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    before = signal.getsignal(signal.SIGTERM)
    with signals.PassedOn(pair[0]) as passed:
        os.kill(os.getpid(), signal.SIGTERM)
        assert (pair[1].recv(9), passed.first, ended) == (bytes([signal.SIGTERM]), signal.SIGTERM, [])
        os.kill(os.getpid(), signal.SIGINT)
        assert (pair[1].recv(9), ended) == (bytes([signal.SIGINT]), [128 + signal.SIGTERM])
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_is_ignored_stays_ignored(pair: tuple[socket.socket, socket.socket]) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals.PassedOn(pair[0]) as passed:
            os.kill(os.getpid(), signal.SIGHUP)
        assert passed.first == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_both_stop_and_go_on(
    pair: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    with signals.PassedOn(pair[0]):
        kill = os.kill
        monkeypatch.setattr(os, "kill", lambda _, number: sent.append(number))
        kill(os.getpid(), signal.SIGTSTP)
    assert (sent, pair[1].recv(9)) == ([signal.SIGSTOP], bytes([signal.SIGSTOP, signal.SIGCONT]))


def test_a_run_that_has_ended_is_told_nothing(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[1].close()
    with signals.PassedOn(pair[0]) as passed:
        os.kill(os.getpid(), signal.SIGTERM)
    assert passed.first == signal.SIGTERM
