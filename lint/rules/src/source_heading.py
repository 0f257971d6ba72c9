"""The heading with which a mirror repeats the title and the source."""

from lint.primitives.patterns import regex
from lint.rule import Document, HeadingLink
from lint.rules.src.source_url import leads_to

# Several links, such as the anchor `[](#id)` and a link: none is the heading as a whole.
_SEVERAL = regex(r"\[[^\[\]]*\]\([^()\s]*\)[^\[\n]*\[")


def heading_link(document: Document) -> HeadingLink | None:
    """Return the heading that is one link, however broken; `None` in a post that was not copied."""
    heading = document.heading
    if heading is None or document.base is None or _SEVERAL.match(document.text, heading.span.start):
        return None
    return heading


def source_heading(document: Document) -> HeadingLink | None:
    """Return the heading `[title](url)` that leads to the post's source; `None` if there is none.

    A heading that leads elsewhere is the article's own, or SRC006 reports it.
    """
    heading = heading_link(document)
    if heading is None or document.base is None or not leads_to(heading.url, document.base):
        return None
    return heading
