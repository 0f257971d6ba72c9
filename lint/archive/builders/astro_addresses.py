"""Where Astro publishes pages (https://docs.astro.build/en/guides/routing/).

The address of an entry of a content collection is told where exactly one route in `src/pages`, such as
`[...slug].astro`, shows plainly that it builds a page for each entry, with its `id`, and the collection has
the glob loader; or where it is a page of Starlight. It is not told with a filter, other than one of drafts
for an entry that is no draft, with `generateId`, for Starlight with `locales`, or if `srcDir`,
`trailingSlash` or `format` is not plain. Nor is that of a page whose name has `[`, `%`, `#` or `?`.
"""

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.configuration import Configured
from lint.archive.builders.globs import Globs
from lint.archive.builders.javascript import extension
from lint.archive.builders.literals import TEXT, javascript_pairs, without_comments
from lint.primitives.files import head
from lint.primitives.patterns import regex
from lint.values import slugs

_UNTOLD = frozenset("[]%#?\\")
_DOCS = (".md", ".mdx")
_LOADED = regex(
    r"\b(\w+)\s*[:=]\s*defineCollection\(\s*\{\s*loader\s*:\s*glob\(\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\)"
)
_OPTION = regex(rf"\b(base|pattern)\s*:\s*({TEXT}|\[(?:\s*+{TEXT}\s*+,?)*\s*+\])")
_TEXTS = regex(TEXT)
_OPTION_NAME = regex(r"(?:^|,)\s*(\w+)\s*[:(,]")
_ROUTE_NAME = regex(r"\[(\.\.\.)?(\w+)\](?:/index)?\.astro\Z")
_GET = regex(rf"\bgetCollection\(\s*({TEXT})\s*(,\s*\([^()]{{0,300}}\)\s*=>[^()]{{0,300}}|,[^)]{{0,300}})?\)")
# https://docs.astro.build/en/guides/routing/#redirects
_REDIRECT = regex(rf"\{{[^{{}}]*?\bdestination\s*:\s*({TEXT})[^{{}}]*\}}")
_PARAMETERS = regex(r"\bparams\s*:\s*\{\s*(\w+)\s*:\s*\w+\.id\s*(?:,\s*)?\}")


class Route(NamedTuple):
    """A file in `src/pages` that builds a page for each entry of a collection.

    Attributes:
        collection: the collection's name.
        folder: the address of the pages without their ids.
        is_spread: whether an id may have a `/`.
        has_filter: whether some entries may be left out.
    """

    collection: str
    folder: str
    is_spread: bool
    has_filter: bool


class AstroSite(Configured, Protocol):
    """What the addresses of Astro need to know of a site."""

    @property
    def content_configuration(self) -> str:
        """See `Astro.content_configuration`."""

    @property
    def source(self) -> str | None:
        """See `Astro.source`."""

    @property
    def style(self) -> tuple[str, str] | None:
        """See `Astro.style`."""

    @property
    def base_path(self) -> str:
        """See `Astro.base_path`."""

    @property
    def is_starlight(self) -> bool:
        """See `Astro.is_starlight`."""

    @property
    def collections(self) -> list[tuple[str, str, Globs]]:
        """See `Astro.collections`."""

    @property
    def routes(self) -> list[Route]:
        """See `Astro.routes`."""


def published(site: AstroSite, relative: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a page or an entry is published; `None` if that cannot be told."""
    if site.source is None or site.style is None:
        return None
    inside = relative.removeprefix(f"{site.source}pages/")
    if inside != relative:
        return _page(site, inside)
    if site.is_starlight and relative.startswith(f"{site.source}content/docs/"):
        return _document(site, relative.removeprefix(f"{site.source}content/docs/"), fields)
    return _entry(site, relative, fields)


def _page(site: AstroSite, inside: str) -> Published | None:
    parts = inside.split("/")
    name = parts[-1]
    if any(part[:1] == "_" or (part[:1] == "." and part != ".well-known") for part in parts):
        return NOWHERE
    if not _UNTOLD.isdisjoint(inside):
        return None
    stem = name.removesuffix(extension(name))
    if stem == "index":
        return _published(site, "/".join(parts[:-1]), is_index=True)
    return _published(site, "/".join((*parts[:-1], stem)))


def _document(site: AstroSite, inside: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a page of Starlight is published (`utils/slugs.ts`)."""
    source = site.content_configuration
    if "generateId" in source or "glob(" in source or "locales" in site.configuration.text:
        return None
    parts = inside.split("/")
    # The loader's `[^_]*` also takes names that begin with a dot.
    if any(part[:1] == "." for part in parts[:-1]) or parts[-1][:1] == "_" or not inside.endswith(_DOCS):
        return NOWHERE
    if fields.get("draft") is True:
        return NOWHERE
    id_ = _id(inside, fields)
    if id_ is None:
        return None
    param = "" if id_ in ("index", "/") else id_.removesuffix("/index")
    return _published(site, param)


def _entry(site: AstroSite, relative: str, fields: Mapping[str, object]) -> Published | None:
    for name, base, patterns in site.collections:
        inside = relative.removeprefix(base)
        if inside == relative or not patterns.match(inside):
            continue
        routes = [route for route in site.routes if route.collection == name]
        if len(routes) != 1 or (routes[0].has_filter and fields.get("draft")):
            return None
        id_ = _id(inside, fields)
        if id_ is None or (not routes[0].is_spread and "/" in id_):
            return None
        return _published(site, posixpath.join(routes[0].folder, id_))
    source = without_comments(site.content_configuration)
    is_plain = source.count("defineCollection(") == len(site.collections) + source.count("docsLoader()")
    return NOWHERE if is_plain else None


def _id(inside: str, fields: Mapping[str, object]) -> str | None:
    """Return an entry's id: its slug as it is, or its path with the slug of each part (`loaders/glob.js`)."""
    slug = fields.get("slug")
    if slug:
        is_plain = isinstance(slug, str) and "//" not in f"/{slug}/" and _UNTOLD.isdisjoint(slug)
        return slug if isinstance(slug, str) and is_plain else None
    stem = inside.removesuffix(extension(inside))
    return "/".join(slugs.github(part) for part in stem.split("/")).removesuffix("/index")


def _published(site: AstroSite, path: str, *, is_index: bool = False) -> Published | None:
    """Return the addresses of a route: that of its links, and that of its file (`core/build/common.js`)."""
    if site.style is None:
        return None
    format_, slash = site.style
    path = unicodedata.normalize("NFC", path)
    is_file = format_ == "file" or (format_ == "preserve" and not is_index) or path in ("404", "500")
    written = f"{path}.html" if is_file and path else posixpath.join(path, "index.html")
    has_slash = slash == "always" or (slash != "never" and format_ == "directory")
    link = f"/{path}/" if has_slash and path else f"/{path}"
    addresses = tuple(dict.fromkeys((link, address_of(written))))
    return Published(addresses, tuple(_redirects(site, path)))


def redirects(site: Configured) -> tuple[tuple[str, str], ...] | None:
    """Return the paths of `redirects`, each with that of its target; `None` if they are not plain."""
    if "redirects" not in site.configuration.text:
        return ()
    # A target may be an object, with the status of the answer.
    plain = _REDIRECT.sub(r"\1", without_comments(site.configuration.text))
    return javascript_pairs(plain, "redirects")


def _redirects(site: AstroSite, path: str) -> Iterator[str]:
    for source, target in redirects(site) or ():
        if "[" not in source and target.partition("#")[0].removeprefix(site.base_path).strip("/") == path:
            yield from _published_of_redirect(site, source.strip("/"))


def _published_of_redirect(site: AstroSite, path: str) -> tuple[str, ...]:
    format_ = site.style[0] if site.style is not None else "directory"
    return (address_of(f"{path}/index.html" if format_ == "directory" else f"{path}.html"),)


def routes(site: AstroSite) -> Iterator[Route]:
    """Yield the routes that plainly build a page for each entry of a collection."""
    top = os.path.join(site.root, site.source or "", "pages")
    for file in surroundings.below(top, site.bounds, (".astro",), "["):
        path = os.path.relpath(file, top).replace(os.sep, "/")
        match = _ROUTE_NAME.search(path)
        if match is not None:
            before = path[: match.start()].rstrip("/")
            source = (head(file, surroundings.LONGEST, site.bounds) or b"").decode("utf-8", "replace")
            yield from _routes_of(without_comments(source), before, match)


def _routes_of(source: str, folder: str, name: re.Match[str]) -> Iterator[Route]:
    calls = list(_GET.finditer(source.partition("getStaticPaths")[2]))
    parameters = list(_PARAMETERS.finditer(source))
    is_plain = len(calls) == len(parameters) == 1 and parameters[0][1] == name[2] and "[" not in folder
    for call in calls:
        filter_ = (call[2] or "").strip(", ")
        if is_plain and (not filter_ or "draft" in filter_):
            yield Route(call[1][1:-1], folder, bool(name[1]), bool(filter_))
        else:  # a second route, so that nothing is told
            yield Route(call[1][1:-1], folder, is_spread=False, has_filter=True)
            yield Route(call[1][1:-1], folder, is_spread=False, has_filter=True)


def collections(site: AstroSite) -> Iterator[tuple[str, str, Globs]]:
    """Yield the collections with a plain glob loader: name, folder and patterns."""
    for name, options in _LOADED.findall(without_comments(site.content_configuration)):
        found = {
            key: [each[1:-1] for each in _TEXTS.findall(value)] for key, value in _OPTION.findall(options)
        }
        names = set(_OPTION_NAME.findall(_OPTION.sub(lambda match: f"{match[1]}:", options)))
        if found.keys() == {"base", "pattern"} and names <= found.keys() and len(found["base"]) == 1:
            yield name, f"{posixpath.normpath(found['base'][0])}/", _Patterns(found["pattern"])


class _Patterns(Globs):
    """The patterns of a loader: one that begins with `!` leaves entries out, as `[^_]` does hidden ones."""

    def __init__(self, patterns: list[str]) -> None:
        kept = [each for each in patterns if not each.startswith("!")]
        super().__init__(each.replace("[^_]", "") for each in kept)
        self._without_underscore = any("[^_]" in each for each in kept)
        self._left_out = Globs(each[1:] for each in patterns if each.startswith("!"))

    def match(self, path: str) -> bool:
        """Return whether the patterns take a path."""
        folder, _, name = path.rpartition("/")
        is_hidden = "/." in f"/{folder}" or name.startswith("_" if self._without_underscore else ".")
        return super().match(path) and not is_hidden and not self._left_out.match(path)
