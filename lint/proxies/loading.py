"""From tables to proxies: the built-in ones of built_in.toml, and those of a configuration."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from lint.primitives.errors import UserError
from lint.proxies.known_proxies import KnownProxies
from lint.proxies.proxy import Proxy

_FIELDS = {field.name: field.type for field in fields(Proxy)}


class ProxyError(UserError):
    """A proxy of the configuration is invalid."""


def load(own: Sequence[Mapping[str, object]] = ()) -> KnownProxies:
    """Give the built-in proxies and the user's own, which win.

    Raises:
        ProxyError: naming the entry and the key that is invalid.
    """
    return KnownProxies([*_built_in(), *map(_proxy, own)]) if own else _default()


@cache
def _built_in() -> tuple[Proxy, ...]:
    text = files("lint.proxies").joinpath("built_in.toml").read_text(encoding="utf-8")
    return tuple(_proxy(entry) for entry in tomllib.loads(text)["proxy"])


@cache
def _default() -> KnownProxies:
    return KnownProxies(_built_in())


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
