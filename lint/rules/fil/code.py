"""What the FIL rules share: the places where odd characters are shown on purpose."""

import re

from lint.rule import Document

# Text that readers see, though it is kept from Liquid or given to a shortcode.
_ARTICLE = re.compile(r"\{%-?\s*(?:raw|comment)\b|\{\{[<%]\s*(?!(?:highlight|code|codeblock|mermaid)\b)")


def in_code(document: Document, at: int) -> bool:
    """Say whether an offset lies in code, which may be a dump or an example."""
    return any(
        span.start <= at < span.end and not _ARTICLE.match(document.text, span.start)
        for span in document.content.code
    )
