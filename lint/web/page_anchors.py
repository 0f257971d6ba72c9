"""Which anchors an HTML page has.

To say that a page lacks an anchor which it has is worse than to say nothing. So every `id` and `name` counts,
wherever it stands, and pages that scripts build are not judged.
"""

from __future__ import annotations

import html
import re

from lint.primitives.patterns import regex
from lint.web.anchors import packed
from lint.web.answer import Answer
from lint.web.pages import is_html, read_page, text_of

# Also in what scripts hold: as `id=\"rain\"` and `"id":"rain"`, since they may put it there.
_ANCHOR = regex(
    r"""(?<![\w-])(?:id|name|anchor)\\{0,3}["']?\s{0,20}[=:]\s{0,20}\\{0,3}"""
    r"""(?:"([^"<>\\]{1,500})|'([^'<>\\]{1,500})|([^\s"'<>=`\\]{1,500}))""",
    re.IGNORECASE,
)
# An empty element, with the name that frameworks give the one which they fill.
_EMPTY = regex(r"<(?:div|main|section|[a-z]{1,20}-(?:root|app))\b[^<>]{0,600}>\s{0,200}</", re.IGNORECASE)
_ROOT = regex(r"\A<[a-z]+-|\sid=[\"']?(?:root|app|main|__next|__nuxt|___gatsby|react-root)\b", re.IGNORECASE)
_FRAMES = regex(r"<frameset\b", re.IGNORECASE)
_LITTLE = 400  # characters of text: with scripts, that is a page which they build


def anchors_of(answer: Answer) -> bytes | None:
    """Return the anchors of a page, packed; `None` if it cannot be told which it has."""
    if not answer.is_whole or answer.fragment or not is_html(answer):
        return None
    page = read_page(answer, visible=False)
    if page.refresh or _FRAMES.search(page.markup) or _is_built_by_scripts(page.markup):
        return None
    found = (match[1] or match[2] or match[3] for match in _ANCHOR.finditer(page.markup))
    return packed(html.unescape(each) for each in found)


def _is_built_by_scripts(markup: str) -> bool:
    if "<script" not in markup.lower():
        return False
    if any(_ROOT.search(match[0]) for match in _EMPTY.finditer(markup)):
        return True
    return len(text_of(markup)) < _LITTLE
