"""How a run is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.report import Reporter

if TYPE_CHECKING:  # few runs have them
    from lint.archive.git import Changes
    from lint.run.baseline import Baseline


class FixOptions(NamedTuple):
    """How findings are repaired.

    Parameters:
        unsafe: whether unsafe fixes are applied as well.
        ignores: whether suppressions are written instead of repairs.
        write: whether files are changed.
        preview: whether findings are counted and reported as they are now, and not as the fixes leave them.
        staged: canonical paths of the files that are linted as staged while their working copy differs; they
            are not repaired.
    """

    unsafe: bool = False
    ignores: bool = False
    write: bool = True
    preview: bool = False
    staged: Collection[str] = ()


class RunOptions(NamedTuple):
    """How a run is done.

    Parameters:
        reporters: write the reports.
        jobs: how many processes lint; 0 for one a processor.
        fix: how findings are repaired; `None` for not at all.
        baseline: what is known already, and not reported.
        report_known: whether the known findings are reported instead of the new ones.
        changes: what changed, when only findings on changed lines count.
        contents: bytes that count instead of a file's own, by canonical path.
        gated: codes that have a gate of their own, and so do not count for `fail-on`.
        report_key: what tells the report that is kept in the cache, the only one of the run, from others;
            empty where none is kept.
    """

    reporters: Sequence[Reporter]
    jobs: int = 0
    fix: FixOptions | None = None
    baseline: Baseline | None = None
    report_known: bool = False
    changes: Changes | None = None
    contents: Mapping[str, bytes] | None = None
    gated: frozenset[str] = frozenset()
    report_key: str = ""
