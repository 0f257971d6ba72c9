"""kramdown's HTML blocks: a block element is HTML up to its closing tag, despite blank lines.

https://kramdown.gettalong.org/syntax.html#html-blocks
"""

import re
from collections.abc import Iterator
from functools import cache

from lint.archive.builders.markdown import Markdown
from lint.post.markdown import Reading, read_markdown
from lint.primitives.source import Span

# The block elements of CommonMark 0.31.2, section 4.6, and those of kramdown.
_BLOCK_NAMES = (
    "address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|frameset|h[1-6]|head|header|hr|html|legend|li|link|main|menu|nav|noframes|noscript|object|ol"
    "|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul|video|audio|iframe"
)
_BLOCK = re.compile(
    rf"^ {{0,3}}(?:<(?P<name>{_BLOCK_NAMES})(?=[\s/>])|(?P<fence>```|~~~))", re.MULTILINE | re.IGNORECASE
)
_MARKDOWN_INSIDE = re.compile(r"""\smarkdown\s*=\s*["']?(?:1|block|span)\b""")
_ALONE = frozenset(("hr", "link"))
_FENCES = {fence: re.compile(rf"^ {{0,3}}{fence}", re.MULTILINE) for fence in ("```", "~~~")}


def stretches(text: str, span: Span) -> Iterator[tuple[bool, Span]]:
    """Divide a body into Markdown and HTML blocks; yield whether each is Markdown, and its place."""
    start, end = span
    position = start
    while position < end:
        match = _BLOCK.search(text, position, end)
        if match is not None and match["fence"]:
            closing = _FENCES[match["fence"]].search(text, match.end(), end)
            position = closing.end() if closing else end
            continue
        block = match.start() if match is not None else end
        if start < block:
            yield True, Span(start, block)
        if match is None:
            return
        position = _end_of_block(text, match, end)
        # `markdown="1"` tells kramdown to parse the block's contents.
        inside = _MARKDOWN_INSIDE.search(text, block, text.find(">", block) + 1)
        yield inside is not None, Span(block, position)
        start = position
    if start < position:
        yield True, Span(start, position)


def _end_of_block(text: str, match: re.Match[str], end: int) -> int:
    """Return the end of the line that closes a block element, or the end of the body."""
    name = match["name"].lower()
    position = match.end()
    if name not in _ALONE:
        depth = 0
        for tag in _tag_named(name).finditer(text, match.start(), end):
            depth += -1 if tag.group(1) else 1
            if depth == 0:
                position = tag.end()
                break
        else:
            return end
    line = text.find("\n", position, end)
    return line + 1 if line >= 0 else end


@cache
def _tag_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE)


def read_kramdown(text: str, span: Span, markdown: Markdown) -> Reading:
    """Read the Markdown in `text[span]`."""
    reading = Reading([], [], [], [], [])
    for is_markdown, place in stretches(text, span):
        if is_markdown:
            part = read_markdown(text, place, markdown)
            for all_places, places in zip(reading, part, strict=True):
                all_places += places
        else:
            reading.blocks.append(place)
    return reading
