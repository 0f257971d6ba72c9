"""What the LNK rules share."""

from lint.rule import Document, Link, shortened


def is_heading(link: Link, document: Document) -> bool:
    """Return whether this is the heading's link, which repeats the source: the SRC rules check that one."""
    return document.heading is not None and link.span == document.heading.url_span


def host_of(link: Link, document: Document) -> str:
    """Return the host of a link, which is the cause that its likes in a post share; empty for a malformed URL."""
    url = document.url(link)
    return url.host if url is not None else ""


def shown(url: str) -> str:
    """Return a URL for a message: quoted, and shortened when it is long."""
    return repr(shortened(url, 60))
