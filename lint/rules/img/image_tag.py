"""What the IMG rules share: reading the attributes of an image's tag."""

import re
from collections.abc import Iterable

from lint.primitives.patterns import regex
from lint.rule import Attribute, Document, unescape

# Where lazy-loading scripts keep the URL until the image comes into view; the best come first.
LAZY_SOURCES = (
    "data-lazy-src", "data-src", "data-original", "data-actualsrc", "data-orig-src", "data-lazy",
    "data-original-src", "data-full-src", "data-hi-res-src", "data-orig-file", "data-large-file", "data-image",
    "data-backsrc", "data-croporisrc", "data-ll-src", "data-echo", "data-cfsrc", "data-url", "data-lazyload",
    "data-full-url", "data-img-src", "data-src-retina", "data-flickity-lazyload", "data-pagespeed-lazy-src",
    "lazyload", "lazy-src", "zoomfile", "file", "_src", "real_src",
)  # fmt: skip
LAZY_SETS = ("data-lazy-srcset", "data-srcset", "data-original-set", "data-ll-srcset")
_PLACEHOLDER = (
    r"(?:blank|none|spacer|placeholder|pixel|transparent|trans|1x1|loading|lazy|grey|gray|grey-1x1|clear)"
    r"\.(?:gif|png|svg|jpe?g)(?:\?\S*+)?(?:\s++\S++)?\s*\Z"
)
_NO_FILE = regex(rf"data:|about:|javascript:|[#?]\Z|//:0\Z|{_PLACEHOLDER}", re.IGNORECASE)
# It begins with a sign that has no case, which Python searches fast.
_IN_FOLDER = regex(f"/{_PLACEHOLDER}", re.IGNORECASE)


def value_of(document: Document, attribute: Attribute | None) -> str:
    """Return an attribute's value, decoded and trimmed; empty for a missing attribute."""
    return unescape(document.raw(attribute.span)).strip() if attribute is not None else ""


def first_real(document: Document, found: dict[str, Attribute], names: Iterable[str]) -> Attribute | None:
    """Return the first of these attributes that holds a real URL, or `None`."""
    for name in names:
        if is_real(value_of(document, found.get(name))):
            return found[name]
    return None


def is_real(url: str) -> bool:
    """Return whether a URL is that of an image, and not of a placeholder or empty."""
    return bool(url) and not is_placeholder(url)


def is_placeholder(url: str) -> bool:
    """Return whether a URL is that of a placeholder image."""
    if _NO_FILE.match(url) is not None:
        return True
    words = url.rsplit(maxsplit=2)  # its name is in one of the last two
    match = _IN_FOLDER.search(url, len(words[0]) if len(words) > 2 else 0)  # noqa: PLR2004 - there are more
    return match is not None and "\n" not in url[: match.start()]
