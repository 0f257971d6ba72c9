"""A whole run: files in, reports out, with what earlier runs found taken from the cache."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from lint.archive.discovery import Target
from lint.config.nearest import ConfigCache
from lint.report import Summary
from lint.run import pool
from lint.run.chunk import Chunk, ChunkResult
from lint.run.options import RunOptions

if TYPE_CHECKING:  # without a cache a run needs none of the one, with all in it none of the other
    from lint.run.cached_results import CachedResults
    from lint.run.chunk_linter import ChunkLinter

_COLLECT_AFTER = 50_000
_CHUNK = 64
# Files that are looked up at once: what is known of them is all that is held of what earlier runs found.
_WINDOW = 2048


def run(
    targets: Sequence[Target],
    configs: ConfigCache,
    options: RunOptions,
    writers: Sequence[Callable[[str], None]],
    *,
    progress: Callable[[int], None] | None = None,
    unchecked: Sequence[tuple[str, str]] = (),
    cached: CachedResults | None = None,
) -> Summary:
    """Lint files and write the reports.

    Parameters:
        targets: the files, sorted; a report has their order.
        configs: gives the configuration of a folder.
        options: how it is done, and which reports there are.
        writers: take the reports piece by piece, one for each reporter.
        progress: told after each chunk how many more files are done.
        unchecked: what is known already not to be checked, with reasons.
        cached: what earlier runs found; `None` to look at nothing and keep nothing.

    Raises:
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in; before anything is
            written, unless the cache has seen a whole run under the same settings.
        ProcessError: when a process that lints is killed.
    """
    gc.set_threshold(_COLLECT_AFTER)
    summary = Summary(unchecked=list(unchecked))
    _sweep(targets, options)
    reports = list(zip(options.reporters, writers, strict=True))
    # Whatever ends this run, the processes that lint have ended by then.
    with closing(_results(targets, configs, options, cached)) as results:
        # An invalid configuration is said before anything is written.
        first = list(islice(results, 1))
        for reporter, write in reports:
            write(reporter.begin())
        for result in chain(first, results):
            if cached is not None:
                cached.keep(result)
            summary.merge(result.summary)
            for (reporter, write), piece in zip(reports, result.pieces, strict=True):
                if piece:
                    write(reporter.take(piece))
            if progress is not None:
                progress(result.summary.files + len(result.summary.unchecked))
    _sweep(targets, options)  # a process of a killed run may have died only now
    for reporter, write in reports:
        write(reporter.end(summary))
    if cached is not None:
        cached.close()
    return summary


def _sweep(targets: Sequence[Target], options: RunOptions) -> None:
    """Remove what a killed run left where this one writes."""
    if options.fix is not None and options.fix.write:
        from lint.primitives.rewrite import sweep  # only where files are written

        for folder in {os.path.dirname(os.path.realpath(target.path)) for target in targets}:
            sweep(folder)


def _results(
    targets: Sequence[Target], configs: ConfigCache, options: RunOptions, cached: CachedResults | None
) -> Generator[ChunkResult]:
    if not targets:
        return

    @cache
    def linter() -> ChunkLinter:
        settled = _settled_linter(targets, configs, options, cached)
        # What is settled by now lives as long as the run, and what a file needs is freed by counting
        # references: the collector has next to nothing to find.
        gc.freeze()
        return settled

    if cached is None or not cached.prepare(targets):
        linter()
    yield from pool.results(_tasks(targets, linter, cached), linter, options.jobs)


def _settled_linter(
    targets: Sequence[Target], configs: ConfigCache, options: RunOptions, cached: CachedResults | None
) -> ChunkLinter:
    # The heavy part starts here: a run that knows everything needs none.
    from lint.engine.linter import Linter
    from lint.engine.scope import guess_schema
    from lint.run.chunk_linter import ChunkLinter

    guess = cached.guess_schema if cached is not None else guess_schema
    linter = Linter(configs, contents=options.contents, guess=guess)
    for folder, top in {(os.path.dirname(target.path), target.top) for target in targets}:
        linter.scope(folder, top)
    return ChunkLinter(linter, options, targets)


def _tasks(
    targets: Sequence[Target], linter: Callable[[], ChunkLinter], cached: CachedResults | None
) -> Iterator[pool.Task]:
    """Give the chunks to lint, and the results that are known, in order of the files."""
    if cached is None:
        for start in range(0, len(targets), _CHUNK):
            place = slice(start, min(start + _CHUNK, len(targets)))
            yield pool.LintTask(Chunk(place, None, {}), linter)
        return
    for begin in range(0, len(targets), _WINDOW):
        window = targets[begin : begin + _WINDOW]
        found = cached.look_up(window)
        kinds = [(target.path in found.rows, key) for target, key in zip(window, found.keys, strict=True)]
        stop = 0
        for (is_known, key), group in groupby(kinds):
            start, stop = stop, stop + len(list(group))
            if is_known:
                yield pool.KnownTask(cached.result(window[start:stop], found))
                continue
            for at in range(start, stop, _CHUNK):
                place = slice(begin + at, begin + min(at + _CHUNK, stop))
                paths = [target.path for target in targets[place]]
                known = {path: found.findings[path] for path in paths if path in found.findings}
                yield pool.LintTask(Chunk(place, key, known), linter)
