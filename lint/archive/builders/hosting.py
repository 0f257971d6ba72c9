"""What the service that a site is on does with addresses, as files in the site's folder say.

See https://docs.netlify.com/manage/routing/redirects/overview/, whose `_redirects` Cloudflare reads too,
https://vercel.com/docs/project-configuration, and https://httpd.apache.org/docs/2.4/mod/mod_alias.html.
"""

import os
from collections.abc import Iterator
from functools import cached_property

from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

# Folders whose files the usual builders copy to the root of the site.
_COPIED = (
    "",
    "static",
    "public",
    "source",
    "src",
    "src/public",
    "src/static",
    "docs/public",
    "content/extra",
)
_IN_FOLDERS = ("_redirects", "_headers", ".htaccess")
_ABOVE = ("netlify.toml", "vercel.json", "wrangler.toml", "wrangler.jsonc")
# Services that send `a.html` for `/a/`, unlike GitHub Pages and a plain nginx.
_PRETTY = ("netlify.toml", "_redirects", "_headers", "vercel.json", "wrangler.toml", "wrangler.jsonc")
_LONGEST = 100_000
_MOST = 10_000
# Where the constant part of a pattern ends.
_VARIABLE = regex(r"[:*({\[^$?+|\\]")
_APACHE = regex(
    r"^[ \t]*(?:Redirect(?:Permanent|Temp|Match)?|RewriteRule)[ \t]+"
    r"(?:(?:\d{3}|permanent|temp|seeother)[ \t]+)?\"?\^?(\S+)"
)
_NOT_FOUND = ("404", "410")


def paths(root: str, bounds: Bounds) -> list[str]:
    """Return the paths that such files may have: in a site's folder and at the top of its archive."""
    tops = dict.fromkeys((root, bounds.archive(root)))
    above = [os.path.join(top, name) for top in tops for name in _ABOVE]
    return [*above, *(os.path.join(root, folder, name) for folder in _COPIED for name in _IN_FOLDERS)]


class Hosting:
    """The service that a site is on.

    Parameters:
        root: the site's folder.
        bounds: the archive that the files must be in.
    """

    def __init__(self, root: str, bounds: Bounds) -> None:
        found = {path: head(path, _LONGEST, bounds) for path in paths(root, bounds)}
        self._files = {path: content for path, content in found.items() if content is not None}

    @cached_property
    def is_pretty(self) -> bool:
        """Whether `/a/` may be the file `a.html`."""
        return any(os.path.basename(path) in _PRETTY for path in self._files)

    def redirects(self, address: str) -> bool:
        """Return whether an address is that of a redirect, or may be."""
        if not self._files:
            return False
        plain = address.strip("/").removesuffix(".html")
        return plain in self._exact or plain.startswith(self._beginnings)

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(each.strip("/").removesuffix(".html") for each in self._sources if not _ends(each))

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(
            _VARIABLE.split(each, maxsplit=1)[0].lstrip("/") for each in self._sources if _ends(each)
        )

    @cached_property
    def _sources(self) -> list[str]:
        """The paths and patterns of all redirects."""
        from urllib.parse import unquote  # the paths alone are asked for in each run

        found: list[str] = []
        for path, content in self._files.items():
            text = content.decode("utf-8", "replace")
            read = _READERS.get(os.path.basename(path))
            if read is not None:
                found += (unquote(each) for each in read(text) if each.startswith("/"))
        return found[:_MOST]


def _ends(source: str) -> bool:
    return _VARIABLE.search(source) is not None


def _of_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = line.partition("#")[0].split() if not line.lstrip().startswith("#") else []
        if len(words) > 1 and words[-1].rstrip("!") not in _NOT_FOUND:
            yield words[0]


def _of_netlify(text: str) -> Iterator[str]:
    import tomllib  # few sites have such files, as below

    try:
        found = tomllib.loads(text).get("redirects")
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and str(each.get("status")) not in _NOT_FOUND:
            yield str(each.get("from", ""))


def _of_vercel(text: str) -> Iterator[str]:
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    for key in ("redirects", "rewrites"):
        rules = found.get(key) if isinstance(found, dict) else None
        for each in rules if isinstance(rules, list) else ():
            if isinstance(each, dict):
                yield str(each.get("source", ""))


def _of_apache(text: str) -> Iterator[str]:
    for line in text.splitlines():
        match = _APACHE.match(line)
        # A rule for all addresses is about the scheme or the host.
        if match is not None and _VARIABLE.split(match[1].lstrip("/"), maxsplit=1)[0] not in ("", "."):
            yield "/" + match[1].lstrip("/")


_READERS = {
    "_redirects": _of_lines,
    "netlify.toml": _of_netlify,
    "vercel.json": _of_vercel,
    ".htaccess": _of_apache,
}
