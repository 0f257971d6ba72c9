"""What the FIL rules share: the place of a file's name, and the places where odd characters are shown on purpose."""

import re

from lint.rule import Document, Span

# The name itself is not in the text: what is wrong with it is reported at the beginning.
FILE_NAME = Span(0, 0)
# Text that readers see, though it is kept from Liquid or given to a shortcode.
_ARTICLE = re.compile(r"\{%-?\s*(?:raw|comment)\b|\{\{[<%]\s*(?!(?:highlight|code|codeblock|mermaid)\b)")


def in_code(document: Document, at: int) -> bool:
    """Say whether an offset lies in code, which may be a dump or an example."""
    return any(
        span.start <= at < span.end and not _ARTICLE.match(document.text, span.start)
        for span in document.content.code
    )
