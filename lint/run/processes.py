"""Processes that lint chunks of files."""

import multiprocessing
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Any

from lint.primitives import interrupts
from lint.primitives.defects import cause_of, frames_of
from lint.primitives.errors import UserError
from lint.run.chunk import Chunk, ChunkResult


class ProcessError(UserError):
    """A linting process was killed."""


class Processes:
    """Forks of this process, each with its own pipe, and as many threads that wait for them.

    The executors of the standard library share one pipe: if a process is killed while it writes to the pipe,
    they wait forever for the rest. Here a pipe ends with its process.

    Parameters:
        lint: lints a chunk; the forks inherit it.
        count: how many processes.

    Raises:
        OSError: when the system has no more processes or pipes; the processes already started are ended.
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
        """Queue a chunk; the future raises ProcessError if its process is killed."""
        return self._threads.submit(self._ask, chunk)

    def end(self) -> None:
        """End each process once it has finished its chunk."""
        self._threads.shutdown(cancel_futures=True)
        for pipe in self._pipes:
            with suppress(OSError):  # the process was killed
                _send(pipe, None)
            pipe.close()
        for process in self._processes:
            process.join()

    def _ask(self, chunk: Chunk) -> ChunkResult:
        pipe = self._idle.get()
        try:
            _send(pipe, chunk)
            answer: ChunkResult | UserError | str = _receive(pipe)
        except (EOFError, OSError) as error:
            raise ProcessError(
                "a linting process was killed; if it ran out of memory, use fewer processes with --jobs"
            ) from error
        finally:
            self._idle.put(pipe)
        if isinstance(answer, ChunkResult):
            return answer
        if isinstance(answer, UserError):
            raise answer
        cause, *frames = answer.splitlines()
        failure = RuntimeError(f"in a linting process:\n{cause}")
        failure.__notes__ = frames
        raise failure


def _serve(lint: Callable[[Chunk], ChunkResult], pipe: Connection, of_main: Sequence[Connection]) -> None:
    """Lint chunks until the main process sends `None`, or ends."""
    for other in of_main:
        other.close()
    with suppress(RuntimeError):  # if the system has no more threads, this process ends after its chunk
        Thread(target=_end_with_main, daemon=True).start()
    with suppress(EOFError, OSError):
        while (chunk := _receive(pipe)) is not None:
            _send(pipe, _answer(lint, chunk))


# A connection's own `send` writes from a view of a buffer. When the pipe breaks, the error keeps both alive,
# and Python 3.13 prints an error if it clears the buffer first. Bytes need no view.
def _send(pipe: Connection, message: object) -> None:
    pipe.send_bytes(pickle.dumps(message))


def _receive(pipe: Connection) -> Any:  # noqa: ANN401 - whatever was sent
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a fork of this process


def _answer(lint: Callable[[Chunk], ChunkResult], chunk: Chunk) -> ChunkResult | UserError | str:
    """Return the result, or what was raised: other exceptions as text, since they may not pickle."""
    try:
        return lint(chunk)
    except UserError as error:
        return UserError(str(error))  # a plug-in's subclass may not pickle
    except BaseException as error:  # noqa: BLE001 - the main process raises it
        return "\n".join((cause_of(error), *frames_of(error)))


def _end_with_main() -> None:
    """End this process as soon as the main one has ended."""
    main = multiprocessing.parent_process()
    if main is not None:
        connection.wait([main.sentinel])
        os._exit(1)
