"""A whole run: files in, reports out, with what earlier runs found taken from the cache."""

from __future__ import annotations

import gc
import os
from contextlib import closing
from functools import cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Protocol

from lint.report import Summary
from lint.run.plan import Chunk, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from lint.archive.discovery import Target
    from lint.config.nearest import ConfigCache
    from lint.run.answers import Answers
    from lint.run.plan import Plan
    from lint.run.worker import Worker

_COLLECT_AFTER = 50_000
_CHUNK = 64
# Files that are looked up at once: what is known of them is all that is held of what earlier runs found.
_WINDOW = 2048


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
    answers: Answers | None = None,
) -> Summary:
    """Lint files and write the reports.

    Parameters:
        targets: the files, sorted; a report has their order.
        configs: gives the configuration of a folder.
        writers: take the reports piece by piece, one for each of the plan's reporters, or the patches.
        progress: told after each chunk.
        unchecked: what is known already not to be checked, with reasons.
        answers: what earlier runs found; `None` to look at nothing and keep nothing.

    Raises:
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in; before anything is
            written, unless the cache has seen a whole run under the same settings.
        ProcessError: when a process that lints is killed.
    """
    gc.set_threshold(_COLLECT_AFTER)
    summary = Summary(unchecked=list(unchecked))
    _sweep(targets, plan)
    reporters = plan.reporters
    # Whatever ends this run, the processes that lint have ended by then.
    with closing(_parts(targets, configs, plan, answers)) as parts:
        # An invalid configuration is said before anything is written.
        first = list(islice(parts, 1))
        for reporter, write in zip(reporters, writers, strict=False):
            write(reporter.begin())
        for part in chain(first, parts):
            if answers is not None:
                answers.keep(part)
            summary.merge(part.summary)
            for number, piece in enumerate(part.pieces):
                if piece:
                    writers[number](reporters[number].take(piece) if reporters else piece)
            if progress is not None:
                progress(part.summary.files + len(part.summary.unchecked))
    _sweep(targets, plan)  # a worker of a killed run may have died only now
    if plan.baseline is not None and plan.changes is None:
        checked = (plan.baseline.name(target.path) for target in targets)
        summary.stale += sum(plan.baseline.gone(checked, summary.renamed).values())
    for reporter, write in zip(reporters, writers, strict=False):
        write(reporter.end(summary))
    if answers is not None:
        answers.close()
    return summary


def _sweep(targets: Sequence[Target], plan: Plan) -> None:
    """Remove what a killed run left where this one writes."""
    if plan.fixing is not None and plan.fixing.write:
        from lint.primitives.rewrite import sweep  # only where files are written

        for folder in {os.path.dirname(os.path.realpath(target.path)) for target in targets}:
            sweep(folder)


def _parts(
    targets: Sequence[Target], configs: ConfigCache, plan: Plan, answers: Answers | None
) -> Generator[Part]:
    if not targets:
        return
    from lint.run.pool import parts  # a run that finds no files needs none

    @cache
    def make() -> Worker:
        worker = _make_worker(targets, configs, plan, answers)
        # What is settled by now lives as long as the run, and what a file needs is freed by counting
        # references: the collector has next to nothing to find.
        gc.freeze()
        return worker

    if answers is None or not answers.prepare(targets):
        make()
    yield from parts(_tasks(targets, answers), targets, make, plan.jobs)


def _make_worker(
    targets: Sequence[Target], configs: ConfigCache, plan: Plan, answers: Answers | None
) -> Worker:
    from lint.engine.linter import (
        Linter,  # the heavy part starts here: a run that knows everything needs none
    )
    from lint.run.worker import Worker

    guesses = answers.guesses if answers is not None else None
    linter = Linter(configs, contents=plan.contents, guesses=guesses)
    for folder, top in {(os.path.dirname(target.path), target.top) for target in targets}:
        linter.tree(folder, top)
    return Worker(linter, plan)


def _tasks(targets: Sequence[Target], answers: Answers | None) -> Iterator[Chunk | Part]:
    """Give the chunks to lint, and the parts that are known, in order of the files."""
    if answers is None:
        for start in range(0, len(targets), _CHUNK):
            yield Chunk(slice(start, min(start + _CHUNK, len(targets))), None, {})
        return
    for begin in range(0, len(targets), _WINDOW):
        window = targets[begin : begin + _WINDOW]
        found = answers.look_up(window)
        kinds = [(target.path in found.parts, key) for target, key in zip(window, found.keys, strict=True)]
        stop = 0
        for (is_known, key), group in groupby(kinds):
            start, stop = stop, stop + len(list(group))
            if is_known:
                yield answers.part(window[start:stop], found)
                continue
            for at in range(start, stop, _CHUNK):
                place = slice(begin + at, begin + min(at + _CHUNK, stop))
                paths = [target.path for target in targets[place]]
                known = {path: found.findings[path] for path in paths if path in found.findings}
                yield Chunk(place, key, known)
