"""A whole run: files in, a report out, in one process or several."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Protocol

from lint.linter import Linter
from lint.report import Summary
from lint.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from lint.config import ConfigCache
    from lint.discover import Target
    from lint.worker import Pieces, Plan

_CHUNK = 64
_AHEAD = 4
_COLLECT_AFTER = 50_000
_WORTH_A_POOL = 300


class Progress(Protocol):
    """Told how far a run is."""

    def __call__(self, done: int) -> None:
        """Note that so many more files are done."""


def run(
    targets: Sequence[Target],
    configs: ConfigCache,
    plan: Plan,
    writers: Sequence[Callable[[str], None]],
    *,
    progress: Progress | None = None,
    unchecked: Sequence[tuple[str, str]] = (),
) -> Summary:
    """Lint files and write the reports.

    Parameters:
        targets: the files, sorted; a report has their order.
        configs: gives the configuration of a folder.
        writers: take the reports piece by piece, one for each of the plan's reporters, or the patches.
        progress: told after each chunk.
        unchecked: what is known already not to be checked, with reasons.

    Raises:
        ConfigError, SelectorError, SchemaError, RegistryError: before anything is written.
    """
    linter = Linter(configs, contents=plan.contents)
    for folder, top in {(os.path.dirname(target.path), target.top) for target in targets}:
        linter.tree(folder, top)
    worker = Worker(linter, plan)
    summary = Summary(unchecked=list(unchecked))
    reporters = plan.reporters
    for reporter, write in zip(reporters, writers, strict=False):
        write(reporter.begin())
    for pieces, part in _results(targets, worker, plan.jobs):
        summary.merge(part)
        for number, piece in enumerate(pieces):
            if piece:
                writers[number](reporters[number].take(piece) if reporters else piece)
        if progress is not None:
            progress(part.files + len(part.unchecked))
    if plan.baseline is not None and plan.changes is None:
        checked = (plan.baseline.name(target.path) for target in targets)
        summary.stale += sum(plan.baseline.gone(checked, summary.renamed).values())
    for reporter, write in zip(reporters, writers, strict=False):
        write(reporter.end(summary))
    return summary


def _results(targets: Sequence[Target], worker: Worker, jobs: int) -> Iterator[tuple[Pieces, Summary]]:
    chunks = [slice(start, start + _CHUNK) for start in range(0, len(targets), _CHUNK)]
    count = min(jobs or (_processors() if len(targets) > _WORTH_A_POOL else 1), max(len(chunks), 1))
    # What is settled by now lives as long as the run, and what a file needs is freed by counting
    # references: the collector has next to nothing to find.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    if count == 1 or "fork" not in multiprocessing.get_all_start_methods():
        for chunk in chunks:
            yield worker.chunk(targets[chunk])
        return
    global _worker, _targets
    _worker, _targets = worker, targets
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    try:
        waiting: deque[Future[tuple[Pieces, Summary]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_chunk, chunk))
            if len(waiting) > count * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
        _worker, _targets = None, ()


_worker: Worker | None = None
_targets: Sequence[Target] = ()


def _begin() -> None:
    # Ctrl-C reaches the whole group: the main process alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunk(place: slice) -> tuple[Pieces, Summary]:
    assert _worker is not None  # noqa: S101 - forked after it was set
    return _worker.chunk(_targets[place])


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
