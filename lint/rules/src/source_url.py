"""What the SRC rules share: where a post's source URL is written, and how two are compared."""

import re
from typing import NamedTuple
from urllib.parse import unquote

from lint.rule import Document, Field, Match, Span

_TRACKING = re.compile(r"[?&](?:utm_[a-z_]+|fbclid|gclid|igshid|mc_cid|mc_eid|source)=[^&]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


class Written(NamedTuple):
    """Where a source URL is written.

    Parameters:
        whole: the place of the field's value.
        start: the offset in the file of the URL's first character; `None` where quotes or escapes
            hide it, so that places in the URL are not places in the file.
    """

    whole: Span
    start: int | None

    def span(self, start: int, end: int) -> Span:
        """Give the place of `url[start:end]`; the whole value where it is not written literally."""
        return self.whole if self.start is None else Span(self.start + start, self.start + end)


def written(match: Match, field: Field, document: Document) -> Written:
    """Say where the URL in which a rule found something is written."""
    at = document.text.find(match.string, *field.span)
    return Written(field.span, at if at >= 0 else None)


def path_of(url: str) -> str:
    """Give a URL up to its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


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
