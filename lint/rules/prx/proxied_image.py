"""What the PRX rules share: the proxies that an image goes through."""

import html

from lint.rule import Document, Fix, Link, Proxied, replace


def proxies_of(link: Link, document: Document) -> list[Proxied]:
    """Return the proxies that an image goes through, from the outermost to the innermost."""
    href = document.resolve(link.value)
    return document.proxies(href) if href is not None else []


def cause_of(link: Link) -> str:
    """Return the cause that the URLs of one tag share: the candidates of a `srcset` are one image."""
    return f"{link.tag.start}"


def origin_of(chain: list[Proxied]) -> str | None:
    """Return the innermost original URL as HTML; `None` if the URL does not contain one.

    It uses https if the proxy was given no scheme.
    """
    for proxied in reversed(chain):
        origin = proxied.origin
        if origin is not None:
            if origin.startswith("http://") and "http:" not in (proxied.target or ""):
                origin = "https://" + origin.removeprefix("http://")
            return html.escape(origin)
    return None


def write_origin(link: Link, chain: list[Proxied], message: str) -> Fix | None:
    """Return the fix that writes the original URL; `None` if the URL does not contain one.

    The fix is unsafe because a host may not let other sites show its images.
    """
    origin = origin_of(chain)
    return replace(link.span, origin, message, unsafe=True) if origin is not None else None
