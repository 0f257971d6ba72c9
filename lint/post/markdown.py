"""The Markdown of a body: which parts are Markdown, their links and images, and their code.

Jekyll's kramdown reads a block element as HTML up to its closing tag, despite blank lines
(https://kramdown.gettalong.org/syntax.html#html-blocks); CommonMark resumes Markdown at the first blank line
(CommonMark 0.31.2, section 4.6). Each dialect is parsed by its own rule.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lint.archive.builders.markdown import Markdown
from lint.post.byte_offsets import Places
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
_WORTH_PARSING = re.compile(r"[\[`<]|~~~|^(?: {4}|\t)", re.MULTILINE)
_DESTINATION = re.compile(r"\]\([ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|([^\s]*))")
_PARENTHESIS = re.compile(r"\\.|[()]", re.DOTALL)
_DEFINITION = re.compile(r"\]:[ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|(\S+))")


class MarkdownLink(NamedTuple):
    """One link or image in Markdown syntax.

    Parameters:
        image: whether it is an image.
        form: `markdown` for an inline one, `reference` for a definition, `autolink` for `<https://…>`.
        value: the destination, with escapes and entities decoded.
        span: the place of the destination.
        whole: the place of the whole construct.
    """

    image: bool
    form: str
    value: str
    span: Span
    whole: Span


def stretches(text: str, span: Span, markdown: Markdown) -> Iterator[tuple[bool, Span]]:
    """Divide a body into Markdown and HTML blocks; yield whether each is Markdown, and its place."""
    if markdown.html_blocks != "kramdown":
        yield True, span
        return
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


def read_markdown(text: str, span: Span) -> tuple[list[MarkdownLink], list[Span]]:
    """Parse the Markdown in `text[span]`; return its links and the places of its code, in order."""
    if not _WORTH_PARSING.search(text, span.start, span.end):
        return [], []
    import pyromark  # a body that is one HTML block does not need it

    places = Places(text[span.start : span.end], span.start)
    content = places.data.decode()
    links: list[MarkdownLink] = []
    code: list[Span] = []
    images: set[str] = set()
    opened: list[tuple[dict[str, str], bool, int]] = []
    label_end = 0
    for event, reach in pyromark.events_with_range(content):
        if isinstance(event, str):
            continue
        ((kind, detail),) = event.items()
        start, stop = reach["start"], reach["end"]
        if kind == "Start" and isinstance(detail, dict):
            ((name, link),) = detail.items()
            if name in ("Link", "Image"):
                opened.append((link, name == "Image", start))
                label_end = start + (2 if name == "Image" else 1)
            elif name == "CodeBlock":
                code.append(places.span(start, stop))
        elif kind == "End" and detail in ("Link", "Image") and opened:
            link, image, start = opened.pop()
            if link["link_type"] in ("Inline", "Autolink"):
                links.append(_inline(text, places, link, Span(start, stop), label_end, image=image))
            elif image:
                images.add(link["id"])
            label_end = stop
        elif kind == "Code":
            code.append(places.span(start, stop))
            label_end = stop
        elif opened:
            label_end = stop
    for name, definition in pyromark.reference_definitions(content).items():
        whole = places.span(definition["span"]["start"], definition["span"]["end"])
        match = _DEFINITION.search(text, whole.start, whole.end)
        if match is not None:
            place = Span(*match.span(1 if match.group(1) is not None else 2))
            links.append(MarkdownLink(name in images, "reference", definition["dest"], place, whole))
    return sorted(links, key=lambda link: link.span), sorted(code)


def _inline(
    text: str, places: Places, link: dict[str, str], reach: Span, label_end: int, *, image: bool
) -> MarkdownLink:
    whole = places.span(*reach)
    if link["link_type"] == "Autolink":
        return MarkdownLink(image, "autolink", link["dest_url"], Span(whole.start + 1, whole.end - 1), whole)
    match = _DESTINATION.search(text, places.at(label_end), whole.end)
    if match is None:  # an empty destination
        return MarkdownLink(image, "markdown", link["dest_url"], Span(whole.end - 1, whole.end - 1), whole)
    if match.group(1) is not None:
        place = Span(*match.span(1))
    else:
        place = Span(match.start(2), match.start(2) + _balanced(match.group(2)))
    return MarkdownLink(image, "markdown", link["dest_url"], place, whole)


def _balanced(text: str) -> int:
    """Return the length of a bare destination, which ends at the parenthesis that closes the link."""
    depth = 0
    for match in _PARENTHESIS.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth < 0:
            return match.start()
    return len(text)
