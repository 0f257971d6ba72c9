"""Where places are after edits, each found in logarithmic time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from lint.primitives.finding import Edit
from lint.primitives.source import Span


class Moves:
    """Tells where spans are after edits.

    Parameters:
        edits: disjoint, in order of place.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.starts = [edit.span.start for edit in edits]
        self.ends = [edit.span.end for edit in edits]
        grown = (len(edit.content) - (edit.span.end - edit.span.start) for edit in edits)
        # By how much the text before each edit has grown, and the text before the end.
        self._shifts = [0, *accumulate(grown)]

    def moved(self, span: Span) -> Span:
        """Return where a span is after the edits; a replaced span becomes the span of its replacement."""
        start, end = span
        at = bisect_left(self.starts, start)
        if at and self.ends[at - 1] > start:
            at -= 1
            start = self.starts[at]
        start += self._shifts[at]
        at = bisect_right(self.ends, end)
        if at < len(self.starts) and self.starts[at] < end:
            end = self.ends[at]
            at += 1
        return Span(start, max(end + self._shifts[at], start))

    def touch(self, span: Span) -> bool:
        """Return whether an edit overlaps a span, or borders on it."""
        at = bisect_left(self.ends, span.start)
        return at < len(self.starts) and self.starts[at] <= span.end
