"""The fences around a front matter: where they are, and what is wrong with them."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from lint.primitives.patterns import regex
from lint.primitives.source import Span

Format = Literal["yaml", "toml", "json", "lines", "other"]
DefectKind = Literal[
    "bom", "blank", "format", "language", "opening", "trailing-text", "dots", "mark", "unterminated"
]

# The languages after the fence that gray-matter has an engine for, and TOML, which sites add.
_LANGUAGES: dict[str, Format] = {
    "": "yaml", "yaml": "yaml", "yml": "yaml", "json": "json", "toml": "toml",
}  # fmt: skip
_LINE = r"[^\r\n]*(?:\r\n|\n|\r|\Z)"
# An escape may be in a string that does not end.
_BRACE = regex(r'[{}]|\\.|"(?:[^"\\\n]|\\.)*+"')


class FenceDefect(NamedTuple):
    """A problem with the fences, and its place."""

    kind: DefectKind
    span: Span


class Located(NamedTuple):
    """A front matter that was found.

    Parameters:
        format: the format of its content.
        fence: the opening fence, without its line break; empty if there is none.
        content: the text between the fences.
        body: the offset where the body begins.
        closed: whether it has a closing fence.
        language: what follows the opening fence, as in `---json`.
    """

    format: Format
    fence: Span
    content: Span
    body: int
    closed: bool = True
    language: str = ""


class Fences(NamedTuple):
    r"""The fences of one format.

    Parameters:
        format: the format between them; a group `language` of the opening fence overrides it.
        opening: matches the opening fence with its line break.
        closing: finds the closing fence at the beginning of a line, with the spaces after it. `{fence}` in it
            is the group `fence` of the opening one.
        markers: what the closing fence begins with; finding that is faster than trying every line.
        least: the number of characters that the content has at least.
        may_be_open: whether the end of the file closes it.
    """

    format: Format
    opening: str
    closing: str
    markers: tuple[str, ...]
    least: int = 0
    may_be_open: bool = False

    def locate(self, text: str, start: int) -> Located | None:
        """Return the front matter that begins at an offset; `None` without both fences."""
        opened = compiled(self.opening).match(text, start)
        if opened is None:
            return None
        end = opened.end()
        groups = opened.groupdict() if opened.re.groups else {}
        first = end + self.least
        if self.least and text.startswith("\r\n", end):
            first += 1  # Hexo reads both as one character
        # The opening fence ends with a line break, unless the rest of its line is content.
        at, limit = max(first - 1, start), len(text)
        for marker in self.markers:
            found = text.find(marker, at, limit)
            limit = found if found >= 0 else limit
        closed = None
        if limit < len(text):
            closing = self.closing
            if "fence" in groups:
                closing = closing.replace("{fence}", re.escape(groups["fence"]))
            closed = compiled(closing).search(text, max(limit, first))
        if closed is None and not self.may_be_open:
            return None
        format_, language = self.format, groups.get("language", "").strip()
        if language:
            format_ = _LANGUAGES.get(language.lower(), "other")
        elif groups.get("language", "").strip(" \t\r"):
            end = opened.start("language")  # spaces that are none for YAML
        elif closed is not None and closed[0].startswith(";"):
            format_ = "json"
        fence = Span(start, start + len(text[start : opened.end()].rstrip()))
        if closed is None:
            return Located(format_, fence, Span(end, len(text)), len(text), closed=False, language=language)
        body = after_line_break(text, closed.end())
        return Located(format_, fence, Span(end, closed.start()), body, language=language)


class Braces(NamedTuple):
    """A JSON object in braces, without fences."""

    format: Format = "json"

    def locate(self, text: str, start: int) -> Located | None:
        """Return the object that begins at an offset; `None` if there is none, or it does not end."""
        if not compiled(r"\{\s*[\"}]").match(text, start):
            return None
        depth = 0
        for match in _BRACE.finditer(text, start):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth == 0:
                end = match.end()
                return Located("json", Span(start, start + 1), Span(start, end), after_line_break(text, end))
        return None


class Lines(NamedTuple):
    """Python-Markdown's metadata: `Key: value` lines up to an empty one, with or without fences.

    https://python-markdown.github.io/extensions/meta_data/
    """

    format: Format = "lines"

    def locate(self, text: str, start: int) -> Located | None:
        """Return the lines that begin at an offset; `None` if the first is no `Key: value`."""
        opened = compiled(rf"---{_LINE}").match(text, start)
        first = opened.end() if opened else start
        field = rf" {{0,3}}[A-Za-z0-9_-]+:{_LINE}(?:(?: {{4,}}| {{0,3}}\t)[^\S\r\n]*\S{_LINE})*"
        lines = compiled(rf"(?:{field})+").match(text, first)
        if lines is None:
            return None
        end = lines.end()
        closed = compiled(rf"(?:---|\.\.\.){_LINE}|[^\S\r\n]*(?:\r\n|\n|\r)").match(text, end)
        fence = Span(start, start + len(text[start:first].rstrip()))
        return Located("lines", fence, Span(first, end), closed.end() if closed else end)


AnyFences = Fences | Braces | Lines


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled once; `^` matches at each line."""
    return re.compile(pattern, re.MULTILINE)


def after_line_break(text: str, offset: int) -> int:
    """Return the offset after the line break at `offset`; `offset` itself without one."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset
