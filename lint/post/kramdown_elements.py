"""The elements that begin HTML blocks in kramdown and Python-Markdown, and how their contents are read.

https://github.com/gettalong/kramdown/blob/master/lib/kramdown/parser/kramdown/html.rb
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from lint.post.kramdown_names import BLOCK_CONTENTS, PYTHON_BLOCKS, SPAN_CONTENTS, SPANS, WITHOUT_BODY
from lint.post.kramdown_tags import StartTag, kramdown_tag
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_MARKDOWN = regex(r"\smarkdown(?:\s*=\s*[\"']?(0|1|block|span)\b|(?=[\s>]|\Z))")
_READS_MARKDOWN = regex(r"<[A-Za-z][^<>]*?\smarkdown\b[^<>]*>")


class Element(NamedTuple):
    """A start tag.

    Parameters:
        name: its name in lower case.
        span: its place.
        contents: how its contents are read: as blocks, as running text, or as HTML; `none` without contents.
    """

    name: str
    span: Span
    contents: Literal["block", "span", "html", "none"]


def element_of(text: str, tag: StartTag, *, is_python: bool, parses_html: bool = False) -> Element:
    """Return the element that a start tag begins.

    Parameters:
        parses_html: whether Markdown is read in all elements, as an option of kramdown says.
    """
    name = tag.name
    inside = _MARKDOWN.search(text[slice(*tag.attributes)])
    model = (inside[1] or "01"[is_python]) if inside is not None else "1" if parses_html else "0"
    contents: Literal["block", "span", "html", "none"] = "html"
    if tag.closed or name in WITHOUT_BODY:
        contents = "none"
    elif model == "block" or (model == "1" and name in BLOCK_CONTENTS):
        contents = "block"
    elif model == "span" or (model == "1" and name in SPAN_CONTENTS):
        contents = "block" if is_python else "span"
    return Element(name, tag.span, contents)


def begins_block(tag: StartTag, *, is_python: bool) -> bool:
    """Return whether an element at the beginning of a line begins an HTML block."""
    return tag.name in PYTHON_BLOCKS if is_python else tag.name not in SPANS


def elements_with_markdown(text: str, start: int, end: int) -> Iterator[tuple[Element, Span]]:
    """Yield the elements in HTML that say that their contents are Markdown, each with its end tag."""
    if text.find("markdown", start, end) < 0:
        return
    while (match := _READS_MARKDOWN.search(text, start, end)) is not None:
        start = match.end()
        tag = kramdown_tag(text, match.start(), end)
        element = element_of(text, tag, is_python=False) if tag is not None else None
        if element is not None and element.contents in ("block", "span"):
            close = end_tag(text, element, end)
            yield element, close
            start = close.end


def end_tag(text: str, element: Element, end: int) -> Span:
    """Return the place of the tag that closes an element; an empty place at the end without one."""
    start = element.span.end
    if element.contents == "span":  # the first one, whatever is in the element
        match = _end_tag_named(element.name).search(text, start, end)
        return Span(*match.span()) if match is not None else Span(end, end)
    depth = 1
    last = text.rfind(">", start, end) + 1  # no tag is closed after it
    for tag in _tag_named(element.name).finditer(text, start, max(last, start)):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return Span(*tag.span())
    return Span(end, end)


@cache
def _end_tag_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


@cache
def _tag_named(name: str) -> re.Pattern[str]:
    name = re.escape(name)
    if name in ("script", "style"):
        return re.compile(rf"<(/){name}\s*()>", re.IGNORECASE)
    return re.compile(rf"<(?:(/){name}\s*|{name}(?=[\s/>])[^>]*?(/)?)>", re.IGNORECASE)
