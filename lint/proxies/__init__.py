"""Image proxies: recognise a proxied URL, and find the image that it fetches."""

from lint.proxies.known_proxies import KnownProxies, ProxyError
from lint.proxies.loading import load
from lint.proxies.proxy import Proxied, Proxy

__all__ = ["KnownProxies", "Proxied", "Proxy", "ProxyError", "load"]
