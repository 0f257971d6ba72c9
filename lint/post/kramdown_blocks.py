"""The blocks of kramdown and Python-Markdown: code, HTML, definitions, and running text.

https://kramdown.gettalong.org/syntax.html. A block element is HTML up to its closing tag, despite empty
lines; an element such as `<br>` begins no block; a fence that is not closed begins no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.post.kramdown_code import CodeEnds
from lint.post.kramdown_definitions import read_definition
from lint.post.kramdown_elements import Element, begins_block, element_of, elements_with_markdown, end_tag
from lint.post.kramdown_spans import Definition
from lint.post.kramdown_tags import PythonTags, kramdown_tag
from lint.post.many import PlaceList
from lint.post.stretches import known
from lint.primitives.patterns import regex
from lint.primitives.source import Span

if TYPE_CHECKING:
    from lint.post.known_blocks import KnownBlocks

_LINE = regex(
    r"(?P<quote>(?:[ ]{0,3}>[ ]?)*)(?P<indent>[ \t]*+)"
    r"(?:(?P<blank>\r?$)|(?P<item>(?:[*+-]|\d++\.|:)[ \t]++)"
    r"|(?P<fence>(?P<mark>[~`])(?P=mark){2,}+)(?P<info>[^\n]*)"
    r"|(?P<html></?(?=[A-Za-z_])|<!--)|(?P<extension>\{:)|(?P<label>\*?\[)|(?P<math>\$\$)"
    r"|(?P<heading>\#{1,6}[\t ])|)",
    re.MULTILINE,
)
# Lines of a paragraph that begin nothing else, and need not be looked at one by one.
_PLAIN = regex(r"(?:[^\s>*+\-:~`<{\[$#\d][^\n]*+\n)++")
_ATTRIBUTES = regex(r"\{:(?!:|/)[^}\n]+\}[ \t]*(?=\r?$)", re.MULTILINE)
_EXTENSION = regex(
    r"\{::(?P<name>\w+)(?:\s(?P<options>[^}\n]*?))?(?P<closed>/)?\}[ \t]*(?=\r?$)", re.MULTILINE
)
_END = regex(r"^[ ]{0,3}\{:/\w*\}[ \t]*(?=\r?$)", re.MULTILINE)
_INDENT = 4
_TASK = regex(r"\[[ xX]\](?=[ \t])")
_READS_INDENT = 4


class Blocks:
    """Divides a body into blocks, line by line.

    Attributes:
        code: the places of code and formulas.
        indented: those of code that is code as it is indented.
        html: the places of HTML blocks.
        texts: the places of running text, each with the offset of the footnote that it is in, or -1.
        definitions: the definitions of references, by normalised label.
        footnotes: the offsets of the footnotes by label; of repeated ones, the last is used.
    """

    def __init__(self, text: str, span: Span, *, is_python: bool, parses_html: bool = False) -> None:
        self._is_python = is_python
        self._text = text
        self._end = span.end
        self.code = PlaceList("Q")
        self.indented = PlaceList("Q")
        self.html = PlaceList("Q")
        self.texts: list[tuple[int, int, int]] = []
        self.definitions: dict[str, Definition] = {}
        self.footnotes: dict[str, int] = {}
        self._paragraph: int | None = None
        self._items: list[int] = []  # where the contents of the lists' items are indented to
        self._footnote = -1
        self._is_quoted = False
        self._parses_html = parses_html
        self._is_nested = False
        self._unclosed: set[str] = set()
        self._code_ends = CodeEnds(text, is_python=is_python)
        self._python_tags = PythonTags(text, span.end)
        self._known = self._known_blocks() if not is_python else None

    def read(self, position: int) -> None:
        """Read the lines from an offset on."""
        end = self._end
        known_blocks = self._known if not self._is_nested else None
        quotes = 0
        while position < end:
            if known_blocks is not None and self._paragraph is None and quotes == 0 and self._footnote < 0:
                position, self._items = known_blocks.after(
                    position, self._items, parses_html=self._parses_html
                )
                if position == end:
                    break
            if self._paragraph is not None and (plain := _PLAIN.match(self._text, position, end)) is not None:
                position = plain.end()
                continue
            if quotes == 0 and self._text[position] == "\n":
                self._close(position)
                position += 1
                continue
            match = _LINE.match(self._text, position, end)
            if match is None:
                break
            line = self._text.find("\n", position, end) + 1 or end
            depth = match["quote"].count(">")
            if depth != quotes and not (depth < quotes and self._paragraph is not None):
                self._close(position)
                self._items = []
                quotes = depth
                self._is_quoted = depth > 0
            position = self._line(match, position, line)
        self._close(end)

    def _known_blocks(self) -> KnownBlocks | None:
        kept = known("blocks")
        if kept is None:
            return None
        from lint.post.known_blocks import KnownBlocks  # for a process that reads posts again and again

        lists = self.code, self.indented, self.html
        return KnownBlocks(kept, self._text, self._end, self.texts, lists, self.definitions)

    @property
    def groups(self) -> Sequence[tuple[int, int, int, int]]:
        """The texts in a row that are read alike wherever they are, as `KnownBlocks` says."""
        return self._known.groups if self._known is not None else ()

    def _tie(self) -> None:
        """Say that what is being read depends on what is elsewhere, or decides on it."""
        if self._known is not None:
            self._known.is_tied = True

    def _close(self, end: int) -> None:
        if self._paragraph is not None:
            self.texts.append((self._paragraph, end, self._footnote))
            self._paragraph = None

    def _line(self, match: re.Match[str], start: int, line: int) -> int:
        """Read one line, or the block that begins in it; return where to go on."""
        kind = "fence" if match["fence"] is not None else match.lastgroup or ""
        if kind == "blank":
            self._close(start)
            return line
        indent = _columns(match["indent"])
        if start == 0 or self._text[start - 1] == "\n":
            after = self._indented(kind, indent, start, line)
            if after is not None:
                return after
        at = match.end("indent")
        if kind == "item" and not (self._is_python and self._paragraph is not None and not self._items):
            return self._item(match, indent, line)
        if kind == "heading":
            self._close(start)
            self.texts.append((at, line, self._footnote))
            return line
        after = self._block(kind, match, at, line)
        if after is not None:
            return after
        if self._paragraph is None:
            self._paragraph = at
        return line

    def _indented(self, kind: str, indent: int, start: int, line: int) -> int | None:
        """Read a line that is code as it is indented; else return `None`."""
        if self._paragraph is not None:
            return line if not self._items and indent >= _INDENT else None
        while self._items and indent < self._items[-1]:
            self._items.pop()
        if not self._items and indent < _INDENT:
            self._footnote = -1
        base = self._items[-1] if self._items else _INDENT if self._footnote >= 0 else 0
        if self._is_python:
            base = max(base, _INDENT * len(self._items))
        if indent < base + _INDENT or kind == "item":
            return None
        self.code.add(start, line)
        self.indented.add(start, line)
        return self._rest_of_code(line, base + _INDENT)

    def _item(self, match: re.Match[str], indent: int, line: int) -> int:
        self._close(match.start())
        while self._items and indent < self._items[-1]:
            self._items.pop()
        self._items.append(indent + _columns(match["item"]))
        end = match.end("item")
        task = _TASK.match(self._text, end, line) if not self._is_python else None
        return task.end() if task is not None else end

    def _block(self, kind: str, match: re.Match[str], at: int, line: int) -> int | None:
        """Read a block that is not text, and return where it ends; `None` if it is text."""
        start, begins = match.start(), self._paragraph is None
        after: int | None = None
        if kind == "fence":
            after = self._code_ends.of_fence(match, line, self._end)
            if after is not None:
                self._close(start)
                self.code.add(at, after)
            else:
                self._tie()
        elif kind == "html":
            after = self._element(at, start)
        elif kind == "label" and (begins or self._is_python):
            after = self._definition(at, line)
            if after is not None:
                self._close(start)
        elif kind == "extension" and not self._is_python:
            after = self._extension(at, start)
        elif kind == "math" and begins and not self._is_python:
            after = self._code_ends.of_formula(at, self._end)
            if after is not None:
                self.code.add(at, after)
            else:
                self._tie()
        return after

    def _rest_of_code(self, position: int, indent: int) -> int:
        """Add the further lines of indented code; a line that is not indented may be in its middle."""
        text, end = self._text, self._end
        while position < end:
            match = _LINE.match(text, position, end)
            line = text.find("\n", position, end) + 1 or end
            if match is None or match["blank"] is not None or match.lastgroup in ("html", "extension"):
                break
            if match["quote"] and _columns(match["indent"]) < indent:
                break
            self.code.add(position, line)
            self.indented.add(position, line)
            position = line
        return position

    def _element(self, at: int, start: int) -> int | None:
        """Read an HTML block; `None` if the line is text."""
        text, end = self._text, self._end
        if text.startswith("<!--", at):
            if self._paragraph is not None:
                return None
            close = text.find("-->", at + 4, end) if "comment" not in self._unclosed else -1
            if close < 0:
                self._unclosed.add("comment")
                self._tie()
                return None
            self.html.add(at, close + 3)
            return close + 3
        if self._is_python and (self._items or self._is_quoted):
            return None
        tag = self._python_tags.read(at) if self._is_python else kramdown_tag(text, at, end)
        if tag is None:
            self._tie()  # it may be one that is not finished
        if tag is None or not begins_block(tag, is_python=self._is_python):
            return None
        parses_html = self._parses_html and not self._is_nested
        element = element_of(text, tag, is_python=self._is_python, parses_html=parses_html)
        self._close(start)
        return self._contents(element, at)

    def _contents(self, element: Element, at: int) -> int:
        """Read an element, or the beginning of it whose contents are blocks; return where to go on."""
        if element.contents in ("none", "block"):
            self.html.add(at, element.span.end)
            return element.span.end
        close = end_tag(self._text, element, self._end)
        if element.contents == "span":
            self.html.add(at, element.span.end)
            self.texts.append((element.span.end, close.start, self._footnote))
        elif self._is_python or self._is_nested:
            self.html.add(at, close.end)
        else:
            self._read_within(Span(at, close.end), element.span.end)
        return close.end

    def _read_within(self, place: Span, start: int) -> None:
        """Read an HTML block, in which elements may say that their contents are Markdown."""
        saved = self._end, self._items
        self._is_nested = True
        position = place.start
        for element, close in elements_with_markdown(self._text, start, place.end):
            self.html.add(position, element.span.end)
            if element.contents == "span":
                self.texts.append((element.span.end, close.start, self._footnote))
            else:
                self._end, self._items = close.start, []
                self.read(element.span.end)
                self._end, self._items = saved
            position = close.end
        self.html.append(position << 32 | place.end)  # as `add` does, for speed
        self._is_nested = False

    def _extension(self, at: int, start: int) -> int | None:
        text, end = self._text, self._end
        match = _ATTRIBUTES.match(text, at, end)
        if match is not None:
            self._close(start)
            return match.end()
        match = _EXTENSION.match(text, at, end) if self._paragraph is None else None
        if match is None:
            return None
        if match["closed"]:
            if match["name"] == "options" and 'parse_block_html="true"' in (match["options"] or ""):
                self._parses_html = True
                self._tie()
            return match.end()
        close = _END.search(text, match.end(), end) if "extension" not in self._unclosed else None
        if close is None:
            self._unclosed.add("extension")
            self._tie()
            return None
        (self.code if match["name"] == "comment" else self.html).add(at, close.end())
        return close.end()

    def _definition(self, at: int, line: int) -> int | None:
        found = read_definition(self._text, at, line, self._end, is_python=self._is_python)
        if found is None:
            return None
        if found.kind == "footnote":
            self._tie()
            self._footnote = at
            self.footnotes[found.label] = at
            self.texts.append((found.end, line, self._footnote))
            return line
        if found.definition is not None:
            self.definitions[found.label] = found.definition
            if self._known is not None:
                self._known.define(found.label, found.end)
        return found.end


def _columns(indent: str) -> int:
    return len(indent.expandtabs(_INDENT))
