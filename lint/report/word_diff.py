"""What fixes change, for somebody at a terminal: word by word, with little of the line around it."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from lint.primitives.source import Source
from lint.primitives.text import counted
from lint.report.columns import most_columns
from lint.report.diff import FixReporter
from lint.report.inert import Syntax
from lint.report.printable import printable
from lint.report.word_changes import ADDED, KEPT, REMOVED, Part, changes, lines_of

_ENDS = ("\r", "\n")
_LEAST_WIDTH = 40
# Columns around a change in a line that does not fit.
_CONTEXT = 24
# Of what is removed or added, so many characters are shown.
_LONGEST = 480
_GUTTER = 5
_STYLES = {REMOVED: "31", ADDED: "32"}
_REVERSED = ";7"  # spaces have no other colour
_MARKS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}


class WordDiffReporter(FixReporter):
    """What fixes change; without colours, as `[-removed-]{+added+}`."""

    syntax = Syntax.TEXT

    def change(self, before: Source, after: Source) -> str:
        """Return the changes of a file."""
        if after is before or before.text == after.text:
            return ""
        lines = [self._paint(printable(before.filename), "1")]
        for first, parts in changes(before.text, after.text):
            for row, line in _lines(first, parts):
                lines += self._rows(row, line)
        return "\n".join(lines) + "\n\n"

    def _rows(self, row: int, line: Sequence[Part]) -> Iterator[str]:
        """Yield a line with its changes, on as many rows as it takes."""
        room = max(self.options.width, _LEAST_WIDTH) - _GUTTER - len(" | ")
        shown = [Part(kind, _middle(text) if kind != KEPT else text) for kind, text in line]
        marks = 0 if self.options.color else sum(len(kind.strip()) * 4 for kind, _ in line)
        if marks + sum(most_columns(_visible(text)) for _, text in shown) > room:
            shown = list(_narrowed(shown))
        number = f"{row:>{_GUTTER}}"
        for text in self._filled(shown, room):
            yield f"{number} | {text}"
            number = " " * len(number)

    def _filled(self, parts: Sequence[Part], room: int) -> Iterator[str]:
        """Yield rows that are filled with the parts of a line."""
        row, left = "", room
        for kind, text in parts:
            begin, end = ("", "") if self.options.color or kind == KEPT else _MARKS[kind]
            for piece in _pieces(begin + _visible(text) + end):
                width = most_columns(piece)
                if width > left and row:
                    yield row.rstrip(" ")
                    row, left = "", room
                while width > left:
                    at = _fitting(piece, left)
                    yield self._styled(piece[:at], kind)
                    piece = piece[at:]  # noqa: PLW2901 - what is left of it
                    width = most_columns(piece)
                row += self._styled(piece, kind)
                left -= width
        if row:
            yield row

    def _styled(self, text: str, kind: str) -> str:
        if kind == KEPT or not text:
            return text
        return self._paint(text, _STYLES[kind] + (_REVERSED if text.isspace() else ""))

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.options.color else text


def _lines(row: int, parts: Sequence[Part]) -> Iterator[tuple[int, list[Part]]]:
    """Yield the lines of the parts that have a change, with their numbers before it."""
    line: list[Part] = []
    first = row
    for kind, text in parts:
        for piece in lines_of(text):
            ends = piece.endswith(_ENDS)
            row += ends and kind != ADDED
            # What is kept ends a line without being shown.
            line.append(Part(kind, piece.rstrip("\r\n") if kind == KEPT else piece))
            if ends and (kind != REMOVED or all(each.kind == REMOVED for each in line)):
                yield from _changed(first, line)
                line, first = [], row
    yield from _changed(first, line)


def _changed(row: int, line: list[Part]) -> Iterator[tuple[int, list[Part]]]:
    kinds = {each.kind for each in line}
    if kinds in ({REMOVED}, {ADDED}):
        # A line that comes or goes as a whole needs no sign for its end.
        line = [Part(kind, text.rstrip("\r\n") or text) for kind, text in line]
    if kinds - {KEPT}:
        yield row, line


def _middle(text: str) -> str:
    """Return a change without its middle, if it is long."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    return f"{text[:half]}… {counted(len(text) - 2 * half, 'character')} …{text[-half:]}"


def _narrowed(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts of a line with little of what is kept."""
    for index, (kind, text) in enumerate(parts):
        # Twice as many characters have the columns, and shape each other beyond what is shown.
        before = text[: 2 * _CONTEXT] if index else ""
        after = text[-2 * _CONTEXT :] if index < len(parts) - 1 else ""
        if kind != KEPT or len(text) <= len(before) + len(after):
            yield Part(kind, text)
        else:
            yield Part(kind, f"{_start(before)}…{_start(after[::-1])[::-1]}")


def _start(text: str) -> str:
    """Return as much of a text as the context has columns."""
    while most_columns(text) > _CONTEXT:
        text = text[: len(text) - max(1, (most_columns(text) - _CONTEXT) // 2)]
    return text


def _pieces(text: str) -> list[str]:
    """Return a text in pieces that rows are better not broken in: words, each with the space after it."""
    return re.findall(r"\S+\s*|\s+", text)


def _fitting(text: str, room: int) -> int:
    """Return how many characters fit into some columns, at least one."""
    ends = accumulate(map(most_columns, text))
    return max(sum(1 for _ in takewhile(room.__ge__, ends)), 1)


def _visible(text: str) -> str:
    return printable(text).replace("\\x0d", "\\r").replace("\\x0a", "\\n")
