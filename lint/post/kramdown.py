"""The Markdown of kramdown, which Jekyll uses, and of Python-Markdown, which Pelican uses."""

import re
from collections.abc import Iterator, Sequence

from lint.archive.builders.markdown import Markdown
from lint.post.html import unescape
from lint.post.kramdown_blocks import Blocks
from lint.post.kramdown_elements import begins_block, element_of, end_tag
from lint.post.kramdown_spans import Spans
from lint.post.kramdown_tags import kramdown_tag
from lint.post.many import disjoint, sort
from lint.post.markdown import MarkdownLink, Reading
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_WORTH_PARSING = regex(r"[\[`<]|~~~|^(?: {4}|\t)", re.MULTILINE)
_PIPE = regex(r"(?<!\\)\|")
# A `|` in code or in a tag makes no table. Python searches fast for what begins with a character.
_CODE_SPAN = regex(r"(`(?<!``)`*+)[^\n]*?\1|<[^<>\n]++>")
_CELL_END = regex(r"(?<!\\)\||\n")


def read_kramdown(text: str, span: Span, markdown: Markdown) -> Reading:
    """Read the Markdown in `text[span]`."""
    if not _WORTH_PARSING.search(text, span.start, span.end):
        return Reading([], [], [], [], [], [])
    is_python = markdown.html_blocks == "python"
    if not is_python and not markdown.parses_html and (only := _only_element(text, span)) is not None:
        return Reading([], [], [only], [], [], [])
    blocks = Blocks(text, span, is_python=is_python, parses_html=markdown.parses_html)
    blocks.read(span.start)
    if not blocks.texts:
        code, html, indented = (
            each.found() if each else [] for each in (blocks.code, blocks.html, blocks.indented)
        )
        return Reading([], code, html, [], [], indented)
    spans = Spans(text, blocks.definitions, frozenset(blocks.footnotes), is_python=is_python)
    _read_texts(text, blocks, spans, is_python=is_python)
    for label, image in spans.used.items():
        place, whole = blocks.definitions[label]
        value = unescape(text[place.start : place.end])
        spans.links.append(MarkdownLink(image, "reference", value, place, whole))
    sort(spans.links, lambda link: link.span)
    lists = blocks.code, spans.code, blocks.html, spans.less_than, blocks.indented, spans.references
    code, within, html, less_than, indented, references = (each.found() if each else [] for each in lists)
    code = disjoint(code, within) if code and within else code or within
    return Reading(spans.links, code, html, [], less_than, indented, references)


def _only_element(text: str, span: Span) -> Span | None:
    """Return the place of an element that is all of a body, as mirrors write it, and has no Markdown."""
    position, end = span
    at = text.find("<", position, end)
    if at < 0 or text[position:at].strip("\n"):
        return None
    tag = kramdown_tag(text, at, end) if text[at + 1 : at + 2].isascii() else None
    if tag is None or not begins_block(tag, is_python=False):
        return None
    element = element_of(text, tag, is_python=False)
    if element.contents != "html":
        return None
    close = end_tag(text, element, end)
    if text[close.end : end].strip(" \n") or text.find("markdown", at, close.end) >= 0:
        return None
    return Span(at, close.end)


def _read_texts(text: str, blocks: Blocks, spans: Spans, *, is_python: bool) -> None:
    shown = frozenset(blocks.footnotes.values())
    firsts: dict[int, int] = {}  # the first text of each footnote, whose texts follow each other
    number = 0
    for first, last, start, end in (*blocks.groups, (len(blocks.texts), len(blocks.texts), 0, 0)):
        while number < first:
            start_of_text, end_of_text, footnote = blocks.texts[number]
            if footnote < 0 or (is_python and footnote in shown):  # Python-Markdown shows all footnotes
                _read_text(text, Span(start_of_text, end_of_text), spans, is_python=is_python)
            else:
                firsts.setdefault(footnote, number)
            number += 1
        _read_group(text, Span(start, end), blocks.texts[first:last], spans)
        number = last
    for label in spans.referred:  # which grows; kramdown shows no others
        note = blocks.footnotes[label]
        for number in range(firsts.pop(note, len(blocks.texts)), len(blocks.texts)):
            start, end, footnote = blocks.texts[number]
            if footnote != note:
                break
            _read_text(text, Span(start, end), spans, is_python=is_python)


def _read_group(text: str, place: Span, texts: Sequence[tuple[int, int, int]], spans: Spans) -> None:
    """Read the texts of some blocks in a row, if they are not known."""
    start, end = place
    if len(texts) > 1 and spans.recall(start, end, of_blocks=True):
        return
    begun = spans.begin()
    tied = False
    for at, to, _ in texts:
        tied = not _read_text(text, Span(at, to), spans, is_python=False) or tied
    if len(texts) > 1 and not tied:
        spans.keep(start, end, begun, of_blocks=True)


def _read_text(text: str, place: Span, spans: Spans, *, is_python: bool) -> bool:
    """Read one text; return whether it has nothing to do with what is elsewhere."""
    start, end = place
    if spans.recall(start, end):
        return True
    begun = spans.begin()
    block = text[start:end] if not is_python and text.find("|", start, end) >= 0 else ""
    if block and _is_table(block):
        for cell in _cells(block):
            spans.read(start + cell.start, start + cell.end)
    else:
        spans.read(start, end)
    return spans.keep(start, end, begun)


def _is_table(block: str) -> bool:
    """Return whether all lines of a block have a `|` outside of code."""
    lines = block.rstrip().splitlines()
    return all(_PIPE.search(_CODE_SPAN.sub("", line)) is not None for line in lines)


def _cells(block: str) -> Iterator[Span]:
    """Yield the places of a table's cells."""
    hidden = _CODE_SPAN.sub(lambda match: "x" * len(match[0]), block)
    start = 0
    for match in _CELL_END.finditer(hidden):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(block))
