"""What the LNK rules share."""

from lint.rule import Document, Link, shortened


def is_heading(link: Link, document: Document) -> bool:
    """Return whether this is the heading's link, which repeats the source: the SRC rules check that one."""
    return document.heading is not None and link.span == document.heading.url_span


def host_of(url: str) -> str:
    """Return the host in a URL that begins with `//` or a scheme: the cause that all links to it share."""
    return url.partition("//")[2].partition("/")[0].rpartition("@")[2].lower()


def shown(url: str) -> str:
    """Return a URL for a message: quoted, and shortened when it is long."""
    return repr(shortened(url, 60))
