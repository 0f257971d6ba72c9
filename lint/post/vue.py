"""The Markdown of VitePress and VuePress, whose plug-in for components takes unknown elements for blocks.

https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component
"""

import re

from lint.archive.builders.markdown import Markdown
from lint.post.fillers import letters
from lint.post.markdown import Reading, read_markdown
from lint.primitives.source import Span

_INLINE = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|br|button|canvas|cite|code|data|datalist|del|dfn|em|embed|i|iframe|img|input"
    "|ins|kbd|label|map|mark|meter|noscript|object|output|picture|progress|q|ruby|s|samp|script|select|small|span"
    "|strong|style|sub|sup|svg|textarea|time|u|tt|var|video|wbr|pre"
)
_COMPONENT = re.compile(
    rf"^(?: {{0,3}})</?(?P<name>(?!(?:{_INLINE})(?![\w-]))[A-Za-z][A-Za-z0-9-]+)(?=[\s>]|/>)"
    r"(?P<rest>[^\n<>]*/>)?",
    re.MULTILINE,
)
# An element of CommonMark that begins a block, for each length.
_BLOCK_NAMES = {2: "ul", 3: "div"}


def read_vue(text: str, span: Span, markdown: Markdown) -> Reading:
    """Read the Markdown in `text[span]`."""
    pieces: list[str] = []
    copied = 0
    for match in _COMPONENT.finditer(text, *span):
        if match["rest"] is not None:  # it closes itself, and the Markdown goes on after it
            place = Span(match.start() + text[match.start() : match.end()].index("<"), match.end())
            pieces += (text[copied : place.start], letters(place))
            copied = place.end
        else:
            start, end = match.span("name")
            name = _BLOCK_NAMES[min(end - start, 3)]
            pieces += (text[copied:start], name.ljust(end - start))
            copied = end
    shown = "".join((*pieces, text[copied:])) if pieces else text
    return read_markdown(shown, span, markdown)
