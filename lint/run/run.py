"""A whole run: from files to reports, using the cached results of earlier runs."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from lint.archive.targets import Target
from lint.config.nearest import ConfigCache
from lint.report import Summary
from lint.run import pool
from lint.run.budget import Budget
from lint.run.chunk import Chunk, ChunkResult
from lint.run.evidence import EvidenceFinder
from lint.run.options import RunOptions
from lint.run.spans import spans

if TYPE_CHECKING:  # A run without a cache does not need the first, one with every result cached the second
    from lint.engine.linter import Linter
    from lint.run.archives import Archives
    from lint.run.cached_results import CachedResults
    from lint.run.chunk_linter import ChunkLinter
    from lint.run.known_numbers import KnownNumbers

COLLECT_AFTER = 200_000
_CHUNK = 64
# How many files are looked up in the cache at once; this bounds how many rows are held in memory.
_WINDOW = 2048


def run(  # noqa: PLR0913 - the parts of a run
    targets: Sequence[Target],
    configs: ConfigCache,
    options: RunOptions,
    writers: Sequence[Callable[[str], None]],
    *,
    progress: Callable[[int], None] | None = None,
    unchecked: Sequence[tuple[str, str]] = (),
    cached: CachedResults | None = None,
    evidence: EvidenceFinder | None = None,
    archives: Archives | None = None,
    whole: KnownNumbers | None = None,
) -> Summary:
    """Lint files and write the reports.

    Parameters:
        targets: the files, in the order of the reports.
        configs: returns the configuration of a folder.
        options: what to do.
        writers: receive the reports piece by piece, one for each reporter.
        progress: called after each chunk with the number of files done so far.
        unchecked: files that are already known not to be checked, with reasons.
        cached: the results of earlier runs; `None` to neither use nor store any.
        evidence: returns the evidence of a site; by default, it is gathered anew.
        archives: what posts have in common with others; without it, none has anything.
        whole: what is known of all files together, which takes the place of the parts of the report.

    Raises:
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in; before anything is
            written, unless a run under the same settings was completed and cached.
        ProcessError: when linting processes end again and again.
    """
    gc.set_threshold(COLLECT_AFTER)
    summary = Summary(unchecked=list(unchecked))
    fixed: list[tuple[Target, Summary]] = []
    _sweep(targets, options)
    reports = list(zip(options.reporters, writers, strict=True))
    # However this run ends, its linting processes have ended by then.
    with closing(
        _results(targets, configs, options, cached, evidence or EvidenceFinder(), archives, whole=whole)
    ) as results:
        # An invalid configuration is reported before anything is written.
        first = list(islice(results, 1))
        for reporter, write in reports:
            write(reporter.begin())
        for at, result in enumerate(chain(first, results)):
            if options.deliver is not None and result.summary.fixed:
                fixed.append((targets[at], result.summary))  # a chunk is one file where files are written
            if cached is not None:
                cached.keep(result)
            summary.merge(result.summary)
            for (reporter, write), piece in zip(reports, result.pieces, strict=True):
                if piece:
                    write(reporter.take(piece))
            if progress is not None:
                progress(result.summary.files + len(result.summary.unchecked))
    if archives is not None:
        summary.unchecked += archives.unchecked
    _sweep(targets, options)  # a process of a killed run may have died only now
    if options.deliver is not None:
        _leave_out(summary, fixed, options.deliver())
    for reporter, write in reports:
        for piece in reporter.ends(summary):
            write(piece)
    if cached is not None:
        cached.close(partial(whole.keep, summary) if whole is not None else None)
    return summary


def _leave_out(
    summary: Summary, fixed: Sequence[tuple[Target, Summary]], troubles: Mapping[str, str]
) -> None:
    """Take files out of the counts that are fixed here, but not where they belong."""
    for target, its in fixed if troubles else ():
        if (reason := troubles.get(os.path.realpath(target.path))) is not None:
            summary.fixed -= its.fixed
            summary.fixed_files -= its.fixed_files
            summary.files -= its.files - its.files_with_findings
            summary.unchecked.append((target.filename, f"it was not written: {reason}"))


def _sweep(targets: Sequence[Target], options: RunOptions) -> None:
    """Remove the temporary files of killed runs from the folders that this run writes to."""
    if options.fix is not None and options.fix.write:
        from lint.primitives.rewrite import sweep  # only if files are written

        for folder in {os.path.dirname(os.path.realpath(target.path)) for target in targets}:
            sweep(folder)


def _results(
    targets: Sequence[Target],
    configs: ConfigCache,
    options: RunOptions,
    cached: CachedResults | None,
    evidence: EvidenceFinder,
    archives: Archives | None,
    *,
    whole: KnownNumbers | None,
) -> Generator[ChunkResult]:
    if not targets:
        return

    @cache
    def linter() -> Linter:
        from lint.engine.linter import Linter  # slow to import, and not needed if every file is known

        made = Linter(configs, contents=options.contents, evidence=evidence)
        made.settle(targets)
        # All of this lives as long as the run, and reference counting frees what a file needs: the collector
        # would find next to nothing.
        gc.freeze()
        return made

    @cache
    def chunks() -> ChunkLinter:
        from lint.run.chunk_linter import ChunkLinter  # not needed if every part of the report is known

        files = cached.known_files() if cached is not None else None
        ask = archives.asked if archives is not None else lambda _: {}
        return ChunkLinter(linter, options, targets, files, ask)

    if cached is None or not cached.prepare(targets):
        linter()
    if archives is not None:
        if cached is None:
            archives.cached.prepare(targets)
        archives.update(targets, linter, keeps_listings=whole is not None)
    known = whole.known() if whole is not None else None
    if known is not None:
        yield known
        return
    if archives is not None:
        archives.get_ready()
    # What a process has written is lost to the counts when a later file of its chunk ends it.
    size = 1 if options.fix is not None and options.fix.write else _CHUNK
    tasks = _tasks(targets, chunks, cached, size, archives)
    yield from pool.results(tasks, chunks, options.jobs, Budget(options.file_timeout))


def _tasks(
    targets: Sequence[Target],
    chunks: Callable[[], ChunkLinter],
    cached: CachedResults | None,
    size: int,
    archives: Archives | None,
) -> Iterator[pool.Task[ChunkResult]]:
    """Yield the chunks to lint and the known results, in the order of the files."""

    def instead(result: ChunkResult, chunk: Chunk) -> Chunk | None:
        if archives is None or not result.is_unanswered:
            return None
        return chunk._replace(shared=archives.shared([targets[index] for index in chunk.left()]))

    def to_lint(
        chunk: Chunk, finish: Callable[[ChunkResult], ChunkResult] | None = None
    ) -> pool.Task[ChunkResult]:
        if len(chunk.known) < chunk.files:
            chunks().prepare()
        elif cached is not None and chunk.known.keys() <= cached.just_read:  # another process has linted them
            return pool.Task(lambda: chunks().lint(chunk), None, finish)
        return pool.Task(lambda: chunks().lint(chunk), chunk, finish, instead)

    if cached is None:
        for start in range(0, len(targets), size):
            place = slice(start, min(start + size, len(targets)))
            yield to_lint(Chunk(place, None, {}, shared=None))
        return
    for begin in range(0, len(targets), _WINDOW):
        window = targets[begin : begin + _WINDOW]
        found = cached.look_up(window)
        known = [target.path in found.pieces for target in window]
        for span in spans(found.keys, known, size):
            some = window[span.start : span.stop]
            if span.is_known:
                yield pool.Task(partial(cached.result, some, found))
                continue
            left = [target for target in some if target.path not in found.pieces]
            rows = {target.path: found.rows[target.path] for target in left if target.path in found.rows}
            place = slice(begin + span.start, begin + span.stop)
            done = frozenset(begin + at for at in span.known)
            chunk = Chunk(place, span.keys, rows, shared=None, done=done)
            yield to_lint(chunk, partial(cached.result, some, found) if done else None)
