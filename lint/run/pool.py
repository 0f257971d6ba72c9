"""Tasks through one process or several, and their results in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, Protocol, Self

from lint.run.chunk import Chunk, ChunkResult

if TYPE_CHECKING:  # a run that knows everything needs none
    from concurrent.futures import Future

    from lint.run.chunk_linter import ChunkLinter
    from lint.run.processes import Processes

_AHEAD = 4
_WORTH_A_POOL = 300


class Task(Protocol):
    """Some files of a run.

    Attributes:
        files: how many are to be linted; none where the result is known.
    """

    files: int

    def start(self, processes: Processes) -> None:
        """Have another process lint them."""

    def result(self) -> ChunkResult:
        """Give what came of them; lints them where no other process does."""


class KnownTask:
    """Files whose result is known.

    Parameters:
        result: what came of them.
    """

    files = 0

    def __init__(self, result: ChunkResult) -> None:
        self._result = result

    def start(self, _processes: Processes) -> None:
        """Do nothing: nothing is left to do."""

    def result(self) -> ChunkResult:
        """Give what is known."""
        return self._result


class LintTask:
    """Files to lint.

    Parameters:
        chunk: which they are.
        linter: gives what lints them in this process.
    """

    def __init__(self, chunk: Chunk, linter: Callable[[], ChunkLinter]) -> None:
        self.files = chunk.place.stop - chunk.place.start
        self._chunk = chunk
        self._linter = linter
        self._future: Future[ChunkResult] | None = None

    def start(self, processes: Processes) -> None:
        """Have another process lint them."""
        self._future = processes.submit(self._chunk)

    def result(self) -> ChunkResult:
        """Wait for the other process, or lint them here where none has begun."""
        if self._future is None or self._future.cancelled():
            return self._linter().lint(self._chunk)
        return self._future.result()


def results(tasks: Iterable[Task], linter: Callable[[], ChunkLinter], jobs: int) -> Generator[ChunkResult]:
    """Give what comes of each task, in order.

    Parameters:
        tasks: taken a few ahead of what is given.
        linter: gives what lints; called before processes are started.
        jobs: how many processes; 0 for one a processor where it is worth it.

    Raises:
        ProcessError: when one of them is killed.
    """
    with _Queue(linter, jobs) as queue:
        for task in tasks:
            queue.add(task)
            while queue.is_ready:
                yield queue.take()
        while queue:
            yield queue.take()


class _Queue:
    """Tasks in order; other processes lint once there are enough of them."""

    def __init__(self, linter: Callable[[], ChunkLinter], jobs: int) -> None:
        self._linter = linter
        self._jobs = jobs
        self._count = (jobs or _processors()) if _may_fork() else 1
        self._waiting: deque[Task] = deque()
        self._linted = 0
        self._processes: Processes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._processes is not None:
            self._processes.end()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_ready(self) -> bool:
        """Whether the first is to be taken before another is added: it is known, or enough are under way."""
        return len(self._waiting) > self._count * _AHEAD or (
            bool(self._waiting) and not self._waiting[0].files
        )

    def add(self, task: Task) -> None:
        """Put a task at the end."""
        if self._processes is not None:
            task.start(self._processes)
        self._waiting.append(task)

    def take(self) -> ChunkResult:
        """Give what comes of the first task."""
        if self._processes is None and self._waiting[0].files:
            self._start_where_worth_it()
        first = self._waiting.popleft()
        self._linted += first.files
        return first.result()

    def _start_where_worth_it(self) -> None:
        sizes = [task.files for task in self._waiting if task.files]
        files = self._linted + sum(sizes)
        if self._count == 1 or len(sizes) == 1 or not (self._jobs or files > _WORTH_A_POOL):
            return
        from lint.run.processes import Processes  # one process needs none

        try:
            self._processes = Processes(self._linter().lint, min(self._count, len(sizes)))
            for task in self._waiting:
                task.start(self._processes)
        except (OSError, RuntimeError):  # the system has no process or thread to give
            self._count = 1
            if self._processes is not None:
                self._processes.end()
                self._processes = None


def _may_fork() -> bool:
    loaded = sys.modules.get("multiprocessing")
    # The processes of a program's own pool are daemons, which may have no children.
    return hasattr(os, "fork") and not (loaded is not None and loaded.current_process().daemon)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
