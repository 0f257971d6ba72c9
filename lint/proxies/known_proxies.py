"""The known proxies, looked up by host."""

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate
from functools import cached_property
from typing import NamedTuple

from lint.config.patterns import PatternError
from lint.primitives.errors import UserError
from lint.primitives.patterns import regex
from lint.primitives.text import one_line
from lint.proxies.linear import Pattern, linear
from lint.proxies.proxy import Proxied, Proxy, unwrap
from lint.values.hosts import UNUSUAL_HOST, UNUSUAL_PATH, at_hosts
from lint.values.urls import parse

_DEEPEST = 8
# How many URLs are remembered: rules look at one after the other, and an editor's post has the same again.
_REMEMBERED = 2000


class ProxyError(UserError):
    """A proxy of the configuration is invalid."""


class _Entry(NamedTuple):
    """A proxy with its compiled patterns; that of the host only where it is a shell pattern."""

    host: re.Pattern[str] | None
    path: Pattern
    options: Pattern | None
    proxy: Proxy


class KnownProxies:
    """Proxies, looked up by host; later ones take precedence over earlier ones of the same host.

    Parameters:
        built_in: the proxies that come with the program.
        own: those that the configuration declares, which its author knows and uses.

    Raises:
        ProxyError: when a pattern of the configuration's own cannot be matched in linear time.
    """

    def __init__(self, built_in: Iterable[Proxy], own: Sequence[Proxy] = ()) -> None:
        self._by_host: dict[str, list[_Entry]] = {}
        self._anywhere: list[_Entry] = []
        self._chains: dict[str, list[Proxied]] = {}
        built_in = tuple(built_in)
        self.proxies = (*built_in, *own)
        self.declared = frozenset(proxy.name for proxy in own)
        self._add(built_in, _as_written)
        self._add(own, _linear)

    def _add(self, proxies: Iterable[Proxy], compiled: Callable[[Proxy, str], Pattern]) -> None:
        for proxy in proxies:
            path = compiled(proxy, "path")
            options = compiled(proxy, "options") if proxy.options else None
            for host in proxy.hosts:
                if "*" in host:
                    pattern = None if host == "*" else re.compile(translate(host))
                    self._anywhere.append(_Entry(pattern, path, options, proxy))
                else:
                    self._by_host.setdefault(host, []).insert(0, _Entry(None, path, options, proxy))

    @cached_property
    def in_links(self) -> str:
        """A pattern that each link through a proxy contains, as written, read or resolved."""
        hosts = [at_hosts(self._by_host)] if self._by_host else [UNUSUAL_HOST]
        parts = {
            max(re.split(r"\*|\?|\[.*", host), key=len) if host != "*" else proxy.hint
            for proxy in self.proxies
            for host in proxy.hosts
            if "*" in host
        }
        return "|".join([*hosts, UNUSUAL_PATH, *(f"(?i:{re.escape(part)})" for part in sorted(parts))])

    def recognise(self, href: str) -> Proxied | None:
        """Return the proxy of an absolute, normalised URL and what the URL asks it for, or `None`."""
        url = parse(href)
        if url is None or url.scheme not in ("http", "https"):
            return None
        rest = url.path + url.query
        for host, path, options, proxy in (*self._by_host.get(url.host, ()), *self._anywhere):
            if proxy.hint not in rest or (host is not None and host.match(url.host) is None):
                continue
            match = path.match(rest)
            if match is not None:
                return unwrap(proxy, url, match, options)
        return None

    def chain(self, href: str) -> list[Proxied]:
        """Return the proxies that a URL goes through, from the outermost to the innermost."""
        if href not in self._chains:
            if len(self._chains) == _REMEMBERED:
                self._chains.clear()
            self._chains[href] = self._chain(href)
        return self._chains[href]

    def _chain(self, href: str) -> list[Proxied]:
        found: list[Proxied] = []
        at: str | None = href
        while at is not None and len(found) < _DEEPEST and (proxied := self.recognise(at)) is not None:
            found.append(proxied)
            at = proxied.origin
        return found


def _as_written(proxy: Proxy, key: str) -> Pattern:
    return regex(getattr(proxy, key))


def _linear(proxy: Proxy, key: str) -> Pattern:
    text = getattr(proxy, key)
    try:
        return linear(text, anywhere=key == "options")
    except PatternError as error:
        raise ProxyError(
            f"proxy {proxy.name!r}: `{key}` is not a valid pattern: {one_line(text)!r}: {error}"
        ) from error
