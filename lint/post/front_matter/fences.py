"""The fences around a front matter: where they are, and what is wrong around them."""

import re
from typing import Literal, NamedTuple

from lint.primitives.source import BOM, Span

Format = Literal["yaml", "toml", "json", "other"]
DefectKind = Literal["bom", "blank", "unterminated", "trailing-text"]

# Jekyll: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?); Hugo: ---, +++, {; gray-matter: ---LANG, ;;;.
OPEN_YAML = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
CLOSE_YAML = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
OPEN_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)")
_CLOSE_TOML = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_OPEN_JSON = re.compile(r";;;[ \t]*(?:\r\n|\n|\r)")
_CLOSE_JSON = re.compile(r"^;;;[ \t]*\r?$", re.MULTILINE)
_BLANK = re.compile(r"\s+")


class FenceDefect(NamedTuple):
    """Something wrong around the fences: what kind, and where."""

    kind: DefectKind
    span: Span


class Fences:
    """The fences of one format.

    Parameters:
        format_: the format between them.
        opening: matches the opening fence with its line break, at a given offset.
        closing: finds the closing fence's line.
    """

    def __init__(self, format_: Format, opening: re.Pattern[str], closing: re.Pattern[str]) -> None:
        self.format: Format = format_
        self.opening = opening
        self.closing = closing

    def locate(self, text: str, start: int) -> tuple[Span, Span, int] | None:
        """Give the opening fence, the content and the offset of the body; `None` without both fences."""
        opened = self.opening.match(text, start)
        if opened is None:
            return None
        closed = self._close(text, opened.end())
        if closed is None:
            return None
        fence = Span(start, start + len(text[start : opened.end()].rstrip()))
        return fence, Span(opened.end(), closed.start()), after_line_break(text, closed.end())

    def _close(self, text: str, start: int) -> re.Match[str] | None:
        if self.format != "yaml":
            return self.closing.search(text, start)
        # Finding a text is faster than trying every line; the line break before `start` may be the mark's.
        dashes = text.find("\n---", start - 1)
        dots = text.find("\n...", start - 1, dashes if dashes >= 0 else len(text))
        first = dots if dots >= 0 else dashes
        return self.closing.search(text, max(first + 1, start)) if first >= 0 else None


YAML = Fences("yaml", OPEN_YAML, CLOSE_YAML)
TOML = Fences("toml", OPEN_TOML, _CLOSE_TOML)
JSON = Fences("json", _OPEN_JSON, _CLOSE_JSON)


def leading_defects(text: str) -> tuple[int, list[FenceDefect]]:
    """Give where the front matter may begin, and what is before it that should not be."""
    defects: list[FenceDefect] = []
    start = 0
    if text.startswith(BOM):
        start = 1
        defects.append(FenceDefect("bom", Span(0, 1)))
    if blank := _BLANK.match(text, start):
        defects.append(FenceDefect("blank", Span(start, blank.end())))
        start = blank.end()
    return start, defects


def after_line_break(text: str, offset: int) -> int:
    """Give the offset after the line break at `offset`; `offset` itself without one."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset
