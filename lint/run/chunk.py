"""A chunk of a run's files and its result: what is sent to another process and comes back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.primitives.shared import Shared
from lint.report import Summary
from lint.run.cache import Piece, Row, Stored


class Keys(NamedTuple):
    """Under which keys a file's results are stored, and its part of the report, if that is stored."""

    results: bytes
    pieces: bytes | None


class Chunk(NamedTuple):
    """Consecutive files to lint.

    Parameters:
        place: their slice of the run's files.
        keys: where to store the results; `None` to store nothing.
        known: what is stored of the files, by path.
        skipped: why some of them are not linted, by index in the run: they ended the process that did.
        shared: what posts have in common with others of the archive, by path; `None` if who lints them
            asks the index itself.
        done: those that are not linted, since their part of the report is known, by index in the run.
    """

    place: slice
    keys: Keys | None
    known: Mapping[str, Stored]
    skipped: Mapping[int, str] = {}
    shared: Mapping[str, Shared] | None = {}
    done: frozenset[int] = frozenset()

    @property
    def files(self) -> int:
        """How many files are linted."""
        return len(self.left())

    def left(self) -> Sequence[int]:
        """Return the indexes of the files that are linted, in order."""
        every = range(self.place.start, self.place.stop)
        return [index for index in every if index not in self.done] if self.done else every


class ChunkResult(NamedTuple):
    """The result of some files.

    Parameters:
        pieces: their part of each report; may be empty.
        summary: their findings, counted.
        rows: what to store for later runs.
        restamped: the new stamps of unchanged files whose times differ, with their absolute paths.
        stored_pieces: their parts of the report, to store too.
        keys: the keys to store both under.
        between: instead of `pieces`, the parts of files with known ones between them, by index in the chunk.
        is_unanswered: whether the process could not ask the index; then it has done nothing.
    """

    pieces: list[str]
    summary: Summary
    rows: Sequence[Row] = ()
    restamped: Sequence[tuple[str, bytes]] = ()
    stored_pieces: Sequence[Piece] = ()
    keys: Keys | None = None
    between: Mapping[int, str] = {}
    is_unanswered: bool = False
