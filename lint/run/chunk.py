"""A chunk of a run's files, and what linting it gives: what goes to another process and comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.report import Summary
from lint.run.cache import Row


class Chunk(NamedTuple):
    """Neighbouring files to lint.

    Parameters:
        place: which of the run's files they are.
        key: what the results are kept under; `None` to keep nothing.
        known: what is known of some of them, by path, if their content is still the same.
    """

    place: slice
    key: bytes | None
    known: Mapping[str, Row]


class ChunkResult(NamedTuple):
    """What came of some files.

    Parameters:
        pieces: their part of each report; empty where they have none.
        summary: what their findings come to.
        rows: what is kept of them for later runs.
        key: what the rows are kept under.
    """

    pieces: list[str]
    summary: Summary
    rows: Sequence[Row] = ()
    key: bytes | None = None
