"""The HTML blocks of VitePress and of pandoc, shown to the parser of CommonMark as its own."""

import re

from lint.archive.builders.markdown import Markdown
from lint.post.commonmark import read_markdown
from lint.post.fillers import is_alone, letters, spaces
from lint.post.markdown import Reading
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_INLINE = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|br|button|canvas|cite|code|data|datalist|del|dfn|em|embed|i|iframe|img|input"
    "|ins|kbd|label|map|mark|meter|noscript|object|output|picture|progress|q|ruby|s|samp|script|select|small|span"
    "|strong|style|sub|sup|svg|textarea|time|u|tt|var|video|wbr|pre"
)
# https://github.com/mdit-vue/mdit-vue/blob/main/packages/plugin-component/src/tags.ts
_BLOCK = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    "|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    "|title|tr|track|ul|script|style|textarea"
)
# One that ends on its line begins no block: the Markdown goes on after it.
_COMPONENT = regex(
    rf"^ {{0,3}}(?P<whole></?(?P<name>(?!(?:{_INLINE}|(?i:{_BLOCK}))(?![\w-]))[A-Za-z][A-Za-z0-9-]+)"
    r"(?=[\s>]|/>)"
    r"(?P<rest>[^\n<>]*(?:/>|>(?:[^\n<]|<(?!/(?P=name)\s*>))*</(?P=name)\s*>))?)",
    re.MULTILINE,
)
_TAG = regex(
    r"^ {0,3}</?(?!(?:pre|script|style|textarea)\b)(?:address|article|aside|blockquote|body|center|dd|details"
    r"|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|menu|nav|noscript|ol|p"
    r"|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|iframe)"
    r"(?:[\s/](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)?>",
    re.MULTILINE | re.IGNORECASE,
)
# An element of CommonMark that begins a block, for each length.
_BLOCK_NAMES = {2: "ul", 3: "div"}


def read_vue(text: str, span: Span, markdown: Markdown) -> Reading:
    """Read the Markdown of VitePress, whose plug-in takes elements that it does not know for blocks.

    https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component
    """
    pieces: list[str] = []
    copied = 0
    for match in _COMPONENT.finditer(text, *span):
        if match["rest"] is not None:
            place = Span(*match.span("whole"))
            # A letter and a tag are running text, in which the Markdown goes on.
            pieces += (text[copied : place.start], f"x<{'x' * (place.end - place.start - 3)}>")
            copied = place.end
        else:
            start, end = match.span("name")
            name = _BLOCK_NAMES[min(end - start, 3)]
            pieces += (text[copied:start], name.ljust(end - start))
            copied = end
    shown = "".join((*pieces, text[copied:])) if pieces else text
    return read_markdown(shown, span, markdown)


def read_pandoc(text: str, span: Span, markdown: Markdown) -> Reading:
    """Read the Markdown of pandoc, which goes on in block elements."""
    pieces: list[str] = []
    copied = 0
    for match in _TAG.finditer(text, *span):
        place = Span(*match.span())
        pieces += (
            text[copied : place.start],
            spaces(text, place) if is_alone(text, place) else letters(place),
        )
        copied = place.end
    shown = "".join((*pieces, text[copied:]))
    return read_markdown(shown, span, markdown)
