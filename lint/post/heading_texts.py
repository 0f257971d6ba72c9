"""The headings of a body: their visible texts, and the ids that are written with them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lint.archive.builders.headings import HeadingSyntax
from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.post.heading_attributes import own_id
from lint.post.heading_pieces import read_pieces
from lint.post.html import Tag, attributes
from lint.post.kramdown_blocks import Blocks
from lint.primitives.patterns import regex
from lint.primitives.source import Span
from lint.values.headings import Heading

_ATX = regex(r"\s*#{1,6}(?:[ \t]++|(?=\r?\n|\Z))(.*)\Z")
_UNDERLINE = regex(r"\r?\n[ \t>]*[=\-]+[ \t]*\Z")
_ATTRIBUTE_LINES = regex(r"(?:\{:[^{}\n]*\}[ \t]*\r?\n)+")
_CONTINUED = regex(r"\r?\n[ \t>]*")
_DEFINITION = regex(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[^\n]*", re.MULTILINE)
_REFERENCE_TO_NOTE = regex(r"\[\^([^\[\]\n]{1,200})\](?!:)")
_OTHER_SPACE = regex(r"^( {0,3}#{1,6})[^\S\n]", re.MULTILINE)
_NO_SPACE = regex(r"^(#{1,6})(?=[^\s#])|^(#{6})(?=#)|^(#{1,6})(?=[^\S \n])", re.MULTILINE)
_INDENTED = regex(r"^[ \t]+(?=#{1,6}[ \t])", re.MULTILINE)
_FIRST_TAG = regex(r"^[ \t]*</?[A-Za-z][^<>\n]*>", re.MULTILINE)
_TAG_LINE = regex(r"^[ \t]*</?[A-Za-z][^<>\n]*>[ \t]*$", re.MULTILINE)
_TAG = regex(r"</?[A-Za-z][^<>\n]*>")
# Of lists of attributes between a heading and the text before it.
_MOST_LINES = 20
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class _Found(NamedTuple):
    """A heading in Markdown: its place in the body, its text as it is written, and its id."""

    start: int
    level: int
    content: str
    own: str | None


def read_headings(
    text: str, span: Span, markdown: Markdown, syntax: HeadingSyntax, tags: Sequence[Tag], *, is_html: bool
) -> list[Heading] | None:
    """Return the headings of the body in `text[span]`, in order; `None` if their texts cannot be told."""
    found = [] if is_html else list(_markdown_headings(text, span, markdown, syntax))
    pieces, has_notes = read_pieces([each.content for each in found], text[span.start : span.end], syntax)
    if len(pieces) != len(found):
        return None
    placed = [
        (each.start, Heading(each.level, some.all, each.own, each.content, leading=some.leading))
        for each, some in zip(found, pieces, strict=True)
    ]
    placed += _html_headings(text, tags)
    headings = [heading for _, heading in sorted(placed, key=lambda item: item[0])]
    if syntax.notes_heading is not None and (has_notes or _has_notes(text, span)):
        headings.append(Heading(2, (), syntax.notes_heading, is_html=True))
    return headings


def _html_headings(text: str, tags: Sequence[Tag]) -> Iterator[tuple[int, Heading]]:
    closing = {tag.span.start for tag in tags if tag.closing}
    for at, tag in enumerate(tags):
        if tag.name in _HEADINGS and not tag.closing:
            own = next((text[slice(*each.span)] for each in attributes(text, tag) if each.name == "id"), None)
            following = map(tags.__getitem__, range(at + 1, min(at + 50, len(tags))))
            end = next((each.span.start for each in following if each.name == tag.name), None)
            inside = _TAG.sub("", text[tag.span.end : end]) if end in closing else ""
            yield tag.span.start, Heading(int(tag.name[1]), (("text", inside),), own, inside, is_html=True)


def _markdown_headings(text: str, span: Span, markdown: Markdown, syntax: HeadingSyntax) -> Iterator[_Found]:
    # Python-Markdown reads a block element up to its closing tag, too.
    markdown = KRAMDOWN if syntax.blocks == "python" else markdown
    for place in _outside_html(text, span, markdown):
        source = text[place.start : place.end]
        if markdown.html_blocks == "kramdown" and source.lstrip().startswith("<"):
            source = _TAG_LINE.sub(lambda match: " " * len(match[0]), source)
        yield from _block_headings(_prepared(source, syntax), place.start, syntax)


def _outside_html(text: str, span: Span, markdown: Markdown) -> Iterator[Span]:
    """Yield the places of a body that are not HTML blocks, where these hide Markdown despite empty lines."""
    if markdown.html_blocks not in ("kramdown", "python"):
        yield span
        return
    is_python = markdown.html_blocks == "python"
    blocks = Blocks(text, span, is_python=is_python, parses_html=markdown.parses_html)
    blocks.read(span.start)
    start = span.start
    for hidden in blocks.html.found():
        if start < hidden.start:
            yield Span(start, hidden.start)
        start = max(start, hidden.end)
    if start < span.end:
        yield Span(start, span.end)


def _prepared(source: str, syntax: HeadingSyntax) -> str:
    """Return a source in which CommonMark finds the headings that the builder finds."""
    if syntax.blocks == "marked":
        return _OTHER_SPACE.sub(r"\1 ", source)
    if syntax.blocks == "python":
        return _NO_SPACE.sub(lambda match: f"{match[0]} ", source)
    if syntax.blocks == "mdx":
        return _INDENTED.sub("", _FIRST_TAG.sub("", source))
    return source


def _block_headings(source: str, offset: int, syntax: HeadingSyntax) -> Iterator[_Found]:
    import pyromark  # only a page with links to its own headings needs it

    data = source.encode("utf-8", "replace")
    options = pyromark.Options.ENABLE_TABLES
    if syntax.terms:
        options |= pyromark.Options.ENABLE_DEFINITION_LIST
    items = 0  # of lists, around a heading
    for event, reach in pyromark.events_with_range(data.decode(), options=options):
        if isinstance(event, dict) and "Item" in event.values():
            items += 1 if "Start" in event else -1
        detail = event.get("Start") if isinstance(event, dict) else None
        if not isinstance(detail, dict) or "Heading" not in detail:
            continue
        raw = data[reach["start"] : reach["end"]].decode("utf-8", "replace").rstrip("\r\n")
        before = data[data.rfind(b"\n", 0, reach["start"]) + 1 : reach["start"]] + b"-" * (
            items > 0 and syntax.blocks == "kramdown"
        )
        match = _ATX.match(raw)
        is_closed = False
        if match is not None:
            content, is_closed = _without_closing(match[1])
        else:
            content = _CONTINUED.sub("\n", _UNDERLINE.sub("", raw)).strip()
        ahead = data[max(reach["start"] - 500, 0) : reach["start"]].decode("utf-8", "replace")
        if syntax.blocks == "kramdown" and (lists := _ATTRIBUTE_LINES.match(content)):
            ahead += lists[0]
            content = content[lists.end() :]
        if not _is_heading(content, before, raw, syntax, is_atx=match is not None):
            continue
        if syntax.blocks == "kramdown" and match is None and _continues(data, reach["start"]):
            continue
        after = data[reach["end"] : reach["end"] + 500].decode("utf-8", "replace")
        content, own = own_id(content, after, ahead, syntax.attributes, is_closed=is_closed)
        level = int(detail["Heading"]["level"][1])
        yield _Found(offset + reach["start"], level, content, own)


def _continues(data: bytes, start: int) -> bool:
    """Return whether kramdown reads the underlined text at `start` as a part of what is in the line before.

    A heading in the first line of a list's item or of a quotation begins a block, too.
    """
    line_start = data.rfind(b"\n", 0, start) + 1
    first = data[line_start:start]
    if first.strip(b" \t>"):
        return False
    depth = first.count(b">")
    for _ in range(_MOST_LINES):
        if not line_start:
            break
        end = line_start - 1
        line_start = data.rfind(b"\n", 0, end) + 1
        line = data[line_start:end]
        inside = line.strip(b" \t\r>")
        if not (inside.startswith(b"{:") and inside.endswith(b"}")):
            return bool(inside) and line.count(b">") >= depth
    return False


def _without_closing(content: str) -> tuple[str, bool]:
    """Return the text of a heading without the `#` after it, and whether there were some."""
    content = content.rstrip(" \t")
    rest = content.rstrip("#")
    if len(rest) < len(content) and (not rest or rest[-1] in " \t"):
        return rest.rstrip(" \t"), True
    return content, False


def _is_heading(content: str, before: bytes, raw: str, syntax: HeadingSyntax, *, is_atx: bool) -> bool:
    """Return whether a builder takes a heading of CommonMark for one."""
    if syntax.blocks not in ("kramdown", "python"):
        return True
    if (before and not before.strip()) or raw[:1] == " ":
        return False
    if syntax.blocks == "python" and content.endswith("\\"):
        return False
    if is_atx:
        return bool(content) or syntax.blocks == "python"
    is_inside = bool(before.strip()) and syntax.blocks == "kramdown"
    return "\n" not in content and (is_inside or not raw.rpartition("\n")[2].startswith(" "))


def _has_notes(text: str, span: Span) -> bool:
    """Return whether a body has a note that is referred to."""
    if "[^" not in text:
        return False
    referred = set(_REFERENCE_TO_NOTE.findall(text, *span))
    return any(match[1][1:] in referred for match in _DEFINITION.finditer(text, *span) if match[1][0] == "^")
