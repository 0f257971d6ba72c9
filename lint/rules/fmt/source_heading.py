"""The heading with which a mirror repeats the title and the source."""

import re

from lint.rule import Document, HeadingLink
from lint.rules.src.source_url import leads_to

# Two links in a row, such as the anchor `[](#id)` and a link: neither is the heading as a whole.
_SEVERAL = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)\s*\[")


def source_heading(document: Document) -> HeadingLink | None:
    """Return the heading `[title](url)` that leads to the post's source; `None` if there is none.

    A post without a source was not copied, and a heading that leads elsewhere is the article's own.
    """
    heading = document.heading
    if heading is None or document.base is None or _SEVERAL.match(document.text, heading.span.start):
        return None
    return heading if leads_to(heading.url, document.base) else None
