"""The blocks of kramdown and Python-Markdown: code, HTML, definitions, and running text.

https://kramdown.gettalong.org/syntax.html. A block element is HTML up to its closing tag, despite empty
lines; an element such as `<br>` begins no block; a fence that is not closed begins no code.
"""

import re
from functools import cache

from lint.post.kramdown_names import BLOCK_CONTENTS, PYTHON_BLOCKS, SPAN_CONTENTS, SPANS, WITHOUT_BODY
from lint.post.kramdown_spans import ANY_TAG, TAG, Definition, normalised
from lint.primitives.source import Span

_LINE = re.compile(
    r"(?P<quote>(?:[ ]{0,3}>[ ]?)*+)(?P<indent>[ \t]*+)"
    r"(?:(?P<blank>\r?$)|(?P<item>(?:[*+-]|\d++\.|:)[ \t]++)"
    r"|(?P<fence>(?P<mark>[~`])(?P=mark){2,}+)(?P<info>[^\n]*)"
    r"|(?P<html></?(?=[A-Za-z_])|<!--)|(?P<extension>\{:)|(?P<label>\*?\[)|(?P<math>\$\$)"
    r"|(?P<heading>\#{1,6}[\t ])|)",
    re.MULTILINE,
)
_INFO = re.compile(r"[ \t]*(?:\S+)?[ \t]*\r?\Z")
_DEFINITION = re.compile(
    r"\[(?P<label>[^\n\]]++)\]:[ \t]*+(?:<(?P<angle>[^>\n]*+)>|(?P<bare>\S(?:[^\n]*?\S)??))"
    r"(?:(?:[ \t]*\r?\n|[ \t]+?)[ \t]*(?P<quote>[\"'])[^\n]+?(?P=quote))?[ \t]*\r?(?:\n|\Z)"
)
_TITLE = re.compile(r"[ \t]+[\"']")
_FOOTNOTE = re.compile(r"\[\^(?P<label>\w[\w-]*+)\]:", re.ASCII)
# https://github.com/Python-Markdown/markdown/blob/master/markdown/blockprocessors.py, extensions/footnotes.py
_ANY_DEFINITION = re.compile(
    r"\[(?P<label>[^\[\]]*[^\[\]\s][^\[\]]*)\]:[ ]*\r?\n?[ ]*"
    r"(?:<(?P<angle>[^>\s]++)>|(?P<bare>[^\s]++))[ ]*(?:\r?\n[ ]*)?"
    r"(?:(?P<quote>[\"'])[^\n]*(?P=quote)[ ]*|\([^\n]*\)[ ]*)?(?:\r?\n|\Z)"
)
_ANY_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\n]*+)\]:")
_ABBREVIATION = re.compile(r"\*\[[^\n]+?\]:[^\n]*(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"\{:(?!:|/)[^}\n]+\}[ \t]*(?=\r?$)", re.MULTILINE)
_EXTENSION = re.compile(
    r"\{::(?P<name>\w+)(?:\s(?P<options>[^}\n]*?))?(?P<closed>/)?\}[ \t]*(?=\r?$)", re.MULTILINE
)
_END = re.compile(r"^[ ]{0,3}\{:/\w*\}[ \t]*(?=\r?$)", re.MULTILINE)
_TASK = re.compile(r"\[[ xX]\](?=[ \t])")
_MARKDOWN = re.compile(r"\smarkdown(?:\s*=\s*[\"']?(0|1|block|span)\b|(?=[\s>]|\Z))")
_READS_MARKDOWN = re.compile(r"<[A-Za-z][^<>]*?\smarkdown\b[^<>]*>")
_INDENT = 4

_UNQUOTED = re.compile(r"^(?![ \t]*>)", re.MULTILINE)
_LONGEST_DEFINITION = 4000


class Blocks:
    """Divides a body into blocks, line by line.

    Attributes:
        code: the places of code and formulas.
        html: the places of HTML blocks.
        texts: the places of running text, each with the offset of the footnote that it is in, or -1.
        definitions: the definitions of references, by normalised label.
        footnotes: the offsets of the footnotes by label; of repeated ones, the last is used.
    """

    def __init__(self, text: str, span: Span, *, is_python: bool) -> None:
        self._is_python = is_python
        self._text = text
        self._end = span.end
        self.code: list[Span] = []
        self.html: list[Span] = []
        self.texts: list[tuple[int, int, int]] = []
        self.definitions: dict[str, Definition] = {}
        self.footnotes: dict[str, int] = {}
        self._paragraph: int | None = None
        self._items: list[int] = []  # where the contents of the lists' items are indented to
        self._footnote = -1
        self._is_quoted = False
        self._parses_html = False
        self._is_nested = False
        self._unclosed: dict[str, int] = {}  # the fences that nothing closes, by their sign

    def read(self, position: int) -> None:
        """Read the lines from an offset on."""
        end = self._end
        quotes = 0
        while position < end:
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
        self.code.append(Span(start, line))
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
            after = self._fence(match, line)
            if after is not None:
                self._close(start)
                self.code.append(Span(at, after))
        elif kind == "html":
            after = self._element(at, start)
        elif kind == "label" and (begins or self._is_python):
            after = self._definition(at, line)
            if after is not None:
                self._close(start)
        elif kind == "extension" and not self._is_python:
            after = self._extension(at, start)
        elif kind == "math" and begins and not self._is_python:
            after = self._formula(at)
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
            self.code.append(Span(position, line))
            position = line
        return position

    def _fence(self, match: re.Match[str], line: int) -> int | None:
        mark = match["fence"]
        if self._is_python and (match["quote"] or match["indent"]):
            return None
        if not _INFO.match(match["info"]) or len(mark) >= self._unclosed.get(
            f"{mark[0]}{bool(match['quote'])}", len(mark) + 1
        ):
            return None
        prefix = r"[ \t]*>[ \t>]*" if match["quote"] else r"[ \t]*"
        closing = _closing_fence(mark, prefix, exactly=self._is_python).search(self._text, line, self._end)
        if closing is None:
            self._unclosed[f"{mark[0]}{bool(match['quote'])}"] = len(mark)
            return None
        if match["quote"] and _UNQUOTED.search(self._text, line, closing.start()) is not None:
            return None
        return min(closing.end() + 1, self._end)

    def _element(self, at: int, start: int) -> int | None:
        """Read an HTML block; `None` if the line is text."""
        text, end = self._text, self._end
        if text.startswith("<!--", at):
            close = text.find("-->", at + 4, end) if "comment" not in self._unclosed else -1
            if close < 0:
                self._unclosed["comment"] = at
            if close < 0 or self._paragraph is not None:
                return None
            self.html.append(Span(at, close + 3))
            return close + 3
        match = (ANY_TAG if self._is_python else TAG).match(text, at, end)
        if match is None:
            return None
        name = match["name"].lower()
        if (
            (self._items or self._is_quoted or name not in PYTHON_BLOCKS)
            if self._is_python
            else name in SPANS
        ):
            return None
        self._close(start)
        model = self._model(match)
        if match["closed"] or name in WITHOUT_BODY or model == "block" or (model == "span" and self._is_python):
            self.html.append(Span(at, match.end()))
            return match.end()
        if model == "span":
            return self._running_text(match, at, end)
        close = _end_of_element(text, match, end)
        if not self._is_python and not self._is_nested and text.find("markdown", match.end(), close) >= 0:
            self._read_raw(Span(at, close), match.end())
        else:
            self.html.append(Span(at, close))
        return close

    def _model(self, match: re.Match[str]) -> str:
        """Return how kramdown reads the contents of an element: as blocks, running text, or HTML."""
        name = match["name"].lower()
        inside = _MARKDOWN.search(match["attributes"])
        if inside is not None:
            model = inside[1] or "01"[self._is_python]
        else:
            model = "1" if self._parses_html and not self._is_nested else "0"
        if model == "1":
            return "block" if name in BLOCK_CONTENTS else "span" if name in SPAN_CONTENTS else "0"
        return model

    def _running_text(self, match: re.Match[str], at: int, end: int) -> int:
        """Read an element whose contents are running text, up to its first end tag."""
        last = _end_tag(match["name"].lower()).search(self._text, match.end(), end)
        inner = Span(match.end(), last.start() if last is not None else end)
        self.html.append(Span(at, inner.start))
        self.texts.append((*inner, self._footnote))
        return last.end() if last is not None else end

    def _read_raw(self, place: Span, start: int) -> None:
        """Read the contents of an HTML block in which elements say that theirs are Markdown."""
        text, saved = self._text, (self._end, self._items)
        self._is_nested = True
        position = place.start
        while (match := _READS_MARKDOWN.search(text, start, place.end)) is not None:
            tag = TAG.match(text, match.start(), place.end)
            start = match.end()
            model = self._model(tag) if tag is not None and not tag["closed"] else "0"
            if tag is None or model == "0":
                continue
            self.html.append(Span(position, tag.end()))
            if model == "span":
                start = self._running_text(tag, tag.start(), place.end)
            else:
                start = _end_of_element(text, tag, place.end)
                self._end, self._items = max(text.rfind("<", tag.end(), start), tag.end()), []
                self.read(tag.end())
                self._end, self._items = saved
            position = start
        self.html.append(Span(position, place.end))
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
            return match.end()
        close = _END.search(text, match.end(), end) if "extension" not in self._unclosed else None
        if close is None:
            self._unclosed["extension"] = at
            return None
        (self.code if match["name"] == "comment" else self.html).append(Span(at, close.end()))
        return close.end()

    def _definition(self, at: int, line: int) -> int | None:
        text, end = self._text, self._end
        match = _ABBREVIATION.match(text, at, end)
        if match is not None:
            return match.end()
        match = (_ANY_FOOTNOTE if self._is_python else _FOOTNOTE).match(text, at, end)
        if match is not None:
            self._footnote = at
            self.footnotes[match["label"]] = at
            self.texts.append((match.end(), line, self._footnote))
            return line
        if line - at > _LONGEST_DEFINITION:
            return None
        match = (_ANY_DEFINITION if self._is_python else _DEFINITION).match(text, at, end)
        if match is None or _TITLE.search(match["bare"] or "") is not None:
            return None
        place = Span(*match.span("angle" if match["angle"] is not None else "bare"))
        self.definitions[normalised(match["label"], is_python=self._is_python)] = Definition(
            place, Span(at, match.end())
        )
        return match.end()

    def _formula(self, at: int) -> int | None:
        close = self._text.find("$$", at + 2, self._end) if "math" not in self._unclosed else -1
        if close < 0:
            self._unclosed["math"] = at
            return None
        rest = self._text.find("\n", close, self._end)
        if self._text[close + 2 : rest if rest >= 0 else self._end].strip():
            return None
        self.code.append(Span(at, close + 2))
        return close + 2


def _columns(indent: str) -> int:
    return len(indent.expandtabs(_INDENT))


@cache
def _closing_fence(mark: str, prefix: str, *, exactly: bool) -> re.Pattern[str]:
    more = "" if exactly else f"{mark[0]}*"
    return re.compile(rf"^{prefix}{mark}{more}[ \t]*\r?$", re.MULTILINE)


def _end_of_element(text: str, match: re.Match[str], end: int) -> int:
    """Return the end of the tag that closes an element, or the end of the body."""
    depth = 1
    last = text.rfind(">", match.end(), end) + 1  # no tag is closed after it
    for tag in _tag_named(match["name"].lower()).finditer(text, match.end(), max(last, match.end())):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    return end


@cache
def _tag_named(name: str) -> re.Pattern[str]:
    if name in ("script", "style"):
        return re.compile(rf"<(/){name}\s*()>", re.IGNORECASE)
    return re.compile(rf"<(?:(/){name}\s*|{name}(?=[\s/>])[^>]*?(/)?)>", re.IGNORECASE)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)
