"""The parts of Markdown that are code or comments, as far as a reader of references needs to know them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lint.primitives.patterns import regex
from lint.primitives.place import Span

_FENCE = regex(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$", re.MULTILINE)
_MARK = regex(r"`+|<!--|%%|\$\$")
_RUN = regex(r"`+")
_PARAGRAPH_END = regex(r"\n[ \t>]*\n")


class Places:
    """Some places in a text, in order.

    Parameters:
        spans: the places.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._starts = [span.start for span in self._spans]

    def has(self, place: int) -> bool:
        """Return whether an offset is in one of them."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._spans[at].end


def code_places(text: str, start: int, end: int, *, percent: bool = False, indented: bool = False) -> Places:
    """Return the places of fenced code, code spans and comments in a body.

    Parameters:
        text: the text of the file.
        start: where the body begins.
        end: where it ends.
        percent: whether `%%` encloses a comment, and `$$` a formula, as in Obsidian.
        indented: whether indented code is among them; some builders run templates in it.
    """
    blocks = list(fences(text, start, end))
    if indented:
        from lint.archive.builders.indented_code import indented_code  # few need it

        blocks = sorted([*blocks, *indented_code(text, start, end, blocks)])
    return Places(_merged(text, start, end, blocks, percent=percent))


def _merged(text: str, start: int, end: int, blocks: Iterable[Span], *, percent: bool) -> Iterator[Span]:
    """Yield the places in order: blocks of code, and what is between."""
    position = start
    for block in blocks:
        yield from _spans(text, position, block.start, percent=percent)
        yield block
        position = block.end
    yield from _spans(text, position, end, percent=percent)


def fences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places of fenced code; one that is not closed ends with the body."""
    opened, mark = -1, ""
    for match in _FENCE.finditer(text, start, end):
        if opened < 0:
            if match[1][0] == "~" or "`" not in match[2]:
                opened, mark = match.start(), match[1]
        elif match[1].startswith(mark) and not match[2].strip():
            yield Span(opened, match.end())
            opened = -1
    if opened >= 0:
        yield Span(opened, end)


def _spans(text: str, start: int, end: int, *, percent: bool) -> Iterator[Span]:
    """Yield code spans and comments in text without fences, in linear time."""
    position = start
    missing: set[str] = set()  # what does not close is looked for once
    runs: dict[str, int] = {}
    paragraph = start
    while (match := _MARK.search(text, position, end)) is not None:
        mark = match[0]
        position = match.end()
        if mark in ("%%", "$$") and not percent:
            continue
        if mark[0] == "`":
            if match.start() >= paragraph:
                after = _PARAGRAPH_END.search(text, match.start(), end)
                paragraph = after.start() if after is not None else end
                # The last run of each length, so that what does not close is not looked for.
                runs = {run[0]: run.start() for run in _RUN.finditer(text, match.start(), paragraph)}
            is_closed = runs.get(mark, -1) >= position
            close = _closing(text, mark, position, paragraph) if is_closed else -1
        else:
            wanted = "-->" if mark == "<!--" else mark
            close = -1 if mark in missing else text.find(wanted, position, end)
            close += len(wanted) * (close >= 0)
        if close < 0:
            missing.add(mark)
            continue
        yield Span(match.start(), close)
        position = close


def _closing(text: str, mark: str, position: int, end: int) -> int:
    """Return the end of the run of backticks that closes a code span; -1 if there is none."""
    while (at := text.find(mark, position, end)) >= 0:
        after = at
        while after < end and text[after] == "`":
            after += 1
        if after - at == len(mark):
            return after
        position = after
    return -1
