"""Where each site builder finds a front matter, from its source."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from lint.post.front_matter.fences import AnyFences, Braces, Fences, Lines, Located, compiled


class Syntax(NamedTuple):
    """How a builder finds a front matter.

    Parameters:
        fences: its fences, in the order in which they are tried.
        before: matches what may come before a front matter.
        unclosed: what it makes of a front matter that is not closed: it stops, shows it as text, or
            reads all of the file as fields.
        without_fields: what it makes of a front matter that is a single value: it has read it, shows it as
            text, or stops.
        removed: the fences between which the builder removes the text; by default, those that it reads.
        break_is_fence: whether the line break before the closing fence is no part of the content.
        marks: the characters that a text may not begin with, since the builder takes them for a fence.
    """

    fences: Sequence[AnyFences]
    before: str = r"\ufeff?"
    unclosed: Literal["stops", "text", "read"] = "text"
    without_fields: Literal["read", "text", "stops"] = "stops"
    removed: Fences | None = None
    break_is_fence: bool = False
    marks: str = ""

    def start(self, text: str) -> int:
        """Return the offset where the front matter may begin."""
        if text[:1] == "-":
            return 0
        before = compiled(self.before).match(text)
        return before.end() if before else 0

    def locate(self, text: str) -> Located | None:
        """Return the front matter of a file as the builder finds it; `None` if it finds none."""
        start = self.start(text)
        for fences in self.fences:
            located = fences.locate(text, start)
            if located is not None:
                return located
        return None


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
# It removes only what is between two fences alike.
_ASTRO_REMOVED = Fences("yaml", r"(?P<fence>---|\+\+\+)", r"^{fence}", ("\n---", "\n+++"))
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
    "gray-matter": Syntax((_GRAY_MATTER,), unclosed="read", without_fields="read", break_is_fence=True),
    "docusaurus": Syntax((_GRAY_MATTER,), unclosed="read", removed=_DOCUSAURUS, break_is_fence=True),
    "hexo": Syntax(_HEXO, without_fields="text", break_is_fence=True),
    "hugo": Syntax(_HUGO, r"\s*\ufeff?\s*", unclosed="stops", marks="-+"),
    "astro": Syntax(_ASTRO, r"[\s\ufeff]*\n|\ufeff?", without_fields="read", removed=_ASTRO_REMOVED),
    "zola": Syntax(_ZOLA, r"\ufeff?\s*", unclosed="stops"),
    "pandoc": Syntax((_PANDOC,), r"\ufeff?\s*"),
    "obsidian": Syntax((_OBSIDIAN,)),
    "pelican": Syntax((Lines(),)),
}
