"""Load proxies: the built-in ones from built_in.toml, and those of a configuration."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from string import Formatter
from typing import Any

from lint.primitives.package_data import read_text
from lint.primitives.text import did_you_mean, shown_key
from lint.proxies.known_proxies import KnownProxies, ProxyError
from lint.proxies.proxy import Proxy

_FIELDS = {field.name: field.type for field in fields(Proxy)}
_PARTS = ("url", "path", "raw", "hex", "base58")
_KINDS: dict[object, tuple[type, str]] = {str: (str, "text"), bool: (bool, "true or false")}


def load(own: Sequence[Mapping[str, object]] = ()) -> KnownProxies:
    """Return the built-in proxies and the user's own, which win; raise ProxyError if one is invalid."""
    if not own:
        return _built_in()
    return KnownProxies(_built_in().proxies, [_proxy(entry) for entry in own])


@cache
def _built_in() -> KnownProxies:
    return KnownProxies(map(_proxy, tomllib.loads(read_text("lint.proxies", "built_in.toml"))["proxy"]))


def _proxy(entry: Mapping[str, Any]) -> Proxy:
    name = shown_key(repr(entry["name"])) if "name" in entry else "without a name"
    for key, value in entry.items():
        if key not in _FIELDS:
            hint = did_you_mean(key, _FIELDS) or f"; expected one of {', '.join(_FIELDS)}"
            raise ProxyError(f"proxy {name}: unknown key {shown_key(key)!r}{hint}")
        kind, expected = _KINDS.get(_FIELDS[key], (list, "a list"))
        if not isinstance(value, kind):
            raise ProxyError(f"proxy {name}: `{key}` is {shown_key(repr(value))}; expected {expected}")
        for each in value if isinstance(value, list) else ():
            if not isinstance(each, str) or not each:
                raise ProxyError(f"proxy {name}: `{key}` has {shown_key(repr(each))}; expected text")
    _check_wrap(name, entry.get("wrap", ""))
    if not entry.get("name") or not entry.get("hosts"):
        raise ProxyError(f"proxy {name}: expected `name` and `hosts`")
    for host in entry["hosts"]:
        if "*" in str(host) and not entry.get("path"):
            raise ProxyError(f"proxy {name}: the host {shown_key(repr(host))} needs a `path`")
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Proxy(**{**entry, **lists})


def _check_wrap(name: str, wrap: str) -> None:
    """Raise ProxyError if `wrap` has more than the names of its parts: a width could fill the memory."""
    try:
        parts = list(Formatter().parse(wrap))
    except ValueError:
        parts = [("", "", "", None)]
    for _, part, width, conversion in parts:
        if part is not None and (part not in _PARTS or width or conversion):
            raise ProxyError(
                f"proxy {name}: `wrap` is {shown_key(repr(wrap))}; expected no braces but"
                f" {{{'}, {'.join(_PARTS)}}}"
            )
