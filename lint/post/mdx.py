"""MDX: Markdown with JSX tags, expressions in braces, and lines of JavaScript.

https://mdxjs.com/docs/what-is-mdx/ says what differs from CommonMark: tags and expressions are read before
the Markdown, which goes on in the line after a tag; nothing indented is code; `<https://…>` is no link.
"""

import re
from typing import NamedTuple

from lint.archive.builders.markdown import Markdown
from lint.post.backticks import Backticks
from lint.post.commonmark import read_markdown
from lint.post.fillers import is_alone, letters, spaces
from lint.post.javascript import end_of_expression, end_of_tag
from lint.post.many import disjoint
from lint.post.markdown import Reading
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_TOKEN = regex(
    r"^(?P<fence>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*(?P<mark>`{3,}|~{3,}))(?=[^`\n]*$)"
    r"|^(?P<script>import|export)(?=[\s{])"
    r"|(?P<comment><!--)|(?P<tag></?(?=[A-Za-z$_>]))|(?P<expression>\{)|(?P<text><)|(?P<code>`+)|\\."
    r"|\](?:\([ \t]*+(?:\n[ \t]*+)?|:[ \t]+(?=<\w+:/))(?:<[^<>\n]*>|[^\s)]+)",
    re.MULTILINE,
)
_BLANK_LINE = regex(r"\n[ \t]*\r?\n")
_INK = regex(r"\S")
_UNQUOTED = regex(r"^(?![ \t]*>)", re.MULTILINE)
_NEAR = 200


class _Place(NamedTuple):
    """A place that Markdown does not see: `kind` is that of the token, or `attribute`."""

    start: int
    end: int
    kind: str


def read_mdx(text: str, span: Span, markdown: Markdown) -> tuple[Reading, str]:
    """Read the MDX in `text[span]`; return also the text with letters for what is no HTML in it."""
    places = _places(text, span)
    code = [place for place in places if place.kind not in ("tag", "text", "comment")]
    html = _replaced(text, code)
    read = _replaced(text, [place for place in places if place.kind != "attribute"])
    reading = read_markdown(read, span, markdown)
    less_than = [Span(place.start, place.end) for place in places if place.kind == "text"]
    read_code = disjoint(reading.code, [Span(place.start, place.end) for place in code])
    return reading._replace(code=read_code, less_than=less_than), html


def _replaced(text: str, places: list[_Place]) -> str:
    """Return the text with spaces for places that are alone on their lines, and letters for others."""
    pieces: list[str] = []
    copied = 0
    for place in places:
        span = Span(place.start, place.end)
        blank = place.kind in ("fence", "script") or is_alone(text, span)
        pieces += (text[copied : place.start], spaces(text, span) if blank else letters(span))
        copied = place.end
    return "".join((*pieces, text[copied:]))


def _places(text: str, span: Span) -> list[_Place]:
    """Return what Markdown does not see, in order."""
    places: list[_Place] = []
    backticks = Backticks(text, span)
    position, end = span
    broken: set[str] = set()  # MDX does not compile: what is not closed is not looked for again
    while (match := _TOKEN.search(text, position, end)) is not None:
        kind, start = match.lastgroup or "", match.start()
        kind = "fence" if match["mark"] is not None else kind
        position = match.end()
        close: int | None = None
        if kind == "fence":
            close = _end_of_fence(text, match, end)
        elif kind == "script" and _begins_block(text, span, start, places):
            blank = _BLANK_LINE.search(text, position, end)
            close = blank.start() if blank is not None else end
        elif kind == "comment" and kind not in broken:
            close = text.find("-->", position, end) + 3
            close = close if close > 2 else None  # noqa: PLR2004 - the length of `-->`, not found
        elif kind == "expression" and kind not in broken:
            close = end_of_expression(text, start, end)
        elif kind == "tag" and kind not in broken:
            attributes: list[tuple[int, int]] = []
            close = end_of_tag(text, position, end, attributes)
            if close is not None:
                places.append(_Place(start, close, kind))
                places += (_Place(*place, "attribute") for place in attributes)
                position = close
                continue
        elif kind == "code":
            close = backticks.find(position - start, position)
            if close is not None and _BLANK_LINE.search(text, position, close) is None:
                position = close + position - start
            close = None
        if close is not None:
            places.append(_Place(start, close, kind))
            position = close
        elif kind in ("text", "tag", "comment"):
            places.append(_Place(start, start + 1, "text"))
            broken.add(kind)
        elif kind == "expression":
            broken.add(kind)
    return places


def _end_of_fence(text: str, match: re.Match[str], end: int) -> int:
    mark = match["mark"]
    if ">" in match["fence"]:
        unquoted = _UNQUOTED.search(text, match.end(), end)
        end = unquoted.start() if unquoted is not None else end
    closing = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*\r?$", re.MULTILINE)
    closed = closing.search(text, match.end(), end)
    return closed.end() if closed is not None else end


def _begins_block(text: str, span: Span, start: int, places: list[_Place]) -> bool:
    """Return whether a line begins a block: at the top, after an empty line or another block."""
    before = text[max(span.start, start - _NEAR) : start]
    if not before.strip() or _BLANK_LINE.search(before[len(before.rstrip()) :]) is not None:
        return True
    if not places or places[-1].kind != "script":
        return False
    ink = _INK.search(text, places[-1].end)
    return ink is None or ink.start() >= start
