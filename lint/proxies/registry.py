"""The registry of image proxies: data, and the few functions that read it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from lint.primitives.errors import UserError
from lint.values.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lint.values.urls import URL

_DEEPEST = 8
_SCHEME = re.compile(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)
_BARE_HOST = re.compile(r"[^/?#\s]+\.[^/?#\s.]{2,}(?::[0-9]+)?(?:[/?#]|\Z)")


class ProxyError(UserError):
    """A proxy of the configuration is invalid."""


@dataclass(frozen=True)
class Proxy:
    """One proxy; registry.toml says what each field means."""

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


class Registry:
    """Proxies, found by host.

    Parameters:
        proxies: later ones win over earlier ones of the same host.
    """

    def __init__(self, proxies: Iterable[Proxy]) -> None:
        self.proxies = tuple(proxies)
        self._by_host: dict[str, list[Proxy]] = {}
        self._anywhere: list[tuple[re.Pattern[str], Proxy]] = []
        self._paths: dict[str, re.Pattern[str]] = {}
        for proxy in self.proxies:
            if proxy.path:
                self._paths[proxy.name] = re.compile(proxy.path)
            for host in proxy.hosts:
                if host == "*":
                    self._anywhere.append((self._paths[proxy.name], proxy))
                else:
                    self._by_host.setdefault(host, []).insert(0, proxy)

    def recognise(self, href: str) -> Proxied | None:
        """Say which proxy a URL goes through, and what it asks for; `None` for one that goes through none.

        Parameters:
            href: an absolute URL, as a browser normalises it.
        """
        url = parse(href)
        if url is None or url.scheme not in ("http", "https"):
            return None
        rest = url.path + url.query
        for proxy in self._by_host.get(url.host, ()):
            match = self._paths[proxy.name].match(rest) if proxy.path else None
            if proxy.path and match is None:
                continue
            return _read(proxy, url, match)
        for pattern, proxy in self._anywhere:
            match = pattern.match(rest) if proxy.hint in rest else None
            if match is not None:
                return _read(proxy, url, match)
        return None

    def chain(self, href: str) -> list[Proxied]:
        """Give the proxies that a URL goes through, from the outermost to the innermost."""
        found: list[Proxied] = []
        at: str | None = href
        while at is not None and len(found) < _DEEPEST:
            proxied = self.recognise(at)
            if proxied is None:
                break
            found.append(proxied)
            at = proxied.origin
        return found


def _read(proxy: Proxy, url: URL, match: re.Match[str] | None) -> Proxied:
    raw = None
    if proxy.query:
        raw = parameter(url.query, proxy.query) or ""
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


def parameter(query: str, names: Iterable[str]) -> str | None:
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
    default = "https" if proxy.secure and parameter(url.query, [proxy.secure]) else proxy.default
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


@cache
def _built_in() -> tuple[Proxy, ...]:
    text = files("lint.proxies").joinpath("registry.toml").read_text(encoding="utf-8")
    return tuple(_proxy(entry) for entry in tomllib.loads(text)["proxy"])


@cache
def _default() -> Registry:
    return Registry(_built_in())


_FIELDS = {field.name: field.type for field in fields(Proxy)}


def _proxy(entry: Mapping[str, Any]) -> Proxy:
    name = entry.get("name", "without a name")
    for key, value in entry.items():
        if key not in _FIELDS:
            near = get_close_matches(key, _FIELDS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f": expected one of {', '.join(_FIELDS)}"
            raise ProxyError(f"proxy {name}: unknown key {key!r}{hint}")
        expected = {"str": str, "bool": bool}.get(str(_FIELDS[key]), list)
        if not isinstance(value, expected):
            raise ProxyError(f"proxy {name}: {key} is {value!r}: expected a {expected.__name__}")
    if not entry.get("name") or not entry.get("hosts"):
        raise ProxyError(f"proxy {name}: expected a name and hosts")
    for pattern in ("path", "options"):
        try:
            re.compile(entry.get(pattern, ""))
        except re.error as error:
            raise ProxyError(f"proxy {name}: {pattern} does not compile: {error}") from error
    if "*" in entry["hosts"] and not entry.get("path"):
        raise ProxyError(f"proxy {name}: hosts '*' needs a path")
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Proxy(**{**entry, **lists})


def load(own: Sequence[Mapping[str, object]] = ()) -> Registry:
    """Give the built-in proxies and the user's own, which win.

    Raises:
        ProxyError: naming the entry and the key that is invalid.
    """
    return Registry([*_built_in(), *map(_proxy, own)]) if own else _default()
