"""What a run does before it begins."""

from __future__ import annotations

import socket
import sys
from multiprocessing import Pipe

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon import limits
from lint.daemon.folders import Folders
from lint.daemon.request import ALONE, own
from lint.daemon.run import Limited, run
from lint.daemon.told import Known


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
        run(own([]), [], here, told, Known(b"", folders, {}, set()), lambda _: pytest.fail("it has run"))
        assert client.recv(9) == ALONE
        assert heard.poll() == ends
        assert not ends or isinstance(heard.recv(), Limited)
    folders.close()
