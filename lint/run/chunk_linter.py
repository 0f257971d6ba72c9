"""What happens to each file of a run, in whichever process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from lint.archive.targets import Target
from lint.engine.judge import Judge
from lint.primitives.defects import unexpected
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError
from lint.primitives.finding import Finding
from lint.primitives.shared import Shared
from lint.primitives.source import Source
from lint.report import Summary
from lint.run import cache_key
from lint.run.budget import UNWATCHED, Watch
from lint.run.cache import STAMP, Piece, Row
from lint.run.chunk import Chunk, ChunkResult
from lint.run.judged import Judged, counting, report
from lint.run.judges import FolderJudge
from lint.run.just_linted import groups_of, judged_of, piece_of
from lint.run.known_files import KnownFiles, findings_of, group_of, rules_of
from lint.run.options import RunOptions
from lint.run.outcome import Outcome
from lint.run.stored_source import StaleError

if TYPE_CHECKING:  # not needed if every file is known
    from lint.engine.archive_rules import ArchiveRules
    from lint.engine.linter import Linted, Linter
    from lint.post.document import Document

# A fix reads a file at least so often: to find all places, to verify the result, and to report what is left.
_READS_TO_FIX = 3


class ChunkLinter:
    """Lints chunks of files and renders the findings; lives in each process.

    Parameters:
        linter: returns what lints a file; not called if every file is known.
        options: what to do with the findings.
        targets: the run's files; a chunk is a slice of them.
        known: judges the files that the cache knows; `None` without a cache.
        ask: returns what posts have in common with others, by path; `None` if another process must be asked.
    """

    def __init__(
        self,
        linter: Callable[[], Linter],
        options: RunOptions,
        targets: Sequence[Target],
        known: KnownFiles | None = None,
        ask: Callable[[Sequence[Target]], Mapping[str, Shared] | None] = lambda _: {},
    ) -> None:
        self._make_linter = linter
        self._options = options
        self._targets = targets
        self._known = known
        self._ask = ask
        self._folder_name: str | None = None
        self._folder = FolderJudge(Judge(()), 0, 0)
        self._shared: Mapping[str, Shared] = {}
        self._missing = 0  # the selected rules that did not run on the known file at hand
        self._archive_rules_of: dict[FolderJudge, ArchiveRules | None] = {}
        # A file that rules observed nothing in adds nothing to most reports.
        inventory = any(reporter.inventory for reporter in options.reporters)
        self._may_add_nothing = not inventory and options.baseline is None

    @cached_property
    def linter(self) -> Linter:
        """What lints a file."""
        return self._make_linter()

    def prepare(self) -> None:
        """Make what lints a file, before other processes inherit this one."""
        _ = self.linter

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> ChunkResult:
        """Lint a chunk; the watch is told of each file."""
        shared = chunk.shared
        every = self._targets[chunk.place]  # all at once: each is made from the names of its folder
        targets = {index: every[index - chunk.place.start] for index in chunk.left()}
        if shared is None:
            # Before the first file is begun, so under no file's limits.
            shared = self._ask(list(targets.values()))
        if shared is None:
            return ChunkResult([], Summary(), is_unanswered=True)
        self._shared = shared
        return self._lint(chunk, targets, watch)

    def _lint(self, chunk: Chunk, targets: Mapping[int, Target], watch: Watch) -> ChunkResult:
        summary = Summary()
        parts: dict[int, list[str]] = {}
        rows: list[Row] = []
        restamped: list[tuple[str, bytes]] = []
        stored: list[Piece] = []
        cwd = os.path.join(os.getcwd(), "")
        for index, target in targets.items():
            if index in chunk.skipped:
                summary.unchecked.append((target.filename, chunk.skipped[index]))
                continue
            watch.look_at(index)
            row = self._row(target, chunk, restamped)
            if row is not None and self._adds_nothing(target, row):
                summary.files += 1
                if chunk.keys is not None and chunk.keys.pieces is not None:
                    stored.append(Piece(row.path, row.stamp, row.content, "", b""))
                continue
            stamp = row.stamp if row is not None else ""
            if row is None and chunk.keys is not None:
                stamp = cache_key.file_stamp(target.path)  # before it is read
            try:
                judged, outcome, of_file = self._lint_file(target, row, summary, partial(watch.begin, index))
            except UncheckedError as error:
                summary.unchecked.append((target.filename, str(error)))
                continue
            except (KeyboardInterrupt, UserError):
                raise
            except BaseException as error:
                if isinstance(error, MemoryError) and watch is not UNWATCHED:
                    raise  # the process ends, and another one goes on
                summary.unchecked.append((target.filename, unexpected(error)))
                continue
            summary.files += 1
            outcome.add_to(summary)
            parts[index] = of_file
            if chunk.keys is not None and judged.lasting:
                path = row.path if row is not None else os.fsencode(cache_key.absolute(target.path, cwd))
                about = (path, stamp, judged.source.digest)
                if judged.observed is not None:
                    rows.append(Row(*about, *judged.observed()))
                if chunk.keys.pieces is not None and not self._may_be_renamed(judged.source):
                    stored.append(piece_of(about, outcome, of_file[0]))
        return self._result(chunk, parts, ChunkResult([], summary, rows, restamped, stored, chunk.keys))

    def _result(self, chunk: Chunk, parts: Mapping[int, list[str]], result: ChunkResult) -> ChunkResult:
        """Return a result with the files' parts of each report."""
        if chunk.done:  # a run with known parts has one report
            start = chunk.place.start
            return result._replace(between={index - start: text for index, (text,) in parts.items() if text})
        pieces = [
            reporter.separator.join([of_file[at] for of_file in parts.values() if of_file[at]])
            for at, reporter in enumerate(self._options.reporters)
        ]
        return result._replace(pieces=pieces)

    def _may_be_renamed(self, source: Source) -> bool:
        """Return whether other files decide what is known of a file: whether they are still there."""
        baseline = self._options.baseline
        return baseline is not None and baseline.may_be_renamed(source)

    def _row(self, target: Target, chunk: Chunk, restamped: list[tuple[str, bytes]]) -> Row | None:
        """Return what is known of a file if it is unchanged."""
        known = chunk.known.get(target.path)
        row = self._known.row(target.path, known) if known is not None and self._known is not None else None
        if row is not None and known is not None and row.stamp and row.stamp != known[STAMP]:
            restamped.append((row.stamp, row.path))
        return row

    def _lint_file(
        self, target: Target, row: Row | None, summary: Summary, begin: Callable[..., None]
    ) -> tuple[Judged, Outcome, list[str]]:
        """Judge a file that is known, or lint it; return what it adds to the summary and to each report."""
        if row is not None:
            with suppress(StaleError):
                judged = self._judged(target, row, begin)
                if judged is not None:
                    return judged, *report(judged, self._options)
        begin()
        self.linter.shared = self._shared
        scope = self.linter.scope_of(target)
        read = self.linter.read(target, scope)
        begin(len(read.data))
        linted = self.linter.lint_source(read, scope)
        changes = [""] * len(self._options.reporters)
        if self._options.fix is not None:
            from lint.run.fixer import Fixer  # few runs fix

            begin(len(read.data), _READS_TO_FIX)
            before = linted.source

            def counted(each: Linted) -> list[Finding]:
                return counting(judged_of(each, self._known), self._options)[0]

            fixer = Fixer(self.linter, self._options.fix, counted)
            linted, after = fixer.fix(linted, summary)
            changes = [reporter.change(before, after) for reporter in self._options.reporters]
        judged = judged_of(linted, self._known)
        outcome, pieces = report(judged, self._options)
        return judged, outcome, [change + piece for change, piece in zip(changes, pieces, strict=True)]

    def _adds_nothing(self, target: Target, row: Row) -> bool:
        """Find how a known file is judged; return whether it certainly adds nothing to any report."""
        folder = target.folder
        if self._known is not None and self._known.differ:
            self._folder = self._known.of_file(target.path)
        elif folder != self._folder_name and self._known is not None:
            self._folder_name, self._folder = folder, self._known.of(folder)
        done, observed = rules_of(row)
        self._missing = self._folder.wanted & ~done
        if target.path in self._shared or not self._may_add_nothing:
            return False
        return not self._missing and not self._folder.wanted & observed

    def _judged(self, target: Target, row: Row, begin: Callable[..., None]) -> Judged | None:
        """Judge a known file once the selected rules have run on it; `None` if it must be linted."""
        files, folder, missing = self._known, self._folder, self._missing
        if files is None:
            return None
        known = files.decoded(target, row, folder, None if missing else folder.judge.codes)
        if known is None:
            return None
        if missing:
            begin()
            self.linter.shared = self._shared
            more = files.codes(missing)
            linted = self.linter.lint_more(target, more, row.content, known.observations)
            return judged_of(linted, files, rules_of(row)[0]) if linted is not None else None
        source = known.source
        observed = known

        def groups(findings: Sequence[Finding], by: str) -> list[str]:
            # What is stored is of what the post's own rules observed, if they did.
            if target.path in self._shared:
                return groups_of(self._document(target, source), findings, by)
            return group_of(known, findings, by)

        if target.path in self._shared:
            if self._shared[target.path].crashed:
                return None
            rules = self._archive_rules(target, folder)
            shared = rules.judged(source, self._shared[target.path])
            observed = known._replace(observations=[*known.observations, *shared])
        return Judged(
            source,
            findings_of(target, observed, folder.judge),
            folder.judge,
            lambda: self._document(target, source),
            groups,
        )

    def _archive_rules(self, target: Target, folder: FolderJudge) -> ArchiveRules:
        """Return the rules on the archive that apply to a known file."""
        if folder not in self._archive_rules_of:
            from lint.run.judges import archive_rules  # few posts have anything in common with others

            self._archive_rules_of[folder] = archive_rules(folder)
        rules = self._archive_rules_of[folder]
        if rules is None:  # their options are read with the settings of a document
            rules = self.linter.scope_of(target).runner.of_archive
        return rules

    def _document(self, target: Target, source: Source) -> Document:
        scope = self.linter.scope_of(target)
        return self.linter.document(source, scope)
