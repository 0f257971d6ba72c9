"""Chunks of files through one process or several, in order."""

from __future__ import annotations

import gc
import os
from collections import deque
from typing import TYPE_CHECKING

from lint.plan import Chunk, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from lint.discover import Target
    from lint.worker import Worker

_AHEAD = 4
_COLLECT_AFTER = 50_000
_WORTH_A_POOL = 300


def parts(
    tasks: Iterable[Chunk | Part], targets: Sequence[Target], make: Callable[[], Worker], jobs: int
) -> Iterator[Part]:
    """Give what comes of each task, in order.

    Parameters:
        tasks: chunks to lint, and parts that are known; taken a few ahead of what is given.
        targets: what the chunks' places are in.
        make: gives what lints; called once, before the first chunk.
        jobs: how many processes; 0 for one a processor where it is worth it.
    """
    lane = _Lane(targets, make, jobs)
    try:
        for task in tasks:
            lane.add(task)
            while lane.is_ready:
                yield lane.take()
        while lane:
            yield lane.take()
    except BaseException:
        lane.stop()
        raise
    else:
        lane.close()
    finally:
        global _worker, _targets
        _worker, _targets = None, ()


class _Lane:
    """Tasks in order, of which those to lint are done by other processes once there are enough of them."""

    def __init__(self, targets: Sequence[Target], make: Callable[[], Worker], jobs: int) -> None:
        self._targets = targets
        self._make = make
        self._jobs = jobs
        self._count = (jobs or _processors()) if hasattr(os, "fork") else 1
        self._waiting: deque[Chunk | Part | Future[Part]] = deque()
        self._worker: Worker | None = None
        self._executor: ProcessPoolExecutor | None = None

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
        first = self._waiting.popleft()
        if isinstance(first, Chunk) and self._is_worth_a_pool(first):
            first = self._begun(first)
            self._waiting = deque(map(self._begun, self._waiting))
        if isinstance(first, Part):
            return first
        if isinstance(first, Chunk):
            return self._lint().chunk(self._targets, first)
        return first.result()

    def _begun(self, task: Chunk | Part | Future[Part]) -> Chunk | Part | Future[Part]:
        if self._executor is not None and isinstance(task, Chunk):
            return self._executor.submit(_chunk, task)
        return task

    def _is_worth_a_pool(self, first: Chunk) -> bool:
        """Start the processes if what waits is worth it; says whether they run."""
        if self._executor is None and self._count > 1:
            chunks = [first, *(task for task in self._waiting if isinstance(task, Chunk))]
            files = sum(chunk.place.stop - chunk.place.start for chunk in chunks)
            if len(chunks) > 1 and (self._jobs or files > _WORTH_A_POOL):
                self._start(min(self._count, len(chunks)))
        return self._executor is not None

    def _start(self, count: int) -> None:
        import multiprocessing  # one process needs none
        from concurrent.futures import ProcessPoolExecutor

        global _worker, _targets
        _worker, _targets = self._lint(), self._targets
        context = multiprocessing.get_context("fork")
        self._executor = ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)

    def _lint(self) -> Worker:
        if self._worker is None:
            self._worker = self._make()
            # What is settled by now lives as long as the run, and what a file needs is freed by counting
            # references: the collector has next to nothing to find.
            gc.freeze()
            gc.set_threshold(_COLLECT_AFTER)
        return self._worker

    def stop(self) -> None:
        """Stop all processes at once."""
        if self._executor is None:
            return
        import multiprocessing  # as above

        # Whoever presses Ctrl-C once more must not have to wait: a worker can be stopped at any moment.
        _ignore_interrupts()
        for process in multiprocessing.active_children():
            process.terminate()
        self._executor.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Let the processes end."""
        if self._executor is not None:
            self._executor.shutdown()


_worker: Worker | None = None
_targets: Sequence[Target] = ()


def _ignore_interrupts() -> None:
    import signal  # as above
    import threading

    # Ctrl-C reaches the whole group: the main process alone decides what it means.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(chunk: Chunk) -> Part:
    assert _worker is not None  # noqa: S101 - forked after it was set
    return _worker.chunk(_targets, chunk)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
