"""Comments that suppress rules, with exact places.

In YAML and TOML front matter, `# lint: ignore[CODE]` after a value applies to its line, and on a separate
line to the whole file. In the body, `<!-- lint: ignore[CODE] -->` applies to its line; there are also
`ignore-next-line`, `ignore-file`, and `disable` up to `enable`. The text after the bracket is the reason.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from lint.post.document import Document
from lint.post.front_matter.fences import after_line_break
from lint.primitives.patterns import regex
from lint.primitives.source import Source, Span, within

# Without it, a text has no comments for `lint`.
MARK = "lint:"
DIRECTIVES = ("ignore", "ignore-next-line", "ignore-file", "disable", "enable")
_FRONT_MATTER = ("ignore", "ignore-file")
# What a post's comments may name in all: so many rules, or one for each so many characters. A comment without
# any counts as one. No post needs so many, and one with more must not take more memory than others.
MOST_NAMED = 1000
CHARACTERS_A_NAME = 200

_YAML = regex(r"(?:^|(?<=[ \t]))#[ \t]*lint:[ \t]*(?P<rest>[^\r\n]*)", re.MULTILINE)
_HTML = regex(r"<!--[ \t]*lint:[ \t]*")
_END_OR_BREAK = regex(r"-->|[\r\n]")
_REST = regex(r"(?P<directive>[\w-]*)[ \t]*(?:\[(?P<selectors>[^\]]*)\])?")
_SELECTOR = regex(r"[^\s,]+")


class Selector(NamedTuple):
    """A rule's code, a prefix of codes or a rule's name in a comment."""

    text: str
    span: Span


class SuppressionComment(NamedTuple):
    """One comment.

    Parameters:
        directive: one of `DIRECTIVES`, or the invalid text in its place.
        selectors: the rules that it names; empty if `allowed` is.
        span: the whole comment.
        region: where findings are suppressed; empty for `enable` and for an invalid comment.
        line: what to delete to remove the comment: with its line, when nothing else is on it.
        allowed: the directives that are valid at this place; none for the first comment of too many.
        isolated: whether removing it leaves the rendered page unchanged: in the body, an HTML comment stops
            Markdown on its line and separates paragraphs.
    """

    directive: str
    selectors: tuple[Selector, ...]
    span: Span
    region: Span
    line: Span
    allowed: tuple[str, ...]
    isolated: bool


class Suppression(NamedTuple):
    """A suppression and its effect.

    Parameters:
        comment: the comment.
        unknown: its selectors that do not name a rule.
        unused: its selectors whose rules ran and found nothing to suppress.
        names: the rules that a selector may name: each code with its rule's name.
        unknown_before: how many unknown selectors the comments before it have.
    """

    comment: SuppressionComment
    unknown: tuple[Selector, ...]
    unused: tuple[Selector, ...]
    names: Mapping[str, str]
    unknown_before: int = 0


def read_suppressions(document: Document) -> list[SuppressionComment]:
    """Return a document's suppressions, in order.

    If there are too many, none is obeyed: there is one that allows nothing, where the first is too many.
    To obey some of them would be wrong: a `disable` without its `enable` hides what it should not.
    """
    most = max(MOST_NAMED, len(document.text) // CHARACTERS_A_NAME)
    found: list[SuppressionComment] = []
    for comment in chain(_in_front_matter(document, most), _in_body(document, most)):
        most -= max(len(comment.selectors), 1)
        if most < 0:
            nowhere = Span(comment.span.start, comment.span.start)
            return [comment._replace(selectors=(), region=nowhere, allowed=())]
        found.append(comment)
    return found


def _in_front_matter(document: Document, most: int) -> Iterator[SuppressionComment]:
    front_matter = document.front_matter
    if front_matter is None or front_matter.format not in ("yaml", "toml"):
        return
    text, nodes = document.text, front_matter.root.walk() if front_matter.root else ()
    values = sorted(node.span for node in nodes if node.kind == "scalar")
    for match in _YAML.finditer(text, *front_matter.content):
        if within(match.start(), values):
            continue
        start, end = match.start(), match.start() + len(match.group().rstrip())
        line = document.source.line(start)
        alone = not text[line.start : start].strip()
        directive, selectors = _parse(text, Span(*match.span("rest")), most)
        region = _whole(text) if alone or directive == "ignore-file" else _with_break(text, line)
        if directive not in ("ignore", "ignore-file"):
            region = Span(start, start)
        removal = _with_break(text, line) if alone else Span(_ink_end(text, line.start, start), line.end)
        whole = Span(start, end)
        yield SuppressionComment(directive, selectors, whole, region, removal, _FRONT_MATTER, isolated=True)


def _in_body(document: Document, most: int) -> Iterator[SuppressionComment]:
    source, text = document.source, document.text
    position, end = document.body
    while (match := _HTML.search(text, position, end)) is not None:
        position = match.end()
        close = _END_OR_BREAK.search(text, position, end)
        if close is None:
            break
        if close[0] != "-->":
            position = close.end()  # nothing before it is a comment: each line is read once
            continue
        position = close.end()
        if within(match.start(), document.content.code):
            continue
        directive, selectors = _parse(text, Span(match.end(), close.start()), most)
        span = Span(match.start(), close.end())
        line = source.line(span.start)
        region = _region(source, directive, span, line)
        isolated = line == span and _is_isolated(source, line)
        removal = _with_break(text, line) if isolated else span
        yield SuppressionComment(directive, selectors, span, region, removal, DIRECTIVES, isolated)


def _ink_end(text: str, start: int, end: int) -> int:
    """Return where the text in a part of a line ends, without the spaces after it."""
    return start + len(text[start:end].rstrip(" \t"))


def _is_isolated(source: Source, line: Span) -> bool:
    """Return whether the lines before and after a line are blank or missing."""
    text = source.text
    before = source.line(line.start - 1) if line.start else line
    after = source.line(_with_break(text, line).end)
    return all(other.start == line.start or not text[slice(*other)].strip() for other in (before, after))


def _region(source: Source, directive: str, span: Span, line: Span) -> Span:
    text = source.text
    match directive:
        case "ignore":
            return _with_break(text, line)
        case "ignore-next-line":
            return _with_break(text, source.line(_with_break(text, line).end))
        case "ignore-file":
            return _whole(text)
        case "disable":
            return Span(span.end, len(text))
        case _:
            return Span(span.start, span.start)


def _whole(text: str) -> Span:
    return Span(0, len(text) + 1)  # includes findings at the very end


def _parse(text: str, place: Span, most: int) -> tuple[str, tuple[Selector, ...]]:
    """Return the directive of a comment and its selectors, of too many only one more than may be."""
    rest = _REST.match(text, *place)
    if rest is None or rest["selectors"] is None:
        return (rest["directive"] if rest is not None else ""), ()
    found = islice(_SELECTOR.finditer(text, *rest.span("selectors")), most + 1)
    return rest["directive"], tuple(Selector(each.group(), Span(*each.span())) for each in found)


def _with_break(text: str, line: Span) -> Span:
    return Span(line.start, after_line_break(text, line.end))
