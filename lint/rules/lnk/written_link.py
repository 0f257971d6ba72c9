"""What the LNK rules share: whose relative URLs are lost, and how a URL is shown."""

from lint.rule import Document, Link, shortened

_LONGEST = 60


def has_lost_its_site(document: Document) -> bool:
    """Say whether relative URLs were the source's: a post with a source URL was copied from there."""
    return document.base is not None


def is_heading(link: Link, document: Document) -> bool:
    """Say whether it is the heading's link, which repeats the source: the SRC rules judge that."""
    return document.heading is not None and link.span == document.heading.url_span


def shown(url: str) -> str:
    """Give a URL for a message, cut where it is long."""
    return shortened(url, _LONGEST)
