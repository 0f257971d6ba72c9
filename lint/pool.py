"""Chunks of files through one process or several, in order."""

from __future__ import annotations

import gc
import os
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from lint.discover import Target
    from lint.plan import Part
    from lint.worker import Worker

_AHEAD = 4
_COLLECT_AFTER = 50_000
_WORTH_A_POOL = 300


def parts(targets: Sequence[Target], chunks: Sequence[slice], worker: Worker, jobs: int) -> Iterator[Part]:
    """Give what comes of each chunk of some files, in order.

    Parameters:
        chunks: places in `targets`.
        jobs: how many processes; 0 for one a processor where it is worth it.
    """
    count = min(jobs or (_processors() if len(targets) > _WORTH_A_POOL else 1), max(len(chunks), 1))
    # What is settled by now lives as long as the run, and what a file needs is freed by counting
    # references: the collector has next to nothing to find.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    if count == 1 or not hasattr(os, "fork"):
        for chunk in chunks:
            yield worker.chunk(targets[chunk])
        return
    import multiprocessing  # one process needs none
    from concurrent.futures import ProcessPoolExecutor

    global _worker, _targets
    _worker, _targets = worker, targets
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)
    try:
        waiting: deque[Future[Part]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_chunk, chunk))
            if len(waiting) > count * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException:
        # Whoever presses Ctrl-C once more must not have to wait: a worker can be stopped at any moment.
        _ignore_interrupts()
        for process in multiprocessing.active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)
        raise
    else:
        pool.shutdown()
    finally:
        _worker, _targets = None, ()


_worker: Worker | None = None
_targets: Sequence[Target] = ()


def _ignore_interrupts() -> None:
    import signal  # as above
    import threading

    # Ctrl-C reaches the whole group: the main process alone decides what it means.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(place: slice) -> Part:
    assert _worker is not None  # noqa: S101 - forked after it was set
    return _worker.chunk(_targets[place])


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
