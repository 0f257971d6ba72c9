"""URLs by the WHATWG standard, through ada (https://url.spec.whatwg.org/)."""

import re
from functools import lru_cache
from typing import NamedTuple

import ada_url

from lint.primitives.patterns import regex

_SCHEME = regex(r"https?(?::|%3A)", re.IGNORECASE)
# A host that is normalised as written: with dots, and no number at its end, which could be an IPv4 address.
# Whatever follows is encoded, except lone surrogates.
_PLAIN = regex(r"https?://((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?:[/?#][^\ud800-\udfff]*)?\Z")
_HOST = regex(r"https?://(?:[^/@]*@)?(\[[^/\]]*\]|[^/:]*)")
# What needs no base. With one of the same scheme, browsers read `http:a` as relative, like `http-a`:
# https://url.spec.whatwg.org/#scheme-state
_WHOLE = ("http://", "https://")
_PARTS = ("href", "protocol", "hostname", "pathname", "search", "hash")


class URL(NamedTuple):
    """The parts of an absolute URL, normalised.

    Parameters:
        href: the whole URL.
        scheme: in lower case, without its colon.
        host: in lower case and ASCII, without the port; empty for schemes without a host.
        path: percent-encoded, with its leading slash.
        query: with its question mark; may be empty.
        fragment: with its number sign; may be empty.
    """

    href: str
    scheme: str
    host: str
    path: str
    query: str
    fragment: str


@lru_cache(maxsize=8192)
def parse(url: str, base: str | None = None) -> URL | None:
    """Parse a URL, a relative one against `base`; `None` for one that a browser rejects."""
    try:
        # Joining costs a second parse, which an absolute URL does not need.
        whole = url if base is None or is_whole(url) else ada_url.join_url(base, url)
        part = ada_url.parse_url(whole, _PARTS)
    except ValueError:
        return None
    return URL(
        part["href"], part["protocol"][:-1], part["hostname"], part["pathname"], part["search"], part["hash"]
    )


def is_whole(url: str) -> bool:
    """Return whether a URL is the same against any base, by how it begins; one in capitals is not told."""
    return url.startswith(_WHOLE)


def plain_host(url: str) -> str | None:
    """Return the host of a URL that is plainly absolute, without parsing it; `None` for any other."""
    match = _PLAIN.match(url)
    return match[1] if match is not None and "xn--" not in match[1] else None


def host_of(href: str) -> str:
    """Return the host of a normalised URL of http or https, without parsing it again; empty for any other."""
    match = _HOST.match(href)
    return match[1] if match is not None else ""


def nested_at(url: str) -> int | None:
    """Return the offset of another URL inside one, as in a web archive's addresses; `None` without one."""
    match = _SCHEME.search(url, len("http://"))
    return match.start() if match is not None else None
