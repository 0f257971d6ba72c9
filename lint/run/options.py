"""The options of a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.report import Reporter
from lint.run.budget import SECONDS

if TYPE_CHECKING:  # few runs need them
    from lint.archive.git import Changes
    from lint.run.baseline import Baseline


class FixOptions(NamedTuple):
    """How findings are fixed.

    Parameters:
        unsafe: whether unsafe fixes are applied too.
        ignores: whether to write suppression comments instead of fixes.
        write: whether files are changed.
        preview: whether to report the findings as they are now, not as they are after the fixes.
        staged: canonical paths of files whose working copy differs from what is staged; they are not fixed.
    """

    unsafe: bool = False
    ignores: bool = False
    write: bool = True
    preview: bool = False
    staged: Collection[str] = ()


class RunOptions(NamedTuple):
    """The options of a run.

    Parameters:
        reporters: write the reports.
        jobs: how many processes lint; 0 for one per processor.
        fix: how findings are fixed; `None` to fix nothing.
        baseline: the known findings, which are not reported.
        report_known: whether to report the known findings instead of the new ones.
        changes: what changed, if only findings on changed lines count.
        contents: bytes to lint instead of a file's own, by canonical path.
        gated: codes with their own limit, which do not count for `fail-on`.
        report_key: identifies the run's only report in the cache; empty to store no report.
        file_timeout: how many seconds of processor time a file may take for each MiB; 0 for any time.
        deliver: takes the files that were fixed to where they belong, before the reports say how many there
            are; returns the real paths of those that it cannot take there, with the reason.
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
    file_timeout: float = SECONDS
    deliver: Callable[[], Mapping[str, str]] | None = None
