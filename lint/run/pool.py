"""Chunks of files through one process or several, in order."""

from __future__ import annotations

import os
import sys
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Self

from lint.run.plan import Chunk, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from concurrent.futures import Future

    from lint.archive.discovery import Target
    from lint.run.processes import Processes
    from lint.run.worker import Worker

_AHEAD = 4
_WORTH_A_POOL = 300


def parts(
    tasks: Iterable[Chunk | Part], targets: Sequence[Target], make: Callable[[], Worker], jobs: int
) -> Generator[Part]:
    """Give what comes of each task, in order.

    Parameters:
        tasks: chunks to lint, and parts that are known; taken a few ahead of what is given.
        targets: what the chunks' places are in.
        make: gives what lints; called before the first chunk.
        jobs: how many processes; 0 for one a processor where it is worth it.

    Raises:
        ProcessError: when one of them is killed.
    """
    with _OrderedTasks(targets, make, jobs) as waiting:
        for task in tasks:
            waiting.add(task)
            while waiting.is_ready:
                yield waiting.take()
        while waiting:
            yield waiting.take()


class _OrderedTasks:
    """Tasks in order, of which those to lint are done by other processes once there are enough of them."""

    def __init__(self, targets: Sequence[Target], make: Callable[[], Worker], jobs: int) -> None:
        self._targets = targets
        self._make = make
        self._jobs = jobs
        self._count = (jobs or _processors()) if _may_fork() else 1
        self._waiting: deque[Chunk | Part | Future[Part]] = deque()
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
            bool(self._waiting) and isinstance(self._waiting[0], Part)
        )

    def add(self, task: Chunk | Part) -> None:
        """Put a task at the end."""
        self._waiting.append(self._begun(task))

    def take(self) -> Part:
        """Give what comes of the first task."""
        if isinstance(self._waiting[0], Chunk):
            self._start_where_worth_it()
        first = self._waiting.popleft()
        if isinstance(first, Part):
            return first
        if isinstance(first, Chunk):
            self._linted += _size(first)
            return self._make().chunk(self._targets, first)
        return first.result()

    def _begun(self, task: Chunk | Part | Future[Part]) -> Chunk | Part | Future[Part]:
        if self._processes is not None and isinstance(task, Chunk):
            return self._processes.submit(task)
        return task

    def _start_where_worth_it(self) -> None:
        chunks = [task for task in self._waiting if isinstance(task, Chunk)]
        files = self._linted + sum(map(_size, chunks))
        if self._count == 1 or len(chunks) == 1 or not (self._jobs or files > _WORTH_A_POOL):
            return
        from lint.run.processes import Processes  # one process needs none

        lint = partial(self._make().chunk, self._targets)
        try:
            self._processes = Processes(lint, min(self._count, len(chunks)))
            self._waiting = deque(map(self._begun, self._waiting))
        except (OSError, RuntimeError):  # the system has no process or thread to give
            self._count = 1
            if self._processes is not None:
                self._processes.end()
                self._processes = None


def _size(chunk: Chunk) -> int:
    return len(range(chunk.place.start, chunk.place.stop))


def _may_fork() -> bool:
    loaded = sys.modules.get("multiprocessing")
    # The processes of a program's own pool are daemons, which may have no children.
    return hasattr(os, "fork") and not (loaded is not None and loaded.current_process().daemon)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
