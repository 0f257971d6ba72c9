"""The runs of backticks in a text, among which the ends of code are found in one reading."""

from bisect import bisect_left

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_RUN = regex(r"`+")


class Backticks:
    """The runs of backticks in `text[span]`, by length."""

    def __init__(self, text: str, span: Span) -> None:
        self._starts: dict[int, list[int]] = {}
        for match in _RUN.finditer(text, *span):
            self._starts.setdefault(len(match[0]), []).append(match.start())

    def find(self, length: int, start: int) -> int | None:
        """Return where the first run of a length begins, from `start` on; `None` if there is none."""
        starts = self._starts.get(length, [])
        index = bisect_left(starts, start)
        return starts[index] if index < len(starts) else None
