"""What a file adds to the summary of a run, as the cache stores it."""

import json
from functools import lru_cache
from typing import NamedTuple

from lint.report import RuleCount, Summary

_SEVERITIES = ("error", "warning", "info")


class Outcome(NamedTuple):
    """What a file adds to a summary.

    Parameters:
        counts: its findings counted by rule.
        failing: how many of them make the run fail.
        covered: how many findings are in the baseline.
        stale: how many entries of the baseline match none.
        renamed: its path in the baseline, if it has been renamed.
    """

    counts: list[RuleCount]
    failing: int = 0
    covered: int = 0
    stale: int = 0
    renamed: str | None = None

    def add_to(self, summary: Summary, files: int = 1) -> None:
        """Add the outcome of several files with the same one; the files themselves are not counted."""
        if self.counts:
            summary.add_alike(self.counts, files)
        summary.failing += self.failing * files
        summary.covered += self.covered * files
        summary.stale += self.stale * files
        if self.renamed is not None:
            summary.renamed.add(self.renamed)

    def to_json(self) -> str:
        """Return the outcome as JSON; empty for the usual one, that of a file without findings."""
        return _json(tuple(self.counts), *self[1:]) if any(self) else ""


@lru_cache(maxsize=4096)  # most posts have the same few findings
def _json(*outcome: object) -> str:
    return json.dumps(outcome)


@lru_cache(maxsize=4096)  # as above
def read(text: str) -> Outcome | None:
    """Read an outcome; return `None` for what `to_json` cannot have written."""
    if not text:
        return Outcome([])
    try:
        rows, failing, covered, stale, renamed = json.loads(text)
        counts = [RuleCount(*row) for row in rows]
    except (ValueError, TypeError, RecursionError):
        return None
    texts = all(isinstance(each, str) for row in counts for each in row[:4])
    numbers = [each for row in counts for each in row[4:]] + [failing, covered, stale]
    known = all(row.severity in _SEVERITIES for row in counts)
    sound = texts and known and all(type(each) is int for each in numbers) and isinstance(renamed, str | None)
    return Outcome(counts, failing, covered, stale, renamed) if sound else None
