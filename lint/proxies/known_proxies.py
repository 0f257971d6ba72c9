"""The proxies that are known, found by host."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lint.proxies.proxy import Proxied, Proxy, asked_of
from lint.values.urls import parse

_DEEPEST = 8


class KnownProxies:
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
            return asked_of(proxy, url, match)
        for pattern, proxy in self._anywhere:
            match = pattern.match(rest) if proxy.hint in rest else None
            if match is not None:
                return asked_of(proxy, url, match)
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
