"""What the PRX rules share: the proxies an image goes through."""

from lint.rule import Document, Link, Proxied


def proxies_of(link: Link, document: Document) -> list[Proxied]:
    """Give the proxies that an image goes through, from the outermost inwards."""
    href = document.resolve(link.value)
    return document.proxies(href) if href is not None else []


def to_write(proxied: Proxied) -> str | None:
    """Give the origin as a fix writes it: with https where the proxy was given no scheme."""
    origin = proxied.origin
    if origin is None or "http:" in (proxied.target or ""):
        return origin
    return "https://" + origin.removeprefix("http://") if origin.startswith("http://") else origin


def innermost(chain: list[Proxied]) -> str | None:
    """Give the URL behind all proxies; `None` where there is none to recover."""
    return next((each.origin for each in reversed(chain) if each.origin is not None), None)
