"""A whole run: files in, reports out, with what earlier runs found taken from the cache."""

from __future__ import annotations

import gc
import os
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lint.report import Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lint.answers import Answers
    from lint.config import ConfigCache
    from lint.discover import Target
    from lint.linter import Linter
    from lint.plan import Part, Plan

_COLLECT_AFTER = 50_000
_CHUNK = 64
_HITS = 1024


class Progress(Protocol):
    """Told how far a run is."""

    def __call__(self, done: int) -> None:
        """Note that so many more files are done."""


class _Stretch(NamedTuple):
    """Neighbouring files, which are all known, or all to be linted."""

    known: bool
    place: slice


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
        ConfigError, SelectorError, SchemaError, RegistryError: before anything is written.
    """
    # What is made lives as long as the run: the collector has next to nothing to find.
    gc.set_threshold(_COLLECT_AFTER)
    summary = Summary(unchecked=list(unchecked))
    _sweep(targets, plan)
    if answers is not None:
        answers.look_up(targets)
    stretches = list(_stretches(targets, answers))
    parts = _parts(targets, stretches, configs, plan, answers)
    reporters = plan.reporters
    # A configuration that means nothing is said before anything is written.
    first = list(islice(parts, 1))
    for reporter, write in zip(reporters, writers, strict=False):
        write(reporter.begin())
    for part in chain(first, parts):
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
        from lint.rewrite import sweep  # only where files are written

        for folder in {os.path.dirname(os.path.realpath(target.path)) for target in targets}:
            sweep(folder)


def _stretches(targets: Sequence[Target], answers: Answers | None) -> Iterator[_Stretch]:
    start, known = 0, False
    for at, target in enumerate(targets):
        now = answers is not None and answers.is_known(target)
        if now != known or at - start == (_HITS if known else _CHUNK):
            if at > start:
                yield _Stretch(known, slice(start, at))
            start, known = at, now
    if len(targets) > start:
        yield _Stretch(known, slice(start, len(targets)))


def _parts(
    targets: Sequence[Target],
    stretches: Sequence[_Stretch],
    configs: ConfigCache,
    plan: Plan,
    answers: Answers | None,
) -> Iterator[Part]:
    chunks = [stretch.place for stretch in stretches if not stretch.known]
    linted: Iterator[Part] = iter(())
    if chunks:
        from lint.pool import parts  # the heavy part starts here
        from lint.worker import Worker

        linter = answers.linter if answers is not None else _linter(configs, plan)
        for folder, top in {(os.path.dirname(target.path), target.top) for target in targets}:
            linter.tree(folder, top)
        worker = Worker(linter, plan, answers.findings if answers is not None else None)
        linted = parts(targets, chunks, worker, plan.jobs)
    for stretch in stretches:
        if stretch.known and answers is not None:
            yield answers.part(targets[stretch.place])
        else:
            part = next(linted)
            if answers is not None:
                answers.keep(part.rows)
            yield part


def _linter(configs: ConfigCache, plan: Plan) -> Linter:
    from lint.linter import Linter  # as above

    return Linter(configs, contents=plan.contents)
