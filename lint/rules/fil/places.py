"""Helpers of the FIL rules: the place that represents the file name, and the places that contain code."""

import re
from bisect import bisect_right

from lint.primitives.patterns import regex
from lint.rule import Document, Span

# The name is not part of the text, so its defects are reported at the beginning of the file.
FILE_NAME = Span(0, 0)
# Not code: `raw` and `comment` blocks of Liquid, and the shortcodes of Hugo that do not highlight code.
_ARTICLE = regex(r"\{%-?\s*(?:raw|comment)\b|\{\{[<%]\s*(?!(?:highlight|code|codeblock|mermaid)\b)")
_RAW = regex(r"<(pre|script|style)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE)


def in_code(document: Document, at: int) -> bool:
    """Return whether an offset is in code, which may be a dump or an example."""
    code = document.content.code
    before = bisect_right(code, at, key=lambda span: span.start) - 1
    return before >= 0 and at < code[before].end and not _ARTICLE.match(document.text, code[before].start)


def dumps(document: Document, names: tuple[str, ...] = ("pre", "script", "style")) -> list[Span]:
    """Return the places of code and of raw elements, in order and disjoint, which may be dumps, data or examples.

    To look a place up among them, use `within`.

    Parameters:
        names: the elements, of `pre`, `script` and `style`.
    """
    text = document.text
    written = any(f"<{form}" in text for name in names for form in (name, name.upper(), name.title()))
    found = _RAW.finditer(text) if written else ()
    raw = (Span(*match.span()) for match in found if match[1].lower() in names)
    code = (span for span in document.content.code if not _ARTICLE.match(text, span.start))
    merged: list[Span] = []
    for span in sorted((*raw, *code)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
