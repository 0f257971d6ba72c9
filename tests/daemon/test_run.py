"""What a run does before it begins."""

from __future__ import annotations

import os
import socket
import sys
from multiprocessing import Pipe

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon import limits
from lint.daemon.folders import Folders
from lint.daemon.request import ALONE, WRITTEN, Request
from lint.daemon.run import Limited, Written, run
from lint.daemon.told import Known
from lint.run import forks


@pytest.mark.parametrize(("reason", "ends"), [(PermissionError, False), (ValueError, True)])
def test_a_client_whose_limits_it_cannot_have_is_let_alone(
    reason: type[Exception], *, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise reason

    monkeypatch.setattr(limits, "take", fail)
    folders = Folders()
    client, here = socket.socketpair()
    heard, told = Pipe()
    with client, here, heard, told:
        run(
            Request([], b"", {}, 0, []),
            [],
            here,
            told,
            Known(b"", folders, {}, set()),
            lambda _: pytest.fail("it has run"),
        )
        assert client.recv(9) == ALONE
        assert heard.poll() == ends
        assert not ends or isinstance(heard.recv(), Limited)
    folders.close()


def test_a_client_is_told_once_that_something_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[bool] = []
    monkeypatch.setattr(forks, "be_expendable", lambda *, is_so: told.append(is_so))
    client, here = socket.socketpair()
    reader, writer = os.pipe()
    with client, here, Written(writer, here) as stream:
        stream.write(b"a")
        stream.write(b"b")
        assert (client.recv(9), os.read(reader, 9), told) == (WRITTEN, b"ab", [False])
    os.close(reader)
    os.close(writer)
