"""Tasks run by one process or several, with their results in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING

from lint.run.chunk import Chunk, ChunkResult

if TYPE_CHECKING:  # not needed if every result is cached
    from concurrent.futures import Future

    from lint.run.chunk_linter import ChunkLinter
    from lint.run.processes import Processes

_AHEAD = 4
_WORTH_A_POOL = 300


class Task:
    """Files of a run: a chunk to lint, or files whose result is known.

    Parameters:
        run: returns the result; called in this process unless another one lints the chunk.
        chunk: the files to lint; `None` if the result is known.
    """

    def __init__(self, run: Callable[[], ChunkResult], chunk: Chunk | None = None) -> None:
        self.files = chunk.place.stop - chunk.place.start if chunk is not None else 0
        self._run = run
        self._chunk = chunk
        self._future: Future[ChunkResult] | None = None

    def start(self, processes: Processes) -> None:
        """Let another process lint the chunk."""
        if self._chunk is not None:
            self._future = processes.submit(self._chunk)

    def result(self) -> ChunkResult:
        """Return the result, waiting for the other process if one has started."""
        if self._future is None or self._future.cancelled():
            return self._run()
        return self._future.result()


def results(tasks: Iterable[Task], linter: Callable[[], ChunkLinter], jobs: int) -> Generator[ChunkResult]:
    """Yield the result of each task, in order.

    Parameters:
        tasks: consumed a few ahead of the results.
        linter: returns the linter; called before processes are started.
        jobs: how many processes; 0 for one per processor if there are enough files.

    Raises:
        ProcessError: when a process is killed.
    """
    queue = _Queue(linter, jobs)
    try:
        for task in tasks:
            queue.add(task)
            while queue.is_ready:
                yield queue.take()
        while queue.waiting:
            yield queue.take()
    finally:
        queue.end()


class _Queue:
    """Tasks in order; other processes lint them once there are enough."""

    def __init__(self, linter: Callable[[], ChunkLinter], jobs: int) -> None:
        self.waiting: deque[Task] = deque()
        self._linter = linter
        self._jobs = jobs
        self._count = (jobs or _processors()) if _may_fork() else 1
        self._linted = 0
        self._processes: Processes | None = None

    @property
    def is_ready(self) -> bool:
        """Whether to take the first task before adding another: it is known, or enough are under way."""
        return bool(self.waiting) and (len(self.waiting) > self._count * _AHEAD or not self.waiting[0].files)

    def add(self, task: Task) -> None:
        if self._processes is not None:
            task.start(self._processes)
        self.waiting.append(task)

    def take(self) -> ChunkResult:
        if self._processes is None and self.waiting[0].files:
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
        if self._count == 1 or len(sizes) == 1 or not (self._jobs or files > _WORTH_A_POOL):
            return
        from lint.run.processes import Processes  # not needed for one process

        try:
            self._processes = Processes(self._linter().lint, min(self._count, len(sizes)))
            for task in self.waiting:
                task.start(self._processes)
        except (OSError, RuntimeError):  # the system has no more processes or threads
            self._count = 1
            self.end()


def _may_fork() -> bool:
    loaded = sys.modules.get("multiprocessing")
    # The processes of a program's own pool are daemons, which may not have children.
    return hasattr(os, "fork") and not (loaded is not None and loaded.current_process().daemon)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
