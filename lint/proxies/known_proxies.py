"""The known proxies, looked up by host."""

import re
from collections.abc import Iterable
from fnmatch import translate
from typing import NamedTuple

from lint.proxies.proxy import Proxied, Proxy, unwrap
from lint.values.urls import parse

_DEEPEST = 8


class _Entry(NamedTuple):
    """A proxy with its compiled patterns; that of the host only where it is a shell pattern."""

    host: re.Pattern[str] | None
    path: re.Pattern[str]
    proxy: Proxy


class KnownProxies:
    """Proxies, looked up by host; later ones take precedence over earlier ones of the same host.

    Parameters:
        proxies: the proxies.
        declared: the names of those that the configuration declares, which its author knows and uses.
    """

    def __init__(self, proxies: Iterable[Proxy], declared: Iterable[str] = ()) -> None:
        self.proxies = tuple(proxies)
        self.declared = frozenset(declared)
        self._by_host: dict[str, list[_Entry]] = {}
        self._anywhere: list[_Entry] = []
        for proxy in self.proxies:
            path = re.compile(proxy.path)
            for host in proxy.hosts:
                if "*" in host:
                    pattern = None if host == "*" else re.compile(translate(host))
                    self._anywhere.append(_Entry(pattern, path, proxy))
                else:
                    self._by_host.setdefault(host, []).insert(0, _Entry(None, path, proxy))

    def recognise(self, href: str) -> Proxied | None:
        """Return the proxy of an absolute, normalised URL and what the URL asks it for, or `None`."""
        url = parse(href)
        if url is None or url.scheme not in ("http", "https"):
            return None
        rest = url.path + url.query
        for host, path, proxy in (*self._by_host.get(url.host, ()), *self._anywhere):
            if proxy.hint not in rest or (host is not None and host.match(url.host) is None):
                continue
            match = path.match(rest)
            if match is not None:
                return unwrap(proxy, url, match)
        return None

    def chain(self, href: str) -> list[Proxied]:
        """Return the proxies that a URL goes through, from the outermost to the innermost."""
        found: list[Proxied] = []
        at: str | None = href
        while at is not None and len(found) < _DEEPEST and (proxied := self.recognise(at)) is not None:
            found.append(proxied)
            at = proxied.origin
        return found
