"""Find and read the front matter of a file."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.archive.builders.site import Site
from lint.post.front_matter.fences import JSON, TOML, YAML, FenceDefect, Format, after_line_break
from lint.post.front_matter.nodes import Node, Parsed, Repeated, SyntaxProblem
from lint.post.front_matter.yaml_reader import read_yaml
from lint.primitives.source import BOM, Span

_ANY = Site()
_BLANK = re.compile(r"\s+")
_OPEN_LANGUAGE = re.compile(r"---(yaml|yml|toml|json|json5|js|javascript|coffee)[ \t]*(?:\r\n|\n|\r)")
_LANGUAGES: Mapping[str, Format] = {"yaml": "yaml", "yml": "yaml", "toml": "toml", "json": "json"}
_OPEN_OBJECT = re.compile(r"\{\s*[\"}]")
_BRACE = re.compile(r'[{}]|"(?:[^"\\\n]|\\.)*+"')
_TRAILING_TEXT = re.compile(r"---[ \t]+(?!-)(\S[^\r\n]*+)(?:\r\n|\n|\r)(?=[^\s:#\-][^\r\n:]*:(?:\s|\Z))")
_KEY_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*(?:\r\n|\n|\r)[ \t]*)*[A-Za-z_][\w\- ]*:(?:[ \t]|[\r\n]|\Z)")


class FrontMatter(NamedTuple):
    """A post's front matter, read once.

    Parameters:
        format: `yaml`, `toml`, `json`, or `other` for one that is recognised but not read (`---js`).
        open: the opening fence, without its line break; the brace of a bare JSON object.
        content: the text between the fences.
        body: the offset where the post's body begins.
        parsed: the value tree, or why there is none.
        defects: the problems with the fences.
    """

    format: Format
    open: Span
    content: Span
    body: int
    parsed: Parsed
    defects: Sequence[FenceDefect] = ()

    @property
    def data(self) -> dict[str, object]:
        """The fields; empty when they are not a mapping."""
        value = self.parsed.root.value if self.parsed.root is not None else None
        return value if isinstance(value, dict) else {}

    @property
    def root(self) -> Node | None:
        """The mapping of the fields; `None` when there is none."""
        root = self.parsed.root
        return root if root is not None and root.kind == "mapping" else None

    @property
    def problem(self) -> SyntaxProblem | None:
        """Why the front matter does not parse."""
        return self.parsed.problem

    @property
    def repeated(self) -> Sequence[Repeated]:
        """The repeated keys."""
        return self.parsed.repeated


def read_content(format_: Format, text: str, span: Span, version: str) -> Parsed:
    """Read `text[span]` in the given format; the tree is `None` for `other`."""
    if format_ == "yaml":
        return read_yaml(text, span, version)
    if format_ == "toml":
        from lint.post.front_matter.toml_reader import read_toml  # most archives have none

        return read_toml(text, span)
    if format_ == "json":
        from lint.post.front_matter.json_reader import read_json  # most archives have none

        return read_json(text, span)
    return Parsed(None, None)


def read(text: str, version: str, site: Site = _ANY) -> FrontMatter | None:
    """Find and read the front matter of a whole file; `None` when it has none.

    A front matter after a byte order mark or blank lines is read too, with the defect recorded, and so is one
    that clearly begins but never ends.

    Parameters:
        version: the name of the types that YAML scalars have.
        site: the site, which knows what its builder reads.
    """
    del site
    start = 0
    defects: list[FenceDefect] = []
    if text.startswith(BOM):
        start = 1
        defects.append(FenceDefect("bom", Span(0, 1)))
    if blank := _BLANK.match(text, start):
        defects.append(FenceDefect("blank", Span(start, blank.end())))
        start = blank.end()
    for fences in (YAML, TOML, JSON):
        located = fences.locate(text, start)
        if located is not None:
            fence, content, body = located
            parsed = read_content(fences.format, text, content, version)
            return FrontMatter(fences.format, fence, content, body, parsed, defects)
    return (
        _language(text, start, version, defects)
        or _object(text, start, defects)
        or _broken(text, start, version, defects)
    )


def _language(text: str, start: int, version: str, defects: list[FenceDefect]) -> FrontMatter | None:
    opened = _OPEN_LANGUAGE.match(text, start)
    closed = opened and YAML.closing.search(text, opened.end())
    if not opened or not closed:
        return None
    format_ = _LANGUAGES.get(opened.group(1), "other")
    content = Span(opened.end(), closed.start())
    parsed = read_content(format_, text, content, version)
    fence = Span(start, opened.end(1))
    return FrontMatter(format_, fence, content, after_line_break(text, closed.end()), parsed, defects)


def _object(text: str, start: int, defects: list[FenceDefect]) -> FrontMatter | None:
    if not _OPEN_OBJECT.match(text, start):
        return None
    depth = 0
    for match in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            content = Span(start, match.end())
            parsed, body = read_content("json", text, content, "1.2"), after_line_break(text, match.end())
            return FrontMatter("json", Span(start, start + 1), content, body, parsed, defects)
    return None


def _broken(text: str, start: int, version: str, defects: list[FenceDefect]) -> FrontMatter | None:
    """Read a front matter with damaged fences, when its first line shows that it is one."""
    if match := _TRAILING_TEXT.match(text, start):
        if closed := YAML.closing.search(text, match.end()):
            content, body = Span(match.end(), closed.start()), after_line_break(text, closed.end())
            trailing = Span(match.start(1), match.start(1) + len(match.group(1).rstrip()))
            defects.append(FenceDefect("trailing-text", trailing))
            parsed = read_yaml(text, content, version)
            return FrontMatter("yaml", Span(start, start + 3), content, body, parsed, defects)
        return None
    opened = YAML.opening.match(text, start) or TOML.opening.match(text, start)
    if opened and (opened.group()[0] == "+" or _KEY_LINE.match(text, opened.end())):
        fence, nothing = Span(start, start + 3), Span(opened.end(), opened.end())
        defects.append(FenceDefect("unterminated", fence))
        return FrontMatter("other", fence, nothing, opened.end(), Parsed(None, None), defects)
    return None
