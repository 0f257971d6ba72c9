"""The lines that a mirror puts before an article: the epoch comment and the heading link."""

import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_EPOCH = regex(r"\s*<!--\s*(-?\d{1,19}|NaN)\s*-->")
_HEADING = regex(r"\s*(?:#{1,6}[ \t]+)?(\[[^\r\n]*\)|\[[^\r\n]*)[ \t]*(?=\r?\n|\Z)")
# What counts in a label and in a destination; an escaped character and what is in code do not.
_BRACKET = regex(r"\\.|`[^`]*`|[\[\]]", re.DOTALL)
_SPECIAL = regex(r"\\.|[()\x00-\x20\x7f]", re.DOTALL)
# Most headings are links without anything to balance or to escape.
_PLAIN = regex(r"\[([^\[\]\\`]*)\]\(([^()\\<\x00-\x20\x7f]*)\)")
_UNDERLINE = regex(r"\r?\n(?:-{2,}|={2,})[ \t]*(?:\r?\n|\Z)")


class Epoch(NamedTuple):
    """The comment `<!--1620082743000-->`: milliseconds since 1970; `None` for `NaN`."""

    span: Span
    milliseconds: int | None


class HeadingLink(NamedTuple):
    """The heading `[title](url)` that repeats the post's title and source.

    Parameters:
        span: the whole link.
        title: the link's text, as written in the file.
        url: the link's destination, as written in the file.
        broken: whether Markdown does not parse it as one link.
    """

    span: Span
    title: str
    title_span: Span
    url: str
    url_span: Span
    broken: bool


class Opening(NamedTuple):
    """The lines before the article, and the offset where the article begins."""

    epoch: Epoch | None
    heading: HeadingLink | None
    end: int


def read_opening(text: str, body: int) -> Opening:
    """Parse the opening of the body that begins at offset `body`."""
    epoch = heading = None
    at = body
    if match := _EPOCH.match(text, body):
        value = None if match[1] == "NaN" else int(match[1])
        epoch = Epoch(Span(text.index("<", body), match.end()), value)
        at = match.end()
    if match := _HEADING.match(text, at):
        underline = _UNDERLINE.match(text, match.end())
        marked = "#" in text[at : match.start(1)]
        if underline or marked:
            heading = _heading(text, Span(*match.span(1)))
            if heading is not None:
                at = underline.end() if underline else match.end()
    return Opening(epoch, heading, at)


def _heading(text: str, span: Span) -> HeadingLink | None:
    plain = _PLAIN.fullmatch(text, *span)
    if plain is not None:
        title, url = Span(*plain.span(1)), Span(*plain.span(2))
        return HeadingLink(span, plain[1], title, plain[2], url, broken=False)
    line = text[span.start : span.end]
    middle = line.rfind("](")
    if middle < 0:
        return None
    closed = line.endswith(")")
    title = Span(span.start + 1, span.start + middle)
    url = Span(title.end + 2, span.end - 1 if closed else span.end)
    broken = not closed or _label_end(line) != middle or not _is_destination(text[url.start : url.end])
    return HeadingLink(span, text[title.start : title.end], title, text[url.start : url.end], url, broken)


def _label_end(line: str) -> int:
    """Return the offset of the bracket that closes the one at 0; -1 when none does.

    CommonMark 0.31.2, section 6.3: brackets inside a link text are balanced or escaped.
    """
    depth = 0
    for match in _BRACKET.finditer(line):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return -1


def _is_destination(url: str) -> bool:
    """Return whether Markdown accepts `url` as a link destination: no spaces, balanced parentheses."""
    if url.startswith("<"):
        return url.endswith(">") and "<" not in url[1:] and ">" not in url[:-1]
    depth = 0
    for match in _SPECIAL.finditer(url):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth < 0 or match[0] <= " " or match[0] == "\x7f":
            return False
    return depth == 0
