"""Processes that lint chunks of files."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from lint.primitives import interrupts
from lint.primitives.errors import UserError
from lint.run.chunk import Chunk, ChunkResult


class ProcessError(UserError):
    """A process that lints was killed."""


class Failure(NamedTuple):
    """What was raised while a chunk was linted, and cannot be said to the user; exceptions may not pickle."""

    traceback: str


class Processes:
    """Forks of this process, each with a pipe of its own, and as many threads that wait for them.

    The standard library's executors share one pipe: when a process is killed while it writes to it, they
    wait for the rest for ever. Here the pipe ends with its process.

    Parameters:
        lint: gives what comes of a chunk; it is taken along by the fork.
        count: how many processes.

    Raises:
        OSError: when the system gives no process or pipe more; those that there were have ended.
    """

    def __init__(self, lint: Callable[[Chunk], ChunkResult], count: int) -> None:
        context = multiprocessing.get_context("fork")
        self._pipes: list[Connection] = []
        self._processes = []
        self._threads = ThreadPoolExecutor(count)
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        try:
            with interrupts.held():
                for _ in range(count):
                    here, there = context.Pipe()
                    self._pipes.append(here)
                    process = context.Process(target=_serve, args=(lint, there, self._pipes), daemon=True)
                    process.start()
                    self._processes.append(process)
                    there.close()
        except OSError:
            self.end()
            raise
        for pipe in self._pipes:
            self._idle.put(pipe)

    def submit(self, chunk: Chunk) -> Future[ChunkResult]:
        """Have a chunk linted, after those before it.

        Raises:
            ProcessError: by the future, when the process is killed.
        """
        return self._threads.submit(self._ask, chunk)

    def end(self) -> None:
        """Let each process end after the chunk that it is at."""
        self._threads.shutdown(cancel_futures=True)
        for pipe in self._pipes:
            with suppress(OSError):  # it was killed
                _send(pipe, None)
            pipe.close()
        for process in self._processes:
            process.join()

    def _ask(self, chunk: Chunk) -> ChunkResult:
        pipe = self._idle.get()
        try:
            _send(pipe, chunk)
            answer: ChunkResult | UserError | Failure = _receive(pipe)
        except (EOFError, OSError) as error:
            raise ProcessError(
                "a process that lints was killed, perhaps for want of memory: fewer are started by --jobs"
            ) from error
        finally:
            self._idle.put(pipe)
        if isinstance(answer, ChunkResult):
            return answer
        if isinstance(answer, UserError):
            raise answer
        raise RuntimeError(f"in a process that lints:\n{answer.traceback}")


def _serve(lint: Callable[[Chunk], ChunkResult], pipe: Connection, of_main: Sequence[Connection]) -> None:
    """Lint what is asked for until the main process says that it is enough, or ends."""
    for other in of_main:
        other.close()
    with suppress(RuntimeError):  # where the system gives no thread more, it ends after its chunk
        Thread(target=_end_with_main, daemon=True).start()
    with suppress(EOFError, OSError):
        while (chunk := _receive(pipe)) is not None:
            _send(pipe, _answer(lint, chunk))


# A connection's own `send` writes from a view of a buffer. When the pipe breaks, the error keeps both, and
# Python 3.13 complains on standard error where it clears the buffer first. Bytes need no view.
def _send(pipe: Connection, message: object) -> None:
    pipe.send_bytes(pickle.dumps(message))


def _receive(pipe: Connection) -> Any:  # noqa: ANN401 - whatever was sent
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a fork of this process


def _answer(lint: Callable[[Chunk], ChunkResult], chunk: Chunk) -> ChunkResult | UserError | Failure:
    try:
        return lint(chunk)
    except UserError as error:
        return UserError(str(error))  # one of a plug-in's own may not be what pickle expects
    except BaseException:  # noqa: BLE001 - the main process raises it
        return Failure(traceback.format_exc())


def _end_with_main() -> None:
    """End this process when the main one has ended, in the midst of a chunk as well."""
    main = multiprocessing.parent_process()
    if main is not None:
        connection.wait([main.sentinel])
        os._exit(1)
