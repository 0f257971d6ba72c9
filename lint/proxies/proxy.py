"""One image proxy, and the image that a URL asks it for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from lint.primitives.patterns import regex
from lint.proxies import base58
from lint.proxies.linear import Match, Pattern
from lint.values.urls import URL, parse

_SCHEME = regex(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_BARE_HOST = regex(r"[^/?#\s]+\.[^/?#\s.]{2,}(?::[0-9]+)?(?:[/?#]|\Z)")


@dataclass(frozen=True)
class Proxy:
    """One proxy; built_in.toml explains the fields."""

    name: str
    hosts: tuple[str, ...]
    source: str = ""
    path: str = ""
    hint: str = ""
    query: tuple[str, ...] = ()
    hex: bool = False
    base58: bool = False
    encoded: bool = False
    escaped_query: bool = False
    relative: bool = False
    secure: str = ""
    default: str = "http"
    options: str = ""
    own: bool = False
    keeps: bool = False
    parameters: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    wrap: str = ""

    def wrapped(self, origin: str) -> str:
        """Return the URL under which this proxy serves an image; raise ValueError if it has no `wrap`."""
        if not self.wrap:
            raise ValueError(f"the URLs of {self.name!r} do not contain an origin")
        scheme, _, rest = origin.partition("://")
        path = rest.replace("?", "%3F") if self.escaped_query else rest
        if self.secure and scheme == "https":
            path += f"?{self.secure}=1"
        return self.wrap.format(
            url=quote(origin, safe=""),
            path=path,
            raw=origin,
            hex=origin.encode().hex(),
            base58=base58.encode(origin),
        )


class Proxied(NamedTuple):
    """A URL that goes through a proxy.

    Parameters:
        proxy: the proxy.
        target: what the proxy is asked for, decoded; `None` if its URLs do not say, empty if it is missing.
        raw: the target as in the URL, still encoded.
        origin: the target as an absolute URL; `None` if it cannot be recovered.
    """

    proxy: Proxy
    target: str | None
    raw: str | None
    origin: str | None


def unwrap(proxy: Proxy, url: URL, match: Match, options: Pattern | None) -> Proxied:
    """Return what a URL asks its proxy for, given the match of the proxy's `path`, and its `options`."""
    raw = None
    if proxy.query:
        raw = _parameter(url.query, proxy.query) or ""
        target = unquote(raw.replace("+", " "))
    elif "target" in (groups := match.groupdict()):
        raw = target = groups["target"] or ""
        if options is not None:
            target = options.sub("", target, count=1)
        if proxy.hex:
            target = _from_hex(target)
        elif proxy.base58:
            target = base58.decode(target)
        elif proxy.encoded and re.match(r"https?%3A", target, re.IGNORECASE):
            target = unquote(target)
        elif proxy.escaped_query:
            target = re.sub("%3F", "?", target, flags=re.IGNORECASE)
    else:
        return Proxied(proxy, None, None, None)
    return Proxied(proxy, target, raw, _origin(proxy, url, target.strip()))


def _parameter(query: str, names: Iterable[str]) -> str | None:
    """Return the value of the first of these parameters that a query has, still encoded, or `None`."""
    found = [part.partition("=") for part in query.removeprefix("?").split("&")]
    return next((value for name in names for key, mark, value in found if mark and key == name), None)


def _from_hex(text: str) -> str:
    try:
        return bytes.fromhex(text).decode("utf-8")
    except ValueError:
        return ""


def _origin(proxy: Proxy, url: URL, target: str) -> str | None:
    """Make a target an absolute URL: proxies accept it with a scheme, without one, and in older forms."""
    base = None
    default = "https" if proxy.secure and _parameter(url.query, [proxy.secure]) else proxy.default
    if target.startswith("ssl:"):
        target = "https://" + target[4:].lstrip("/")
    elif target.startswith("//"):
        target = f"{default}:{target}"
    elif match := _SCHEME.match(target):
        target = f"{match[1]}://{target[match.end() :]}"
    elif proxy.relative and target:
        target, base = "/" + target.lstrip("/"), url.href
    elif _BARE_HOST.match(target):
        target = f"{default}://{target}"
    else:
        return None
    found = parse(target, base)
    return found.href if found is not None else None
