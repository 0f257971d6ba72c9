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
from io import TextIOWrapper
from multiprocessing.connection import Connection

from lint.daemon import limits, meeting
from lint.daemon.request import ALONE, BEGUN, ENDED, Request
from lint.daemon.told import Known, Told
from lint.run import notices, pool

_FAILED = 2


class Answered:
    """The client has its answer, or will have it at once: from now on it may go."""


class Limited:
    """A client may have more than the daemon, as a shell has set its limits: another daemon has to do it."""


class Learned(tuple[str, ...]):
    """The modules that a run has loaded, which the daemon loads for the next one."""

    __slots__ = ()


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
    _take_place(request, streams)
    told = Told(known, daemon)
    notices.hear(told)
    pool.be_expendable()  # if the process ends, the client does all again
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


def _take_place(request: Request, streams: Sequence[int]) -> None:
    """Have this process be what the client's is, as far as a command can tell."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    names = zip(("stdin", "stdout", "stderr"), "rww", request.encodings, strict=True)
    for number, (name, mode, encoding) in enumerate(names):
        kind, _, errors = encoding.partition(":")
        opened = open(number, f"{mode}b", closefd=False)  # noqa: SIM115 - as long as the process lasts
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
