"""What the SRC rules share: the source field of a post, and how its URL is read."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from lint.rule import Document, Node, Span

_TRACKING = re.compile(r"[?&](?:utm_[a-z_]+|fbclid|gclid|igshid|mc_cid|mc_eid|source)=[^&]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


class SourceURL(NamedTuple):
    """The source URL as it stands in the front matter.

    Parameters:
        url: the value.
        node: the value's node.
        start: the offset in the text of the URL's first character.
        exact: whether the value stands letter for letter in the text, so that an offset into `url`
            is an offset into the text.
    """

    url: str
    node: Node
    start: int
    exact: bool

    def span(self, start: int, end: int) -> Span:
        """Give the place of `url[start:end]`; the whole value where it is not written literally."""
        return Span(self.start + start, self.start + end) if self.exact else self.node.span


@lru_cache(maxsize=1)  # all rules of the family ask for the same document, one after the other
def source_url(document: Document) -> SourceURL | None:
    """Give the post's source URL; `None` when the field is missing or not text."""
    field = document.field("source")
    if field is None or not isinstance(field.value, str):
        return None
    start, end = field.span
    raw = document.text[start:end]
    at = raw.find(field.value)
    return SourceURL(field.value, field.node, start + max(at, 0), at >= 0)


def comparable(url: str) -> str:
    """Give a URL in a form in which two spellings of one page are equal.

    Percent-encoding is decoded until nothing changes (three rounds at most); scheme, `www.`, case of
    the host, doubled slashes, a final slash, tracking parameters and the fragment do not count.
    """
    for _ in range(3):
        decoded = unquote(url)
        if decoded == url:
            break
        url = decoded
    url = url.strip().partition("#")[0]
    scheme, mark, rest = url.partition("://")
    if not mark:
        rest = scheme
    rest = _TRACKING.sub("", rest)
    if "?" not in rest:
        rest = rest.replace("&", "?", 1)  # the first parameter was taken away
    host, slash, path = rest.partition("/")
    path = _SLASHES.sub("/", path).removeprefix("/")
    return (
        (host.lower().removeprefix("www.") + slash + path).rstrip("/").replace(" ", "").replace("\u00a0", "")
    )
