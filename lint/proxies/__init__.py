"""Image proxies: how a proxied URL is recognised, and which image it fetches."""

from lint.proxies.registry import Proxied, Proxy, ProxyError, Registry, load

__all__ = ["Proxied", "Proxy", "ProxyError", "Registry", "load"]
