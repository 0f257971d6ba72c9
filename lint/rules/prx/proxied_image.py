"""What the PRX rules share: the proxies that an image goes through."""

import html

from lint.rule import Document, Fix, Link, Proxied, replace


def proxies_of(link: Link, document: Document) -> list[Proxied]:
    """Return the proxies that an image goes through, from the outermost to the innermost."""
    href = document.resolve(link.value)
    return document.proxies(href) if href is not None else []


def write_origin(link: Link, chain: list[Proxied], message: str) -> Fix | None:
    """Return the fix that writes the innermost original URL; `None` if the URL does not contain one.

    It uses https if the proxy was given no scheme. The fix is unsafe because a host may not let other sites
    show its images.
    """
    for proxied in reversed(chain):
        origin = proxied.origin
        if origin is not None:
            if origin.startswith("http://") and "http:" not in (proxied.target or ""):
                origin = "https://" + origin.removeprefix("http://")
            return replace(link.span, html.escape(origin), message, unsafe=True)
    return None
