"""A function that another process calls while this one goes on: for what waits for the system."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Self, TypeVar

from lint.primitives import interrupts
from lint.run import forks

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """A fork of this process calls a function; leaving the context ends it.

    A program that calls `main` is not forked. Where no process can be started, and if it ends without an
    answer, this one calls the function when the result is asked for.

    Parameters:
        function: returns what can be pickled. What it changes is lost.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        self._function = function
        self._process = self._pipe = -1
        if interrupts.handled() and forks.may_fork():
            with suppress(OSError):  # the system has no more processes or pipes
                self._start()

    @property
    def is_running(self) -> bool:
        """Whether another process calls the function."""
        return self._process > 0

    def result(self) -> Result:
        """Return what the function returned, or raise what it raises."""
        data = b""
        if self.is_running:
            with suppress(OSError), open(self._pipe, "rb", closefd=False) as pipe:
                data = pipe.read()
        if data and self._end() == 0:
            import pickle  # not if this process does it all

            answer: Result = pickle.loads(data)  # noqa: S301 - from a fork of this process
            return answer
        return self._function()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_running:
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
            self._end()

    def _start(self) -> None:
        here, there = os.pipe()
        try:
            with interrupts.held():  # in the fork they stay so
                process = os.fork()
                if not process:
                    self._serve(there)
        except OSError:
            os.close(here)
            raise
        finally:
            os.close(there)
        self._process, self._pipe = process, here

    def _serve(self, pipe: int) -> None:
        """Call the function in the fork, and end it."""
        code = 1
        try:
            import pickle

            with open(pipe, "wb") as file:
                file.write(pickle.dumps(self._function()))
            code = 0
        finally:
            os._exit(code)

    def _end(self) -> int:
        """Wait for the process; return its exit code, 0 if it has answered."""
        process, self._process = self._process, -1
        os.close(self._pipe)
        with suppress(ChildProcessError):
            return os.waitpid(process, 0)[1]
        return 1
