"""What the PRX rules share: the proxies that an image goes through."""

import html
import re

from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Link, Proxied, replace

# What a front matter reads as it is, with quotation marks and without, also in a list in brackets.
_PLAIN = regex(r"[\w.~:/?#@!$&()*+;=%-]+", re.ASCII)


def proxies_of(link: Link, document: Document) -> list[Proxied]:
    """Return the proxies that an image goes through, from the outermost to the innermost."""
    return document.proxies_of(link.value)


def cause_of(link: Link) -> str:
    """Return the cause that the URLs of one tag share: the candidates of a `srcset` are one image."""
    return f"{link.tag.start}"


def written(url: str, link: Link) -> str | None:
    """Return a URL as the place of a link has it: as HTML, or as a value of the front matter.

    `None` if the front matter might read it differently.
    """
    if link.element != "front-matter":
        return html.escape(url)
    return url if _PLAIN.fullmatch(url) else None


def origin_of(link: Link, chain: list[Proxied]) -> str | None:
    """Return the innermost original URL as the link's place has it; `None` if its URL does not contain one.

    It uses https if the proxy was given no scheme.
    """
    for proxied in reversed(chain):
        origin = proxied.origin
        if origin is not None:
            if origin.startswith("http://") and "http:" not in (proxied.target or ""):
                origin = "https://" + origin.removeprefix("http://")
            return written(origin, link)
    return None


def write_origin(link: Link, chain: list[Proxied], message: str) -> Fix | None:
    """Return the fix that writes the original URL; `None` if the URL does not contain one.

    The fix is unsafe because a host may not let other sites show its images.
    """
    origin = origin_of(link, chain)
    return replace(link.span, origin, message, unsafe=True) if origin is not None else None
