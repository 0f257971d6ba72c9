"""URLs by the WHATWG standard, through ada (https://url.spec.whatwg.org/)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import ada_url


class URL(NamedTuple):
    """The parts of an absolute URL, normalised.

    Parameters:
        href: the whole.
        scheme: without its colon, in lower case.
        host: in lower case and ASCII, without the port; empty where the scheme has none.
        path: percent-encoded, with its slash.
        query: with its question mark; empty without one.
        fragment: with its number sign; empty without one.
    """

    href: str
    scheme: str
    host: str
    path: str
    query: str
    fragment: str


@lru_cache(maxsize=4096)
def parse(url: str) -> URL | None:
    """Parse an absolute URL; `None` for one that a browser refuses, or a relative one."""
    try:
        parts = ada_url.parse_url(url, ("href", "protocol", "hostname", "pathname", "search", "hash"))
    except ValueError:
        return None
    return URL(
        parts["href"],
        parts["protocol"][:-1],
        parts["hostname"],
        parts["pathname"],
        parts["search"],
        parts["hash"],
    )


@lru_cache(maxsize=4096)
def absolute(url: str, base: str | None) -> str | None:
    """Give a URL as an absolute one; `None` where it cannot be.

    Parameters:
        base: the absolute URL that a relative one is relative to.
    """
    try:
        return str(ada_url.join_url(base, url) if base else ada_url.normalize_url(url))
    except ValueError:
        return None
