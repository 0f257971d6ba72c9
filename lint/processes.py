"""Processes that lint chunks of files."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING

from lint import interrupts
from lint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from multiprocessing.connection import Connection

    from lint.plan import Chunk, Part


class ProcessError(UserError):
    """A process that lints was killed."""


class Processes:
    """Forks of this process, each with a pipe of its own, and as many threads that wait for them.

    The standard library's executors share one pipe: when a process is killed while it writes to it, they
    wait for the rest for ever. Here the pipe ends with its process, at either side.

    Parameters:
        lint: gives what comes of a chunk; it is taken along by the fork.
        count: how many processes.
    """

    def __init__(self, lint: Callable[[Chunk], Part], count: int) -> None:
        context = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._processes = []
        with interrupts.kept_from_children():
            for _ in range(count):
                here, there = context.Pipe()
                self._pipes.append(here)
                process = context.Process(target=_serve, args=(lint, there, self._pipes), daemon=True)
                process.start()
                self._processes.append(process)
                there.close()
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        for pipe in self._pipes:
            self._idle.put(pipe)
        self._threads = ThreadPoolExecutor(count)

    def submit(self, chunk: Chunk) -> Future[Part]:
        """Have a chunk linted, after those before it.

        Raises:
            ProcessError: by the future, when the process is killed.
        """
        return self._threads.submit(self._ask, chunk)

    def end(self) -> None:
        """Let each process end after the chunk that it is at."""
        self._threads.shutdown(cancel_futures=True)
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join()

    def _ask(self, chunk: Chunk) -> Part:
        pipe = self._idle.get()
        try:
            pipe.send(chunk)
            answer: Part | Exception = pipe.recv()
        except (EOFError, OSError) as error:
            raise ProcessError(
                "a process that lints was killed, perhaps for want of memory: fewer are started by --jobs"
            ) from error
        finally:
            self._idle.put(pipe)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _serve(lint: Callable[[Chunk], Part], pipe: Connection, of_main: Sequence[Connection]) -> None:
    """Lint what is asked for until the main process closes its end, or ends."""
    for other in of_main:  # which would not end with it as long as there is one here
        other.close()
    try:
        while True:
            pipe.send(_answer(lint, pipe.recv()))
    except (EOFError, OSError):
        pass


def _answer(lint: Callable[[Chunk], Part], chunk: Chunk) -> Part | Exception:
    try:
        return lint(chunk)
    except Exception as error:  # noqa: BLE001 - the main process raises it
        return error
