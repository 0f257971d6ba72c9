"""The daemon: answers clients, each with a fork of itself, until nobody has asked for a while."""

from __future__ import annotations

import gc
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NamedTuple

from lint.daemon import meeting, starting
from lint.daemon.code import Code
from lint.daemon.folders import Folders
from lint.daemon.listening import listener, received
from lint.daemon.request import ALONE, READY, Request
from lint.daemon.run import Answered, Learned, Limited, run
from lint.daemon.told import Known, Looked, Watch, Watched, note
from lint.daemon.warming import warm_up
from lint.primitives.patterns import compile_all

# In seconds: how long a client may take to ask, and when to look whether the socket is still there.
_PATIENCE, _LOOK = 2.0, 60.0


class _Running(NamedTuple):
    """A run: its process, which is the first of its group; its client; and the way it asks the daemon."""

    process: int
    client: socket.socket
    pipe: Connection


class Daemon:
    """Runs the command for clients.

    Parameters:
        main: runs the command with these arguments, or those in `sys.argv`; returns the exit code.

    Raises:
        OSError: when it cannot listen, or the system tells of no folders.
    """

    def __init__(self, main: Callable[[Sequence[str] | None], int]) -> None:
        self._main = main
        self._code = Code()
        self._known = Known(self._code.times, Folders(), {}, set())
        self._runs: dict[int, _Running] = {}
        # The runs whose clients have their answer.
        self._answered: set[int] = set()
        self._is_limited = False
        self._selector = selectors.DefaultSelector()
        self._listener = listener()
        self._inode = meeting.inode()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._known.folders, selectors.EVENT_READ)
        warm_up(main)
        self._learn(())
        # Given up for a client that the system has no descriptor for, so that it need not wait.
        self._spare = os.open(os.devnull, os.O_RDONLY)
        starting.succeeded()

    def serve(self, idle: float) -> None:
        """Answer clients until nobody has asked for some time, or a file of the program has changed.

        Parameters:
            idle: the time, in seconds.
        """
        last = time.monotonic()
        while self._runs or (time.monotonic() < last + idle and self._can_be_found()):
            for key, _ in self._selector.select(min(idle, _LOOK)):
                if key.fileobj is self._listener:
                    last = time.monotonic()
                    self._answer()
                elif key.fileobj is self._known.folders:
                    self._known.folders.changed()
                elif key.fileobj is key.data.client:
                    self._hear_client(key.data)
                else:
                    self._hear(key.data)
            if (self._is_limited or self._code.has_changed()) and not self._runs:
                return

    def _can_be_found(self) -> bool:
        """Return whether clients find the socket: its folder may have been deleted."""
        return meeting.inode() == self._inode

    def close(self) -> None:
        """End what still runs, and listen no more."""
        for each in self._runs.values():
            _signal(each, signal.SIGTERM)
        self._listener.close()

    def _answer(self) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError:  # too many files are open
            self._refuse()
            return
        client.settimeout(_PATIENCE)
        try:
            if not meeting.is_own(client):
                raise PermissionError
            client.sendall(READY)
            asked, streams = received(client)
        except (OSError, ValueError):
            client.close()
            return
        try:
            if self._code.has_changed():
                raise BlockingIOError
            client.settimeout(None)
            self._start(asked, streams, client)
        except OSError:  # the system has no more processes or pipes, or the client is gone
            with suppress(OSError):
                client.sendall(ALONE)
            client.close()
        finally:
            for each in streams:
                os.close(each)

    def _refuse(self) -> None:
        """Close a client's connection, so that it does not wait."""
        os.close(self._spare)
        with suppress(OSError):
            self._listener.accept()[0].close()
        self._spare = os.open(os.devnull, os.O_RDONLY)

    def _start(self, asked: Request, streams: list[int], client: socket.socket) -> None:
        self._known.folders.changed()
        here, there = Pipe()
        process = os.fork()
        if not process:
            code = 1
            try:
                os.setpgid(0, 0)
                here.close()
                self._selector.close()
                self._listener.close()
                for each in self._runs.values():
                    each.client.close()
                    each.pipe.close()
                run(asked, streams, client, there, self._known, self._main)
                code = 0
            finally:
                os._exit(code)
        there.close()
        running = self._runs[process] = _Running(process, client, here)
        self._selector.register(client, selectors.EVENT_READ, running)
        self._selector.register(here, selectors.EVENT_READ, running)

    def _hear(self, running: _Running) -> None:
        """Hear what a run tells or asks."""
        if running.process not in self._runs:
            return
        try:
            said = running.pipe.recv()
        except (EOFError, OSError):
            self._end(running)
            return
        if isinstance(said, Answered):
            self._answered.add(running.process)
        elif isinstance(said, Limited):
            self._is_limited = True
        elif isinstance(said, Watch):
            self._known.folders.changed()
            self._known.folders.watch(said.folders)
            with suppress(OSError):
                running.pipe.send(Watched(self._known.folders.now, self._known.folders.since(said.since)))
        elif isinstance(said, Looked):
            note(self._known, said)
        elif isinstance(said, Learned) and said:
            self._learn(said)

    def _hear_client(self, running: _Running) -> None:
        """Pass a client's signal on; one that is gone before it has its answer ends its run."""
        if running.process not in self._runs:
            return
        try:
            number = running.client.recv(1)
        except OSError:
            number = b""
        if not number:
            self._selector.unregister(running.client)
            while running.process in self._runs and running.pipe.poll():
                self._hear(running)
        if running.process in self._runs and running.process not in self._answered:
            _signal(running, number[0] if number else signal.SIGTERM)

    def _end(self, running: _Running) -> None:
        del self._runs[running.process]
        self._answered.discard(running.process)
        with suppress(KeyError):  # it was gone before
            self._selector.unregister(running.client)
        self._selector.unregister(running.pipe)
        running.client.close()
        running.pipe.close()
        with suppress(ChildProcessError):
            os.waitpid(running.process, 0)

    def _learn(self, modules: tuple[str, ...]) -> None:
        """Load modules for the next run, and watch where the program's files are."""
        for name in modules:
            with suppress(ImportError):
                import_module(name)
        compile_all()
        self._code.watch()
        gc.collect()
        gc.freeze()  # a fork copies what the collector looks at


def _signal(running: _Running, number: int) -> None:
    """Send a signal to a run and its processes; what has been stopped goes on, to end."""
    with suppress(OSError):
        os.killpg(running.process, number)
        if number == signal.SIGTERM:
            os.killpg(running.process, signal.SIGCONT)
