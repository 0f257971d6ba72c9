"""Helpers of the FIL rules: the place that represents the file name, and the places that contain code."""

import re

from lint.rule import Document, Span

# The name is not part of the text, so its defects are reported at the beginning of the file.
FILE_NAME = Span(0, 0)
# Not code: `raw` and `comment` blocks of Liquid, and the shortcodes of Hugo that do not highlight code.
_ARTICLE = re.compile(r"\{%-?\s*(?:raw|comment)\b|\{\{[<%]\s*(?!(?:highlight|code|codeblock|mermaid)\b)")


def in_code(document: Document, at: int) -> bool:
    """Return whether an offset is in code, which may be a dump or an example."""
    return any(
        span.start <= at < span.end and not _ARTICLE.match(document.text, span.start)
        for span in document.content.code
    )
