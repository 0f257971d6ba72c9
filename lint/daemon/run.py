"""One run: in a fork of the daemon, the command runs as it would in the client's process."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from lint.daemon import limits, meeting
from lint.daemon.request import ALONE, BEGUN, ENDED, WRITTEN, Request
from lint.daemon.told import Known, Told
from lint.run import forks, notices

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_FAILED = 2


class Answered:
    """The client has its answer, or will have it at once: from now on it may go."""


class Limited:
    """A client may have more than the daemon, as a shell has set its limits: another daemon has to do it."""


class Learned(tuple[str, ...]):
    """The modules that a run has loaded, which the daemon loads for the next one."""

    __slots__ = ()


class Written(FileIO):
    """A stream of the client: once something is written to it, the run cannot be done again.

    Parameters:
        client: is told.
    """

    def __init__(self, number: int, client: socket.socket) -> None:
        super().__init__(number, "wb", closefd=False)
        self._client = client
        self._is_told = False

    def write(self, data: Buffer, /) -> int:
        """Write as a file does, and tell the client the first time."""
        if not self._is_told:
            self._is_told = True
            forks.be_expendable(is_so=False)
            with suppress(OSError):  # it has ended
                self._client.sendall(WRITTEN)
        return super().write(data)


def run(
    request: Request,
    streams: Sequence[int],
    client: socket.socket,
    daemon: Connection,
    known: Known,
    main: Callable[[None], int],
) -> None:
    """Run the command, answer the client, and tell the daemon what it learned.

    Parameters:
        streams: the client's standard streams.
        client: where the exit code goes.
        daemon: where the daemon listens.
        main: runs the command with the arguments in `sys.argv`.
    """
    loaded = set(sys.modules)
    try:
        limits.take(meeting.process(client))
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError):
            daemon.send(Limited())
        client.sendall(ALONE)
        return
    _take_place(request, streams, client)
    told = Told(known, daemon)
    notices.hear(told)
    forks.be_expendable()  # if the process ends, the client does all again
    client.sendall(BEGUN)
    code = _FAILED
    try:
        code = main(None)
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else _FAILED
    finally:
        _flush()
        with suppress(OSError):  # it is gone
            daemon.send(Answered())
        client.sendall(ENDED + bytes([code & 0xFF]))
        client.close()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    _leave()
    told.tell()
    daemon.send(Learned(sorted(name for name in set(sys.modules) - loaded if name.startswith("lint."))))


def _take_place(request: Request, streams: Sequence[int], client: socket.socket) -> None:
    """Have this process be what the client's is, as far as a command can tell."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    names = zip(("stdin", "stdout", "stderr"), request.encodings, strict=True)
    for number, (name, encoding) in enumerate(names):
        kind, _, errors = encoding.partition(":")
        opened = (
            BufferedWriter(Written(number, client))
            if number
            else BufferedReader(FileIO(number, "rb", closefd=False))
        )
        by_line = name == "stderr" or os.isatty(number)
        setattr(sys, name, TextIOWrapper(opened, encoding=kind, errors=errors, line_buffering=by_line))
    # The process that started the daemon may have ignored or blocked them, as `nohup` and shells do.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.environb.clear()
    os.environb.update(request.environment)
    time.tzset()
    tempfile.tempdir = None  # the client's environment may name another
    os.umask(request.umask)
    os.chdir(request.folder)
    sys.argv = ["lint", *map(os.fsdecode, request.arguments)]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # its reader is gone
            stream.flush()


def _leave() -> None:
    """Let go of the client's files, of which a pipe's reader may wait for the end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    os.close(nothing)
    os.chdir("/")
