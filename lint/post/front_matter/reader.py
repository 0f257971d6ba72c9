"""Where a file's front matter stands, and what it says.

The handlers here follow python-frontmatter's protocol (`detect`, `split`, `load`), so they also work
with `frontmatter.load(path, handler=PlacedYAML())`; the linter calls them through `read`, because
`frontmatter.parse` strips the text and turns CRLF into LF, which would move every place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from frontmatter.default_handlers import BaseHandler

from lint.post.front_matter.nodes import Parsed, SyntaxProblem
from lint.post.front_matter.yaml_reader import read_yaml
from lint.primitives.source import BOM, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.post.front_matter.nodes import Node, Repeated

Format = Literal["yaml", "toml", "json", "other"]
DefectKind = Literal["bom", "blank", "unterminated", "trailing-text"]

# Jekyll: \A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?); Hugo: ---, +++, {; gray-matter: ---LANG, ;;;.
_BLANK = re.compile(r"\s+")
_OPEN_YAML = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
_CLOSE_YAML = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_OPEN_LANGUAGE = re.compile(r"---(yaml|yml|toml|json|json5|js|javascript|coffee)[ \t]*(?:\r\n|\n|\r)")
_OPEN_TOML = re.compile(r"\+\+\+[ \t]*(?:\r\n|\n|\r)")
_CLOSE_TOML = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_OPEN_SEMICOLONS = re.compile(r";;;[ \t]*(?:\r\n|\n|\r)")
_CLOSE_SEMICOLONS = re.compile(r"^;;;[ \t]*\r?$", re.MULTILINE)
_OPEN_OBJECT = re.compile(r"\{\s*[\"}]")
_TRAILING_TEXT = re.compile(r"---[ \t]+(?!-)(\S[^\r\n]*+)(?:\r\n|\n|\r)(?=[^\s:#\-][^\r\n:]*:(?:\s|\Z))")
_KEY_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*(?:\r\n|\n|\r)[ \t]*)*[A-Za-z_][\w\- ]*:(?:[ \t]|[\r\n]|\Z)")
_LANGUAGES: Mapping[str, Format] = {"yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}


class FenceDefect:
    """Something wrong around the fences: what kind, and where."""

    __slots__ = ("kind", "span")

    def __init__(self, kind: DefectKind, span: Span) -> None:
        self.kind = kind
        self.span = span


class FrontMatter:
    """A post's front matter, read once.

    Parameters:
        format: `yaml`, `toml`, `json`, or `other` for one that is recognised but not read (`---js`).
        open: the opening fence, without its line break; empty for a bare JSON object.
        content: what stands between the fences.
        body: where the post's body begins.
        parsed: the value tree, or why there is none.
        defects: what is wrong around the fences.
    """

    __slots__ = ("body", "content", "data", "defects", "format", "open", "parsed")

    def __init__(
        self,
        format_: Format,
        open_: Span,
        content: Span,
        body: int,
        parsed: Parsed,
        defects: Sequence[FenceDefect] = (),
    ) -> None:
        self.format = format_
        self.open = open_
        self.content = content
        self.body = body
        self.parsed = parsed
        self.defects = defects
        value = parsed.root.value if parsed.root is not None else None
        self.data: dict[str, object] = value if isinstance(value, dict) else {}

    @property
    def root(self) -> Node | None:
        """The mapping that holds the fields; `None` when there is none to read."""
        root = self.parsed.root
        return root if root is not None and root.kind == "mapping" else None

    @property
    def problem(self) -> SyntaxProblem | None:
        """Why the front matter does not parse."""
        return self.parsed.problem

    @property
    def repeated(self) -> Sequence[Repeated]:
        """The keys that stand twice."""
        return self.parsed.repeated


class PlacedHandler(BaseHandler):
    """A python-frontmatter handler that knows where things stand.

    Parameters:
        format_: the format its `load` reads.
        opening: matches the opening fence with its line break, at a given offset.
        closing: finds the closing fence's line.
    """

    def __init__(self, format_: Format, opening: re.Pattern[str], closing: re.Pattern[str]) -> None:
        super().__init__(fm_boundary=closing)
        self.content_format: Format = format_
        self.opening = opening
        self.closing = closing

    def detect(self, text: str) -> bool:
        """Say whether `text` begins with this handler's fence and has its end."""
        return self.locate(text, 0) is not None

    def locate(self, text: str, start: int) -> tuple[Span, Span, int] | None:
        """Give the opening fence, the content and the offset of the body; `None` without both fences."""
        opened = self.opening.match(text, start)
        if opened is None:
            return None
        closed = self._close(text, opened.end())
        if closed is None:
            return None
        fence = Span(start, start + len(text[start : opened.end()].rstrip()))
        return fence, Span(opened.end(), closed.start()), _after_line_break(text, closed.end())

    def _close(self, text: str, start: int) -> re.Match[str] | None:
        return self.closing.search(text, start)

    def split(self, text: str) -> tuple[str, str]:
        """Split text into front matter and content, as python-frontmatter wants it."""
        located = self.locate(text, 0)
        if located is None:
            message = "no front matter"
            raise ValueError(message)
        _, content, body = located
        return text[content.start : content.end], text[body:]

    def load(self, fm: str, **_kwargs: object) -> dict[str, Any]:
        """Parse front matter; raises ValueError with the place when it does not parse."""
        parsed = read_content(self.content_format, fm, Span(0, len(fm)), "1.1")
        if parsed.problem is not None:
            raise ValueError(f"{parsed.problem.message} at offset {parsed.problem.span.start}")
        value = parsed.root.value if parsed.root is not None else None
        return value if isinstance(value, dict) else {}


class PlacedYAML(PlacedHandler):
    """YAML between `---` lines; the closing one may be `...`."""

    def __init__(self) -> None:
        super().__init__("yaml", _OPEN_YAML, _CLOSE_YAML)

    def _close(self, text: str, start: int) -> re.Match[str] | None:
        # Finding a text is faster than trying every line; the line break before `start` may be the mark's.
        dashes = text.find("\n---", start - 1)
        dots = text.find("\n...", start - 1, dashes if dashes >= 0 else len(text))
        first = dots if dots >= 0 else dashes
        return self.closing.search(text, max(first + 1, start)) if first >= 0 else None


class PlacedTOML(PlacedHandler):
    """TOML between `+++` lines."""

    def __init__(self) -> None:
        super().__init__("toml", _OPEN_TOML, _CLOSE_TOML)


class PlacedJSON(PlacedHandler):
    """JSON between `;;;` lines."""

    def __init__(self) -> None:
        super().__init__("json", _OPEN_SEMICOLONS, _CLOSE_SEMICOLONS)


_HANDLERS: Sequence[PlacedHandler] = (PlacedYAML(), PlacedTOML(), PlacedJSON())


def read_content(format_: Format, text: str, span: Span, version: str) -> Parsed:
    """Read `text[span]` in the given format; the tree is `None` for one that is not read."""
    if format_ == "yaml":
        return read_yaml(text, span, version)
    if format_ == "toml":
        from lint.post.front_matter.toml_reader import read_toml  # most archives have none

        return read_toml(text, span)
    if format_ == "json":
        from lint.post.front_matter.json_reader import read_json  # most archives have none

        return read_json(text, span)
    return Parsed(None, None)


def read(text: str, version: str) -> FrontMatter | None:
    """Find and read the front matter of a whole file; `None` when it has none.

    One behind a byte order mark or blank lines is read all the same, with the defect noted, and so
    is one that never ends but plainly begins.
    """
    if text.startswith("---\n"):
        located = _HANDLERS[0].locate(text, 0)
        if located is not None:
            fence, content, body = located
            return FrontMatter("yaml", fence, content, body, read_yaml(text, content, version))
    start, defects = _leading_defects(text)
    for handler in _HANDLERS:
        located = handler.locate(text, start)
        if located is not None:
            fence, content, body = located
            parsed = read_content(handler.content_format, text, content, version)
            return FrontMatter(handler.content_format, fence, content, body, parsed, defects)
    return (
        _language(text, start, version, defects)
        or _object(text, start, defects)
        or _broken(text, start, version, defects)
    )


def _leading_defects(text: str) -> tuple[int, list[FenceDefect]]:
    defects: list[FenceDefect] = []
    start = 0
    if text.startswith(BOM):
        start = 1
        defects.append(FenceDefect("bom", Span(0, 1)))
    if blank := _BLANK.match(text, start):
        defects.append(FenceDefect("blank", Span(start, blank.end())))
        start = blank.end()
    return start, defects


def _language(text: str, start: int, version: str, defects: list[FenceDefect]) -> FrontMatter | None:
    opened = _OPEN_LANGUAGE.match(text, start)
    closed = opened and _CLOSE_YAML.search(text, opened.end())
    if not opened or not closed:
        return None
    format_ = _LANGUAGES.get(opened.group(1), "other")
    content = Span(opened.end(), closed.start())
    parsed = read_content(format_, text, content, version)
    fence = Span(start, opened.end(1))
    return FrontMatter(format_, fence, content, _after_line_break(text, closed.end()), parsed, defects)


def _object(text: str, start: int, defects: list[FenceDefect]) -> FrontMatter | None:
    if not _OPEN_OBJECT.match(text, start):
        return None
    end = _end_of_object(text, start)
    if end is None:
        return None
    content = Span(start, end)
    parsed = read_content("json", text, content, "1.2")
    return FrontMatter("json", Span(start, start + 1), content, _after_line_break(text, end), parsed, defects)


def _end_of_object(text: str, start: int) -> int | None:
    """Give the offset behind the closing brace that matches the one at `start`."""
    depth = 0
    for match in _JSON_MARK.finditer(text, start):
        mark = match.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


_JSON_MARK = re.compile(r'[{}]|"(?:[^"\\\n]|\\.)*+"')


def _broken(text: str, start: int, version: str, defects: list[FenceDefect]) -> FrontMatter | None:
    """Read a front matter whose fences are damaged, when its first line makes plain that it is one."""
    if match := _TRAILING_TEXT.match(text, start):
        if closed := _CLOSE_YAML.search(text, match.end()):
            content = Span(match.end(), closed.start())
            trailing = Span(match.start(1), match.start(1) + len(match.group(1).rstrip()))
            defect = FenceDefect("trailing-text", trailing)
            parsed = read_yaml(text, content, version)
            body = _after_line_break(text, closed.end())
            return FrontMatter("yaml", Span(start, start + 3), content, body, parsed, [*defects, defect])
        return None
    opened = _OPEN_YAML.match(text, start) or _OPEN_TOML.match(text, start)
    if opened and (opened.group()[0] == "+" or _KEY_LINE.match(text, opened.end())):
        fence = Span(start, start + 3)
        defect = FenceDefect("unterminated", fence)
        nothing = Span(opened.end(), opened.end())
        return FrontMatter("other", fence, nothing, opened.end(), Parsed(None, None), [*defects, defect])
    return None


def _after_line_break(text: str, offset: int) -> int:
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset
