"""One process that works on chunks of files, and what is said of a file that ended it."""

import fcntl
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from lint.primitives import interrupts
from lint.primitives.defects import cause_of, frames_of
from lint.primitives.errors import UserError
from lint.run.budget import Budget, Watch, Watched
from lint.run.chunk import Chunk

# An exit code that nothing else uses.
_OUT_OF_MEMORY = 94
# How many bytes a pipe holds, where the system lets us say so. That is the answers to some four chunks, so
# that a worker goes on for a third of a second while the main process does something else.
_HELD = 1 << 20
# Workers leave the processor to the main process, which stores and writes what all of them find; as one of
# three on two processors, it would be what they wait for.
_AFTER_MAIN = 5
# What a pipe of any system holds.
_LEAST_HELD = 4096

# Works on a chunk, and returns what can be pickled.
Work = Callable[[Chunk, Watch], Any]


class Raised:
    """What a worker answers if its work raised an exception.

    Parameters:
        error: the exception, or what it says: others may not pickle.
        frames: the places that it passed.
    """

    def __init__(self, error: UserError | str, frames: Sequence[str] = ()) -> None:
        self._error = error
        self._frames = frames

    def again(self) -> None:
        """Raise it in this process."""
        if isinstance(self._error, UserError):
            raise self._error
        raised = RuntimeError(f"in a linting process: {self._error}")
        for frame in self._frames:
            raised.add_note(frame)
        raise raised


class Worker:
    """A fork of this process, with a pipe to it and one from it.

    The executors of the standard library share one pipe: if a process is killed while it writes to the pipe,
    they wait forever for the rest. Here a pipe ends with its process.

    Parameters:
        work: what it does with a chunk; the fork inherits it.
        budget: the time that a file may take.
        others: ends of pipes to and from other forks, which this one closes.

    Attributes:
        answers: the pipe from it.
        ends: this process's ends of both pipes.
        room: how many bytes can be sent without waiting for it to read them.

    Raises:
        OSError: when the system has no more processes or pipes.
    """

    def __init__(self, work: Work, budget: Budget, others: Sequence[Connection]) -> None:
        context = multiprocessing.get_context("fork")
        self._budget = budget
        self._watch = Watched(budget)
        with ExitStack() as ends_there:
            chunks, self._chunks, self.room = _pipe()
            ends_there.callback(chunks.close)
            self.answers, answers, _ = _pipe()
            ends_there.callback(answers.close)
            self.ends = (self._chunks, self.answers)
            arguments = (work, chunks, answers, self._watch, [*others, *self.ends])
            with interrupts.held():
                self._process = context.Process(target=_serve, args=arguments, daemon=True)
                self._process.start()

    def send(self, message: bytes) -> None:
        """Send a message. Raises OSError if the process has ended."""
        self._chunks.send_bytes(message)

    def answer(self) -> Any:  # noqa: ANN401 - what the work returns
        """Return the answer, waiting for it, or raise OSError or EOFError if the process has ended."""
        return _receive(self.answers)

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.is_alive()

    def hang_up(self) -> None:
        """Close the pipes, so that the process ends after the chunk at hand."""
        for end in self.ends:
            end.close()

    def close(self) -> tuple[int | None, str]:
        """Wait for a process that ends; return the file that it was working on, and why it has ended."""
        self.hang_up()
        self._process.join()
        return self._watch.at, self._reason(self._process.exitcode or 0)

    def _reason(self, code: int) -> str:
        if code == -signal.SIGPROF:
            return (
                f"it takes more than {self._budget.seconds:g} s of processor time for each MiB;"
                " --file-timeout allows more"
            )
        if code == _OUT_OF_MEMORY:
            return "it takes more than 1 GiB of memory, and more than 40 times its size"
        if code == -signal.SIGKILL:
            return "the process that linted it was killed; if memory ran out, use fewer processes with --jobs"
        if code < 0:
            return f"it crashed the process that linted it ({signal.strsignal(-code) or -code})"
        return f"the process that linted it ended with the exit code {code}"


def _pipe() -> tuple[Connection, Connection, int]:
    """Return the end of a pipe to read from, the one to write to, and how much is written without waiting."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        return reader, writer, _LEAST_HELD
    with suppress(OSError):  # there are too many such pipes
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, _HELD)
    # A small message may take a page of its own, of which the next one does not fit into the rest.
    return reader, writer, fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ) // 2


def _serve(
    work: Work, chunks: Connection, answers: Connection, watch: Watched, of_main: Sequence[Connection]
) -> None:
    """Work on chunks until the main process sends `None`, or ends."""
    for other in of_main:
        other.close()
    with suppress(OSError):  # a sandbox may forbid it
        os.nice(_AFTER_MAIN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGPROF])
    with suppress(RuntimeError):  # if the system has no more threads, this process ends after its chunk
        Thread(target=_end_with_main, daemon=True).start()
    with suppress(EOFError, OSError):
        while (chunk := _receive(chunks)) is not None:
            answer = _answer(work, chunk, watch)
            watch.end()
            answers.send_bytes(pickle.dumps(answer))


# A connection's own `send` writes from a view of a buffer. When the pipe breaks, the error keeps both alive,
# and Python 3.13 prints an error if it clears the buffer first. Bytes need no view.
def message_of(chunk: Chunk | None) -> bytes:
    """Return what asks a worker to work on a chunk; `None` ends it."""
    return pickle.dumps(chunk)


def _receive(pipe: Connection) -> Any:  # noqa: ANN401 - whatever was sent
    return pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a fork of this process


def _answer(work: Work, chunk: Chunk, watch: Watch) -> object:
    try:
        return work(chunk, watch)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # what this process still holds would count against the next file
    except UserError as error:
        return Raised(UserError(str(error)))  # a plug-in's subclass may not pickle
    except BaseException as error:  # noqa: BLE001 - the main process raises it
        return Raised(cause_of(error), frames_of(error))


def _end_with_main() -> None:
    """End this process as soon as the main one has ended."""
    main = multiprocessing.parent_process()
    if main is not None:
        connection.wait([main.sentinel])
        interrupts.end_at_once(1)
