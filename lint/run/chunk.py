"""A chunk of a run's files and its result: what is sent to another process and comes back."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.report import Summary
from lint.run.cache import Row


class Chunk(NamedTuple):
    """Consecutive files to lint.

    Parameters:
        place: their slice of the run's files.
        key: the key to store the results under; `None` to store nothing.
        known: the rows of some of them, by path, valid if the content is unchanged.
        skipped: why some of them are not linted, by index in the run: they ended the process that did.
    """

    place: slice
    key: bytes | None
    known: Mapping[str, Row]
    skipped: Mapping[int, str] = {}


class ChunkResult(NamedTuple):
    """The result of some files.

    Parameters:
        pieces: their part of each report; may be empty.
        summary: their findings, counted.
        rows: what to store for later runs.
        key: the key to store the rows under.
    """

    pieces: list[str]
    summary: Summary
    rows: Sequence[Row] = ()
    key: bytes | None = None
