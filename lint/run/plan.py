"""What a run is to do, and what comes of a part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.archive.git import Changes
    from lint.report import Reporter, Summary
    from lint.run.baseline import Baseline
    from lint.run.cache import Row


class Fixing(NamedTuple):
    """How findings are repaired.

    Parameters:
        unsafe: whether unsafe fixes are applied as well.
        write: whether files are changed; else patches are the report.
        ignores: whether suppressions are written instead of repairs.
    """

    unsafe: bool = False
    write: bool = True
    ignores: bool = False


class Plan(NamedTuple):
    """How a run is done.

    Parameters:
        reporters: write the reports; none where `fixing` gives patches.
        jobs: how many processes lint; 0 for one a processor.
        fixing: how findings are repaired; `None` for not at all.
        baseline: what is known already, and not reported.
        report_known: whether the known findings are reported instead of the new ones.
        changes: what changed, when only findings on changed lines count.
        contents: bytes that count instead of a file's own, by canonical path.
        gated: codes that have a gate of their own, and so do not count for `fail-on`.
        report_key: what tells the one report that is kept in the cache from others; empty for none.
    """

    reporters: Sequence[Reporter]
    jobs: int = 0
    fixing: Fixing | None = None
    baseline: Baseline | None = None
    report_known: bool = False
    changes: Changes | None = None
    contents: Mapping[str, bytes] | None = None
    gated: frozenset[str] = frozenset()
    report_key: str = ""


class Known(NamedTuple):
    """What an earlier run found in a file of this content."""

    content: str
    findings: str


class Chunk(NamedTuple):
    """Neighbouring files to lint.

    Parameters:
        place: where they stand among the run's files.
        key: what the results are kept under; `None` to keep nothing.
        known: what is known of some of them, by path, if their content is still the same.
    """

    place: slice
    key: bytes | None
    known: Mapping[str, Known]


class Part(NamedTuple):
    """What came of some files: the reports' pieces, the counts, what is kept for later runs, and where."""

    pieces: list[str]
    summary: Summary
    rows: Sequence[Row] = ()
    key: bytes | None = None
