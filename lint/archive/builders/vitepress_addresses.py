"""Where VitePress publishes pages (https://vitepress.dev/guide/routing).

The address of a page cannot be told where `rewrites` is a function or has an expression, where a name in
brackets stands for the pages that a program makes, if `srcDir` or `cleanUrls` is not plain, and in VuePress.
"""

import re
from functools import cache
from typing import Protocol

from lint.archive.builders.addresses import Published, address_of
from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.literals import javascript_pairs, without_comments
from lint.primitives.patterns import regex

# A parameter in the path of a rewrite (https://github.com/pillarjs/path-to-regexp): `:name`, `:name*`.
_PARAMETER = regex(r":([A-Za-z_]\w*)([*+?]?)", re.ASCII)
_EXPRESSION = frozenset("()^{}\\")


class VitePressSite(Protocol):
    """What the addresses of VitePress need to know of a site."""

    @property
    def configuration(self) -> SiteConfiguration:
        """See `VitePress.configuration`."""

    @property
    def source(self) -> str:
        """See `VitePress.source`."""

    @property
    def may_rewrite(self) -> bool:
        """See `VitePress.may_rewrite`."""

    def static_address(self, relative: str) -> str | None:
        """See `VitePress.static_address`."""


def published(site: VitePressSite, relative: str) -> Published | None:
    """Return where a Markdown file is published; `None` if that cannot be told."""
    configured = site.configuration
    source = without_comments(configured.text)
    plain = {"srcDir": str, "cleanUrls": bool}
    if "[" in relative or any(
        key in source and configured.get(key, kind) is None for key, kind in plain.items()
    ):
        return None
    page = _rewritten(site, relative.removeprefix(site.source))
    if page is None:
        return None
    address = address_of(page.removesuffix(".md") + ".html" * page.endswith(".md"))
    links = [address.removesuffix(".html")] if configured.get("cleanUrls", bool) is True else []
    copy = site.static_address(relative)
    return Published(tuple(dict.fromkeys((*links, address, *([copy] if copy else ())))))


def _rewritten(site: VitePressSite, page: str) -> str | None:
    """Return a page's path after the first of the `rewrites` that fits it; `None` if that cannot be told."""
    if not site.may_rewrite:
        return page
    pairs = javascript_pairs(site.configuration.text, "rewrites")
    if pairs is None:
        return None
    for source, target in pairs:
        pattern = _pattern(source)
        if pattern is None or not _EXPRESSION.isdisjoint(target):
            return None
        match = pattern.fullmatch(page)
        if match is not None:
            return _filled(target, match.groupdict())
    return page


@cache
def _pattern(source: str) -> re.Pattern[str] | None:
    """Return the expression of a rewrite's path; `None` for one with expressions of its own."""
    if not _EXPRESSION.isdisjoint(source):
        return None
    found, end = "", 0
    for match in _PARAMETER.finditer(source):
        before = source[end : match.start()]
        end = match.end()
        # A repeated parameter takes the slash before it.
        slash = before[-1:] if before.endswith("/") and match[2] else ""
        found += re.escape(before.removesuffix(slash))
        one = r"[^/#?]+?(?:/[^/#?]+?)*" if match[2] in ("*", "+") else "[^/#?]+?"
        found += (
            rf"(?:{slash}(?P<{match[1]}>{one})){'?' * (match[2] in ('*', '?'))}"
            if match[2]
            else rf"(?P<{match[1]}>{one})"
        )
    try:
        return re.compile(found + re.escape(source[end:]) + "/?")
    except re.error:  # a parameter that is there twice
        return None


def _filled(target: str, values: dict[str, str | None]) -> str | None:
    is_told = True

    def value(match: re.Match[str]) -> str:
        nonlocal is_told
        found = values.get(match[1])
        is_told &= found is not None
        return found or ""

    path = _PARAMETER.sub(value, target)
    return path if is_told else None
