"""Tasks run by one process or several, with their results in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from lint.primitives import interrupts
from lint.run.budget import UNWATCHED, Budget, Watch
from lint.run.chunk import Chunk

if TYPE_CHECKING:  # not needed if every result is cached
    from lint.run.processes import Asked, Processes

_AHEAD = 4
_WORTH_A_POOL = 300

Result = TypeVar("Result")
Made = TypeVar("Made", covariant=True)


class Linting(Protocol[Made]):
    """What is done with a chunk of files."""

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> Made:
        """Work on a chunk, except the files it skips; the watch is told of each file."""


class Task(Generic[Result]):
    """Files of a run: a chunk to lint, or files whose result is known.

    Parameters:
        run: returns the result; called in this process unless another one lints the chunk.
        chunk: the files to lint; `None` if the result is known.
    """

    def __init__(self, run: Callable[[], Result], chunk: Chunk | None = None) -> None:
        self.files = chunk.place.stop - chunk.place.start if chunk is not None else 0
        self._run = run
        self._chunk = chunk
        self._asked: tuple[Processes, Asked] | None = None

    def start(self, processes: Processes) -> None:
        """Let another process lint the chunk."""
        if self._chunk is not None:
            self._asked = processes, processes.submit(self._chunk)

    def result(self) -> Result:
        """Return the result, waiting for the other process if one has started."""
        if self._asked is None:
            return self._run()
        processes, asked = self._asked
        made: Result = processes.result(asked)
        return made


def results(
    tasks: Iterable[Task[Result]],
    linter: Callable[[], Linting[Result]],
    jobs: int,
    budget: Budget = Budget(),  # noqa: B008 - never changed
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
    queue = _Queue(linter, jobs, budget)
    try:
        for task in tasks:
            queue.add(task)
            while queue.is_ready:
                yield queue.take()
        while queue.waiting:
            yield queue.take()
    finally:
        queue.end()


class _Queue(Generic[Result]):
    """Tasks in order; other processes lint them."""

    def __init__(self, linter: Callable[[], Linting[Result]], jobs: int, budget: Budget) -> None:
        self.waiting: deque[Task[Result]] = deque()
        self._linter = linter
        self._jobs = jobs
        self._budget = budget
        self._count = (jobs or _processors()) if _may_fork() else 1
        self._alone = not _may_fork()
        self._linted = 0
        self._processes: Processes | None = None

    @property
    def is_ready(self) -> bool:
        """Whether to take the first task before adding another: it is known, or enough are under way."""
        return bool(self.waiting) and (len(self.waiting) > self._count * _AHEAD or not self.waiting[0].files)

    def add(self, task: Task[Result]) -> None:
        if self._processes is not None:
            task.start(self._processes)
        self.waiting.append(task)

    def take(self) -> Result:
        if self._processes is None and not self._alone and self.waiting[0].files:
            self._start_if_worth_it()
        first = self.waiting.popleft()
        self._linted += first.files
        return first.result()

    def end(self) -> None:
        if self._processes is not None:
            self._processes.end()
            self._processes = None

    def _start_if_worth_it(self) -> None:
        sizes = [task.files for task in self.waiting if task.files]
        files = self._linted + sum(sizes)
        count = min(self._count, len(sizes)) if self._jobs or files > _WORTH_A_POOL else 1
        if count == 1 and not interrupts.handled():
            return
        from lint.run.processes import Processes  # not needed if every result is cached

        try:
            self._processes = Processes(self._linter().lint, count, self._budget)
        except OSError:  # the system has no more processes
            self._alone = True
            return
        for task in self.waiting:
            task.start(self._processes)


def _may_fork() -> bool:
    loaded = sys.modules.get("multiprocessing")
    # The processes of a program's own pool are daemons, which may not have children.
    return hasattr(os, "fork") and not (loaded is not None and loaded.current_process().daemon)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
