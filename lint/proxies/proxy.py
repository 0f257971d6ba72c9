"""One image proxy, and the image that a URL asks it for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from lint.values.urls import URL, parse

_SCHEME = re.compile(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_BARE_HOST = re.compile(r"[^/?#\s]+\.[^/?#\s.]{2,}(?::[0-9]+)?(?:[/?#]|\Z)")


@dataclass(frozen=True)
class Proxy:
    """One proxy; built_in.toml says what each field means."""

    name: str
    hosts: tuple[str, ...]
    source: str = ""
    path: str = ""
    hint: str = ""
    query: tuple[str, ...] = ()
    hex: bool = False
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

    @property
    def unwraps(self) -> bool:
        """Whether the URL tells the origin."""
        return bool(self.query or "(?P<target>" in self.path)

    def put_behind(self, origin: str) -> str:
        """Give the URL under which this proxy serves an image.

        Raises:
            ValueError: for a proxy whose URLs do not tell the origin.
        """
        if not self.wrap:
            raise ValueError(f"{self.name} has no way to name an origin")
        scheme, _, rest = origin.partition("://")
        path = rest.replace("?", "%3F") if self.escaped_query else rest
        if self.secure and scheme == "https":
            path += f"?{self.secure}=1"
        return self.wrap.format(url=quote(origin, safe=""), path=path, raw=origin, hex=origin.encode().hex())


class Proxied(NamedTuple):
    """A URL that goes through a proxy.

    Parameters:
        proxy: the proxy.
        target: what it is asked for, as the proxy decodes it; `None` where the URL does not tell, empty
            where it asks for nothing.
        raw: the target as it stands in the URL, still encoded.
        origin: the target as an absolute URL; `None` where there is none to recover.
    """

    proxy: Proxy
    target: str | None
    raw: str | None
    origin: str | None


def asked_of(proxy: Proxy, url: URL, match: re.Match[str] | None) -> Proxied:
    """Say what a URL asks a proxy for.

    Parameters:
        proxy: the proxy that serves the URL.
        url: the URL.
        match: the match of the proxy's `path`; `None` for a proxy without one.
    """
    raw = None
    if proxy.query:
        raw = _parameter(url.query, proxy.query) or ""
        target = unquote(raw.replace("+", " "))
    elif match is not None and "target" in match.re.groupindex:
        raw = target = match["target"]
        if proxy.options:
            target = re.sub(proxy.options, "", target, count=1)
        if proxy.hex:
            target = _from_hex(target)
        elif proxy.encoded and re.match(r"https?%3A", target, re.IGNORECASE):
            target = unquote(target)
        elif proxy.escaped_query:
            target = re.sub("%3F", "?", target, flags=re.IGNORECASE)
    else:
        return Proxied(proxy, None, None, None)
    return Proxied(proxy, target, raw, _origin(proxy, url, target.strip()))


def _parameter(query: str, names: Iterable[str]) -> str | None:
    """Give the first of some parameters in a query, still encoded; `None` without one."""
    found: dict[str, str] = {}
    for part in query.removeprefix("?").split("&"):
        name, mark, value = part.partition("=")
        if mark:
            found.setdefault(name, value)
    return next((found[name] for name in names if name in found), None)


def _from_hex(text: str) -> str:
    try:
        return bytes.fromhex(text).decode("utf-8")
    except ValueError:
        return ""


def _origin(proxy: Proxy, url: URL, target: str) -> str | None:
    """Make an absolute URL of a target: proxies take it with a scheme, without one, and in older forms."""
    if not target:
        return None
    default = "https" if proxy.secure and _parameter(url.query, [proxy.secure]) else proxy.default
    if target.startswith("ssl:"):
        target = "https://" + target[4:].lstrip("/")
    elif target.startswith("//"):
        target = f"{default}:{target}"
    elif match := _SCHEME.match(target):
        target = f"{match.group(1)}://{target[match.end() :]}"
    elif proxy.relative:
        return _href("/" + target.lstrip("/"), url.href)
    elif _BARE_HOST.match(target):
        target = f"{default}://{target}"
    else:
        return None
    return _href(target, None)


def _href(target: str, base: str | None) -> str | None:
    url = parse(target, base)
    return url.href if url is not None else None
