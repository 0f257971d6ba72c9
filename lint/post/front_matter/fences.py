"""The fences around a front matter: where they are, and what is wrong with them."""

import re
from typing import Literal, NamedTuple

from lint.primitives.source import Span

Format = Literal["yaml", "toml", "json", "other"]
DefectKind = Literal["bom", "blank", "unterminated", "trailing-text"]

# Jekyll: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?); Hugo: ---, +++, {; gray-matter: ---LANG, ;;;.
_OPEN_YAML = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSE_YAML = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_OPEN_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)")
_CLOSE_TOML = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_OPEN_JSON = re.compile(r";;;[ \t]*(?:\r\n|\n|\r)")
_CLOSE_JSON = re.compile(r"^;;;[ \t]*\r?$", re.MULTILINE)


class FenceDefect(NamedTuple):
    """A problem with the fences, and its place."""

    kind: DefectKind
    span: Span


class Fences(NamedTuple):
    """The fences of one format.

    Parameters:
        format: the format between them.
        opening: matches the opening fence with its line break.
        closing: finds the closing fence's line.
    """

    format: Format
    opening: re.Pattern[str]
    closing: re.Pattern[str]

    def locate(self, text: str, start: int) -> tuple[Span, Span, int] | None:
        """Return the opening fence, the content and the offset of the body; `None` without both fences."""
        opened = self.opening.match(text, start)
        if opened is None:
            return None
        end = opened.end()
        if self.format == "yaml":
            # Finding a string is faster than trying every line; `end` is after a line break.
            dashes = text.find("\n---", end - 1)
            dots = text.find("\n...", end - 1, dashes if dashes >= 0 else len(text))
            first = dots if dots >= 0 else dashes
            if first < 0:
                return None
            end = max(first + 1, end)
        closed = self.closing.search(text, end)
        if closed is None:
            return None
        fence = Span(start, start + len(text[start : opened.end()].rstrip()))
        return fence, Span(opened.end(), closed.start()), after_line_break(text, closed.end())


YAML = Fences("yaml", _OPEN_YAML, _CLOSE_YAML)
TOML = Fences("toml", _OPEN_TOML, _CLOSE_TOML)
JSON = Fences("json", _OPEN_JSON, _CLOSE_JSON)


def after_line_break(text: str, offset: int) -> int:
    """Return the offset after the line break at `offset`; `offset` itself without one."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset
