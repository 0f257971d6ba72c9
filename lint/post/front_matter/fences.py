"""The fences around a front matter: where each site builder finds them, and what is wrong with them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from lint.primitives.source import Span

Format = Literal["yaml", "toml", "json", "lines", "other"]
DefectKind = Literal["bom", "blank", "format", "language", "opening", "trailing-text", "dots", "mark", "unterminated"]

# The languages after the fence that gray-matter has an engine for, and TOML, which sites add.
_LANGUAGES: dict[str, Format] = {
    "": "yaml", "yaml": "yaml", "yml": "yaml", "json": "json", "toml": "toml",
}  # fmt: skip
_BRACE = re.compile(r'[{}]|"(?:[^"\\\n]|\\.)*+"')


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
        opened = _compiled(self.opening).match(text, start)
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
            closing = self.closing.replace("{fence}", groups.get("fence") or "")
            closed = _compiled(closing).search(text, max(limit, first))
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
            return Located(format_, fence, Span(end, len(text)), len(text), False, language)
        body = after_line_break(text, closed.end())
        return Located(format_, fence, Span(end, closed.start()), body, True, language)


class Braces(NamedTuple):
    """A JSON object in braces, without fences."""

    format: Format = "json"

    def locate(self, text: str, start: int) -> Located | None:
        """Return the object that begins at an offset; `None` if there is none, or it does not end."""
        if not _compiled(r"\{\s*[\"}]").match(text, start):
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
        opened = _compiled(r"---[^\r\n]*(?:\r\n|\n|\r|\Z)").match(text, start)
        first = opened.end() if opened else start
        lines = _compiled(
            r"(?: {0,3}[A-Za-z0-9_-]+:[^\r\n]*(?:\r\n|\n|\r|\Z)"
            r"(?:(?: {4,}| {0,3}\t)[^\S\r\n]*[^\s][^\r\n]*(?:\r\n|\n|\r|\Z))*)+"
        ).match(text, first)
        if lines is None:
            return None
        end = lines.end()
        closed = _compiled(r"(?:---|\.\.\.)[^\r\n]*(?:\r\n|\n|\r|\Z)|[^\S\r\n]*(?:\r\n|\n|\r)").match(text, end)
        fence = Span(start, start + len(text[start:first].rstrip()))
        return Located("lines", fence, Span(first, end), closed.end() if closed else end)


AnyFences = Fences | Braces | Lines


class Syntax(NamedTuple):
    """How a builder finds a front matter.

    Parameters:
        fences: its fences, in the order in which they are tried.
        before: matches what may come before a front matter.
        unclosed: what the builder makes of a front matter that is not closed: it stops, shows it as text, or reads
            all of the file as fields.
        without_fields: what the builder makes of a front matter that is a single value: it has read it, shows it
            as text, or stops.
        removed: the fences between which the builder removes the text; by default, those that it reads.
        marks: the characters that a text may not begin with, since the builder takes them for a fence.
    """

    fences: Sequence[AnyFences]
    before: str = r"\ufeff?"
    unclosed: Literal["stops", "text", "read"] = "text"
    without_fields: Literal["read", "text", "stops"] = "stops"
    removed: Fences | None = None
    marks: str = ""

    def start(self, text: str) -> int:
        """Return the offset where the front matter may begin."""
        if text[:1] == "-":
            return 0
        before = _compiled(self.before).match(text)
        return before.end() if before else 0

    def locate(self, text: str) -> Located | None:
        """Return the front matter of a file as the builder finds it; `None` if it finds none."""
        start = self.start(text)
        for fences in self.fences:
            located = fences.locate(text, start)
            if located is not None:
                return located
        return None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def after_line_break(text: str, offset: int) -> int:
    """Return the offset after the line break at `offset`; `offset` itself without one."""
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset


# What any builder reads, with whatever line breaks.
YAML = Fences("yaml", r"---[ \t]*(?:\r\n|\n|\r|\Z)", r"^(?:---|\.\.\.)[ \t]*\r?$", ("\n---", "\n..."))
TOML = Fences("toml", r"\+\+\+[ \t]*(?:\r\n|\n|\r)", r"^\+\+\+[ \t]*\r?$", ("\n+++",))
JSON = Fences("json", r";;;[ \t]*(?:\r\n|\n|\r)", r"^;;;[ \t]*\r?$", ("\n;;;",))
_LANGUAGE = Fences(
    "yaml",
    r"---(?P<language>yaml|yml|toml|json|json5|js|javascript|coffee)[ \t]*(?:\r\n|\n|\r)",
    r"^---[ \t]*\r?$",
    ("\n---",),
)
# https://github.com/jekyll/jekyll/blob/v4.3.1/lib/jekyll/document.rb (YAML_FRONT_MATTER_REGEXP)
_JEKYLL = Fences("yaml", r"---[ \t\r\f\v]*\n", r"^(?:---|\.\.\.)[ \t\r\f\v]*$", ("\n---", "\n..."))
# https://github.com/jonschlinkert/gray-matter/blob/4.0.3/index.js
_GRAY_MATTER = Fences(
    "yaml", r"---(?!-)(?P<language>[^\n]*?)(?:\r?\n|\Z)", r"^---", ("\n---",), may_be_open=True
)
# https://github.com/hexojs/hexo-front-matter/blob/4.2.1/lib/front_matter.ts (rFrontMatter, rFrontMatterNew)
_HEXO = (
    Fences("yaml", r"(?P<fence>-{3,}|;{3,})\r?\n", r"^{fence}", ("\n---", "\n;;;"), 2),
    Fences("yaml", r"(?!-{3}|;{3})", r"^(?:-{3,}|;{3,})", ("\n---", "\n;;;"), 2),
)
# https://github.com/gohugoio/hugo/blob/master/parser/pageparser/pagelexer_intro.go
_HUGO = (
    Fences("yaml", r"---[ \t]*(?:\r?\n|\r)?", r"(?:^|(?<=\r))---", ("\n---", "\r---")),
    Fences("toml", r"\+\+\+[ \t]*(?:\r?\n|\r)?", r"(?:^|(?<=\r))\+\+\+", ("\n+++", "\r+++")),
    Braces(),
)
# https://github.com/withastro/astro/blob/main/packages/markdown/remark/src/frontmatter.ts
_ASTRO = (
    Fences("yaml", r"---[ \t]*", r"^(?:---|\+\+\+)", ("\n---", "\n+++")),
    Fences("toml", r"\+\+\+", r"^(?:---|\+\+\+)", ("\n---", "\n+++")),
)
# https://github.com/getzola/zola/blob/master/components/content/src/front_matter/split.rs
_ZOLA = (
    Fences("toml", r"\+\+\+\r?\n", r"\+\+\+[^\S\n]*$", ("+++",)),
    Fences("yaml", r"---\r?\n", r"---[^\S\n]*$", ("---",)),
)
# https://pandoc.org/MANUAL.html#extension-yaml_metadata_block
_PANDOC = Fences("yaml", r"---[ \t]*\r?\n(?![ \t]*\r?\n)", r"^(?:---|\.\.\.)[ \t]*\r?$", ("\n---", "\n..."))
# For its text, Docusaurus takes only what remark-frontmatter does; it reads the fields with gray-matter.
_DOCUSAURUS = Fences("yaml", r"---[ \t]*\r?\n", r"^---[ \t]*\r?$", ("\n---",))
_OBSIDIAN = Fences("yaml", r"---[ \t]*\r?\n", r"^---[ \t]*\r?$", ("\n---",))

SYNTAXES: dict[str, Syntax] = {
    "any": Syntax((YAML, TOML, JSON, _LANGUAGE, Braces()), r"\ufeff?\s*"),
    "jekyll": Syntax((_JEKYLL,)),
    "jekyll-page": Syntax((_JEKYLL,), ""),
    "gray-matter": Syntax((_GRAY_MATTER,), unclosed="read", without_fields="read"),
    "docusaurus": Syntax((_GRAY_MATTER,), unclosed="read", removed=_DOCUSAURUS),
    "hexo": Syntax(_HEXO, without_fields="text"),
    "hugo": Syntax(_HUGO, r"\s*\ufeff?\s*", unclosed="stops", marks="-+"),
    "astro": Syntax(_ASTRO, r"[\s\ufeff]*\n|\ufeff?", without_fields="read"),
    "zola": Syntax(_ZOLA, r"\ufeff?\s*", unclosed="stops"),
    "pandoc": Syntax((_PANDOC,), r"\ufeff?\s*"),
    "obsidian": Syntax((_OBSIDIAN,)),
    "pelican": Syntax((Lines(),)),
}
