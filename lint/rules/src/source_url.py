"""Places in the source URL and comparison of URLs, for the SRC rules."""

import html
import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Match, Span

# Parameters that say where a visitor came from and never select the page.
TRACKING = (
    "utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi"
    "|spm|ncid|cmpid|at_medium|at_campaign|isappinstalled"
)
_TRACKING = regex(rf"[?&](?:(?:{TRACKING})=[^&]*|source=rss(?:[-_][^&]*|(?=&|\Z)))", re.IGNORECASE)
_PORT = regex(r":(?:80|443)\Z")
_ESCAPES = regex(r"(?:%[0-9A-Fa-f]{2})+")
_SLASHES = regex(r"/{2,}")


class Written(NamedTuple):
    """The place of a source URL in the file.

    Parameters:
        whole: the place of the field's value.
        start: the offset of the URL's first character; `None` if escapes make the file's text differ from
            the URL.
    """

    whole: Span
    start: int | None

    def span(self, start: int, end: int) -> Span:
        """Return the place of `url[start:end]`, or the whole value if the file's text differs from the URL."""
        return self.whole if self.start is None else Span(self.start + start, self.start + end)


def written(match: Match, field: Field, document: Document) -> Written:
    """Return the place of the URL that a rule's pattern matched."""
    at = document.text.find(match.string, *field.span)
    return Written(field.span, at if at >= 0 else None)


def path_of(url: str) -> str:
    """Return a URL without its query and fragment."""
    return url.partition("#")[0].partition("?")[0]


def leads_to(url: str, source: str) -> bool:
    """Return whether a URL as written in the body leads to the source: in any spelling of one page."""
    if url == source:
        return True
    url = html.unescape(url.strip().removeprefix("<").removesuffix(">"))
    return comparable(url) in (comparable(source), comparable(html.unescape(source)))


def comparable(url: str) -> str:
    """Return a URL in a form in which different spellings of one page are equal.

    It is percent-decoded up to three times, and has no scheme, `www.`, upper case in the host, double or
    trailing slashes, tracking parameters, spaces, fragment or the usual port. The order of parameters does not count.
    """
    for _ in range(3 if "%" in url else 0):
        decoded = _ESCAPES.sub(_decoded, url)
        if decoded == url:
            break
        url = decoded
    rest = url.strip().partition("#")[0].split("://", 1)[-1]
    if "?" in rest or "&" in rest:
        rest = _TRACKING.sub("", rest)
        if "?" not in rest:
            rest = rest.replace("&", "?", 1)  # the first parameter was removed
    host, slash, path = rest.partition("/")
    path = _SLASHES.sub("/", path).removeprefix("/") if "//" in rest else path
    path, mark, query = path.partition("?")
    if "&" in query:
        query = "&".join(sorted(query.split("&")))
    host = _PORT.sub("", host.lower()).removeprefix("www.")
    whole = f"{host}{slash}{path}{mark}{query}".rstrip("/")
    return whole.replace(" ", "").replace("\u00a0", "")


def _decoded(escapes: Match) -> str:
    """Return the text of percent escapes, as `urllib.parse.unquote` does in twice the time."""
    return bytes.fromhex(escapes[0].replace("%", "")).decode("utf-8", "replace")
