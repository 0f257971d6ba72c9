"""Find and read the front matter of a file."""

from collections.abc import Sequence
from typing import NamedTuple

from lint.archive.builders.site import Site
from lint.post.front_matter import damaged
from lint.post.front_matter.fences import FenceDefect, Fences, Format, Located
from lint.post.front_matter.nodes import Node, Parsed, Repeated, SyntaxProblem
from lint.post.front_matter.syntaxes import SYNTAXES
from lint.post.front_matter.yaml_simple import read_simple
from lint.primitives.source import Span

_ANY = Site()


class FrontMatter(NamedTuple):
    """A post's front matter, read once.

    Parameters:
        format: `yaml`, `toml`, `json`, `lines` for Pelican's, or `other` for one that is not read (`---js`).
        open: the opening fence, without its line break; the brace of a bare JSON object.
        content: the text between the fences.
        body: the offset where the post's body begins.
        parsed: the value tree, or why there is none.
        defects: why the site's builder does not find it, although people do.
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
        simple = read_simple(text, span, version)
        if simple is not None:
            return simple
        from lint.post.front_matter.yaml_reader import read_yaml  # many archives do not need libyaml

        return read_yaml(text, span, version)
    if format_ == "toml":
        from lint.post.front_matter.toml_reader import read_toml  # most archives have none

        return read_toml(text, span)
    if format_ == "json":
        from lint.post.front_matter.json_reader import read_json  # most archives have none

        return read_json(text, span)
    if format_ == "lines":
        from lint.post.front_matter.lines_reader import read_lines  # only Pelican's are

        return read_lines(text, span)
    return Parsed(None, None)


def read(text: str, version: str, site: Site = _ANY, *, is_post: bool = True) -> FrontMatter | None:
    """Find and read the front matter of a whole file; `None` when it has none.

    What is clearly meant as a front matter is read although the site's builder does not find it; its defects
    say why.

    Parameters:
        version: the name of the types that YAML scalars have.
        site: the site, which knows what its builder reads.
        is_post: whether the file is a post rather than another page.
    """
    syntax = SYNTAXES[site.fences_of(is_post=is_post)]
    located = syntax.locate(text)
    if located is not None:
        front_matter = _read(text, located, version, break_is_fence=syntax.break_is_fence)
        if not located.closed and front_matter.problem is not None:
            # The builder reads the post's text as if it were fields.
            return front_matter._replace(defects=(FenceDefect("unterminated", located.fence),))
        if language := damaged.unknown_language(text, located, site.engines):
            return front_matter._replace(defects=(FenceDefect("language", language),))
        if (
            syntax.removed is not None
            and front_matter.problem is None
            and not _is_removed(text, located, syntax.removed)
        ):
            return front_matter._replace(defects=damaged.defects_of(text, located, (syntax.removed,)))
        if syntax.without_fields != "text" or _is_front_matter(front_matter):
            return front_matter
    found = damaged.locate(text, syntax)
    if found is None:
        return None
    located, defects = found
    front_matter = _read(text, located, version)
    if damaged.is_certain(text, located) or (front_matter.problem is None and front_matter.data):
        return front_matter._replace(defects=defects)
    return None


def _read(text: str, located: Located, version: str, *, break_is_fence: bool = False) -> FrontMatter:
    format_, fence, content, body, *_ = located
    # Of an empty last line, which `|+` keeps, only the break before it counts.
    is_shorter = break_is_fence and located.closed and text.endswith("\n\n", *content)
    read = Span(content.start, content.end - is_shorter)
    return FrontMatter(format_, fence, content, body, read_content(format_, text, read, version))


def _is_removed(text: str, located: Located, removed: Fences) -> bool:
    if located.content.start == len(text):
        return True
    found = removed.locate(text, located.fence.start)
    return found is not None and found.content.end == located.content.end


def _is_front_matter(front_matter: FrontMatter) -> bool:
    """Return whether Hexo takes it as such: it parses to an object, or stops the build."""
    root = front_matter.parsed.root
    if root is None:
        is_fenced = front_matter.open.start < front_matter.open.end
        return front_matter.problem is not None and (is_fenced or front_matter.format != "json")
    return isinstance(root.value, dict | list)
