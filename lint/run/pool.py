"""Tasks run by one process or several, with their results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from lint.primitives import interrupts
from lint.run import forks
from lint.run.budget import DEFAULT, UNWATCHED, Budget, Watch, Watched
from lint.run.chunk import Chunk

if TYPE_CHECKING:  # not needed if every result is cached
    from lint.run.processes import Asked, Processes

_AHEAD = 8
_WORTH_A_POOL = 300

Result = TypeVar("Result")
Made_co = TypeVar("Made_co", covariant=True)


class Linting(Protocol[Made_co]):
    """What is done with a chunk of files."""

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> Made_co:
        """Work on a chunk, except the files it skips; the watch is told of each file."""


class Task(Generic[Result]):
    """Files of a run: a chunk to lint, or files whose result is known.

    Parameters:
        run: returns the result; called in this process unless another one lints the chunk.
        chunk: the files to lint; `None` if the result is known.
        finish: is given the result, and returns it with what this process adds.
        instead: is given what another process made of the chunk, and returns the chunk to work on instead if
            that is no result.
    """

    def __init__(
        self,
        run: Callable[[], Result],
        chunk: Chunk | None = None,
        finish: Callable[[Result], Result] | None = None,
        instead: Callable[[Result, Chunk], Chunk | None] = lambda *_: None,
    ) -> None:
        self.files = chunk.files if chunk is not None else 0
        self._finish = finish
        self._run = run
        self._chunk = chunk
        self._instead = instead
        self._asked: tuple[Processes, Asked] | None = None

    def start(self, processes: Processes) -> None:
        """Let another process lint the chunk."""
        if self._chunk is not None:
            self._asked = processes, processes.submit(self._chunk)

    def result(self, lint: Callable[[Chunk], Result] | None = None) -> Result:
        """Return the result, waiting for the other process if one has started.

        Parameters:
            lint: works on the chunk in this process, if it is not to do as it can.
        """
        made: Result
        if self._asked is None:
            made = lint(self._chunk) if lint is not None and self._chunk is not None else self._run()
        else:
            processes, asked = self._asked
            made = processes.result(asked)
            chunk = self._instead(made, asked.chunk)
            if chunk is not None:
                made = processes.result(processes.submit(chunk))
        return self._finish(made) if self._finish is not None else made


def results(
    tasks: Iterable[Task[Result]],
    linter: Callable[[], Linting[Result]],
    jobs: int,
    budget: Budget = DEFAULT,
) -> Generator[Result]:
    """Yield the result of each task, in order.

    The command lints in other processes, even if one is enough: a file that takes too long, or crashes code
    that is not Python's, ends that process only. A program that calls `main` is not forked without need.

    Parameters:
        tasks: consumed a few ahead of the results.
        linter: returns what lints a chunk; called before processes are started.
        jobs: how many processes; 0 for one per processor if there are enough files.
        budget: the time that a file may take in another process.

    Raises:
        ProcessError: when processes end again and again.
    """
    return _Queue(linter, jobs, budget).results(tasks)


def each(
    count: int,
    linting: Linting[Result],
    budget: Budget = DEFAULT,
    *,
    size: int = 64,
    jobs: int = 0,
) -> Generator[Result]:
    """Yield what is made of each chunk of some files, in order; raises what `results` does.

    Parameters:
        count: how many files there are.
        linting: what is done with a chunk.
        budget: the time that a file may take in another process.
        size: how many files are in a chunk.
        jobs: as of `results`.
    """
    chunks = (Chunk(slice(start, min(start + size, count)), None, {}) for start in range(0, count, size))
    tasks = (Task(partial(linting.lint, chunk), chunk) for chunk in chunks)
    return _Queue(lambda: linting, jobs, budget).results(tasks)


class _Queue(Generic[Result]):
    """Tasks in order; other processes lint them."""

    def __init__(self, linter: Callable[[], Linting[Result]], jobs: int, budget: Budget) -> None:
        self._waiting: deque[Task[Result]] = deque()
        self._linter = linter
        self._jobs = jobs
        self._budget = budget
        self._count = (jobs or forks.processors()) if forks.may_fork() else 1
        self._alone = not forks.may_fork()
        self._linted = 0
        self._processes: Processes | None = None
        self._watch: Watched | None = None

    def results(self, tasks: Iterable[Task[Result]]) -> Generator[Result]:
        try:
            for task in tasks:
                if self._processes is not None:
                    task.start(self._processes)
                self._waiting.append(task)
                while self._is_ready:
                    yield self._take()
            while self._waiting:
                yield self._take()
        finally:
            if self._processes is not None:
                self._processes.end()

    @property
    def _is_ready(self) -> bool:
        """Whether to take the first task before adding another: it is known, or enough are under way."""
        waiting = self._waiting
        return bool(waiting) and (len(waiting) > self._count * _AHEAD or not waiting[0].files)

    def _take(self) -> Result:
        if self._processes is None and not self._alone and self._waiting[0].files:
            self._start_if_worth_it()
        first = self._waiting.popleft()
        self._linted += first.files
        return first.result(self._lint if self._watch is not None else None)

    def _lint(self, chunk: Chunk) -> Result:
        """Work on a chunk in this process, which may end."""
        watch = self._watch or UNWATCHED
        try:
            return self._linter().lint(chunk, watch)
        except MemoryError:
            os._exit(1)  # what this process still holds would count against the next file
        finally:
            watch.end()

    def _start_if_worth_it(self) -> None:
        sizes = [task.files for task in self._waiting if task.files]
        files = self._linted + sum(sizes)
        count = min(self._count, len(sizes)) if self._jobs or files > _WORTH_A_POOL else 1
        if count == 1 and forks.is_expendable():
            self._watch = self._watch or Watched(self._budget)
            return
        if count == 1 and not interrupts.handled():
            return
        from lint.run.processes import Processes  # not needed if every result is cached

        try:
            self._processes = Processes(self._linter().lint, count, self._budget)
        except OSError:  # the system has no more processes
            self._alone = True
            return
        for task in self._waiting:
            task.start(self._processes)
