"""Where Docusaurus publishes documentation, posts and pages (https://docusaurus.io/docs/api/plugins).

The address cannot be told where `path`, `routeBasePath` or `trailingSlash` is not plain, or set several times
for one plug-in; where `numberPrefixParser` is a function; of versions, if the configuration names some; of
translations; and of a slug with `#` or `?`.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol
from urllib.parse import quote, unquote

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.literals import javascript_blocks, javascript_value, without_comments
from lint.primitives.bounds import Bounds
from lint.primitives.patterns import regex

_DATED = regex(r"(.*)(\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(.*?)(?:/index)?.mdx?\Z", re.ASCII)
_NO_PREFIX = regex(r"\d+[-_.]\d+", re.ASCII)
_PREFIX = regex(r"\d+\s*[-_.]+\s*([^-_.\s].*)", re.ASCII)
_INDEX = regex(r"(^|.*/)index\.mdx?\Z", re.IGNORECASE)
_PLUGIN = regex(r"""["'](?:@docusaurus/)?plugin-content-(docs|blog|pages)["']\s*,\s*\{""")
# What the search for files does not see, and `GlobExcludeDefault` in @docusaurus/utils.
_HIDDEN = regex(r"(?:\A|/)\.")
_PART = regex(r"(?:\A|/)(?:_|__tests__/)")
_USUAL = (("docs", "docs", "docs"), ("blog", "blog", "blog"), ("pages", "src/pages", "/"))
_MARKDOWN = (".md", ".mdx")
_UNTOLD = frozenset("#?")
# What `encodeURIComponent` leaves as it is.
_PLAIN = "!'()*-._~/"


class Folder(NamedTuple):
    """A folder that a plug-in reads: the plug-in, the path with a `/` at its end, and its pages' route."""

    plugin: str
    path: str
    route: str


class DocusaurusSite(Protocol):
    """What the addresses of Docusaurus need to know of a site."""

    @property
    def configuration(self) -> SiteConfiguration:
        """See `Docusaurus.configuration`."""

    @property
    def content(self) -> list[Folder] | None:
        """See `Docusaurus.content`."""

    @property
    def versions(self) -> list[str]:
        """See `Docusaurus.versions`."""


def published(site: DocusaurusSite, relative: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a file is published; `None` if that cannot be told."""
    if not relative.endswith(_MARKDOWN):
        return NOWHERE
    if site.content is None or (site.versions and _names_versions(site)):
        return None
    if relative.startswith(("i18n/", "versioned_")) and not relative.startswith(
        tuple(_version_folders(site))
    ):
        return None
    for plugin, path, route in all_folders(site, site.content):
        inside = relative.removeprefix(path)
        if inside != relative:
            if fields.get("draft") is True or _HIDDEN.search(inside):
                return NOWHERE
            if _PART.search(inside):  # which an `exclude` of one's own does not leave out by itself
                return None if site.configuration.mentions("exclude") else NOWHERE
            slug = _SLUGS[plugin](site, inside, fields)
            return None if slug is None else _published(site, f"{route}/{slug}")
    return NOWHERE


def folders(site: DocusaurusSite) -> list[Folder] | None:
    """Return the folders of the classic preset's plug-ins and of others; `None` if one is not plain."""
    source = without_comments(site.configuration.text)
    found = []
    for plugin, path, route in (
        ("docs", "docs", "docs"),
        ("blog", "blog", "blog"),
        ("pages", "src/pages", "/"),
    ):
        blocks = [block for block in javascript_blocks(source, plugin) if "sidebar: {" not in block]
        folder = _folder(plugin, "".join(blocks), path, route)
        if folder is None:
            return None
        found.append(folder)
    for match in _PLUGIN.finditer(source):
        blocks = javascript_blocks(f"plugin: {source[match.end() - 1 :]}", "plugin")
        usual = {"docs": "docs", "blog": "blog", "pages": "/"}[match[1]]
        folder = _folder(match[1], blocks[0] if blocks else "", "", usual)
        if folder is None or not folder.path.strip("/"):
            return None
        found.insert(0, folder)
    return found


def _folder(plugin: str, block: str, path: str, route: str) -> Folder | None:
    values = []
    for key, usual in (("path", path), ("routeBasePath", route)):
        value = javascript_value(block, key) if re.search(rf"\b{key}\b", block) else usual
        if not isinstance(value, str):
            return None
        values.append(value)
    return Folder(plugin, posixpath.normpath(values[0]).strip("/") + "/", values[1].strip("/"))


def all_folders(site: DocusaurusSite, content: list[Folder]) -> Iterator[Folder]:
    """Yield the folders with those of versions, the last of which has the docs' own route.

    https://docusaurus.io/docs/versioning
    """
    for folder in content:
        if folder.path != "docs/" or not site.versions or _names_versions(site):
            yield folder
            continue
        yield folder._replace(route=f"{folder.route}/next")
        for at, path in enumerate(_version_folders(site)):
            yield Folder("docs", path, f"{folder.route}/{site.versions[at]}" if at else folder.route)


def _names_versions(site: DocusaurusSite) -> bool:
    return (
        re.search(r"\b(?:lastVersion|versions|includeCurrentVersion)\b", site.configuration.text) is not None
    )


def _version_folders(site: DocusaurusSite) -> list[str]:
    return [] if _names_versions(site) else [f"versioned_docs/version-{each}/" for each in site.versions]


def _published(site: DocusaurusSite, path: str) -> Published | None:
    """Return the addresses of a route: that of its links, and that of its file (`lib/ssg/ssgUtils.js`)."""
    configured = site.configuration
    slash = configured.get("trailingSlash", bool)
    if slash is None and configured.mentions("trailingSlash"):
        return None
    path = re.sub(r"/{2,}", "/", f"/{path}")
    if not _UNTOLD.isdisjoint(path):
        return None
    bare = path.rstrip("/")
    link = path if slash is None else f"{bare}/" if slash or not bare else bare
    if re.search(r"\.html?\Z", link, re.IGNORECASE):
        return Published(tuple(dict.fromkeys((unquote(link, errors="surrogateescape"), link))))
    written = f"{bare}.html" if slash is False and bare else f"{bare}/"
    # The file of a path with `%20` keeps it in its name.
    return Published(tuple(dict.fromkeys((unquote(link, errors="surrogateescape"), written))))


def _slug_of_document(site: DocusaurusSite, inside: str, fields: Mapping[str, object]) -> str | None:
    """Return the slug of a document (`plugin-content-docs/lib/slug.js`)."""
    slug, id_ = fields.get("slug"), fields.get("id")
    source = site.configuration.text
    strips = fields.get("parse_number_prefixes") is not False
    if "numberPrefixParser" in source:
        if javascript_value(source, "numberPrefixParser") is not False:
            return None
        strips = False
    if any(value is not None and not isinstance(value, str) for value in (slug, id_)) or "/" in str(
        id_ or ""
    ):
        return None
    *directories, name = inside.split("/")
    stem = name.rpartition(".")[0]
    folder = "/".join(map(_without_prefix, directories) if strips else directories)
    if isinstance(slug, str) and slug.startswith("/"):
        return slug
    if slug is None and stem.lower() in ("index", "readme", directories[-1].lower() if directories else "."):
        return f"{folder}/" if folder else ""
    base = slug if isinstance(slug, str) else id_ or (_without_prefix(stem) if strips else stem)
    return _resolved(str(base), folder)


def _without_prefix(name: str) -> str:
    match = None if _NO_PREFIX.match(name) else _PREFIX.fullmatch(name)
    return match[1] if match is not None else name


def _resolved(slug: str, folder: str) -> str | None:
    """Return a slug relative to a folder."""
    path = posixpath.normpath(posixpath.join("/", folder, slug))
    return path.lstrip("/") + "/" * (slug.endswith("/") and path != "/")


def _slug_of_post(site: DocusaurusSite, inside: str, fields: Mapping[str, object]) -> str | None:
    """Return the slug of a post (`parseBlogFileName` in plugin-content-blog/lib/blogUtils.js)."""
    del site
    if "slug" in fields and fields["slug"] is not None:
        slug = fields["slug"]
        return slug if isinstance(slug, str) and slug else None
    match = _DATED.match(inside)
    if match is not None:
        return f"{match[2].replace('-', '/')}/{match[1]}{match[3]}"
    return re.sub(r"(?:/index)?\.mdx?\Z", "", inside)


def _slug_of_page(site: DocusaurusSite, inside: str, fields: Mapping[str, object]) -> str | None:
    """Return the slug of a page (`plugin-content-pages/lib/content.js`)."""
    del site
    if "slug" in fields and fields["slug"] is not None:
        slug = fields["slug"]
        return slug if isinstance(slug, str) and slug else None
    match = _INDEX.match(inside)
    return quote(
        match[1] if match is not None else re.sub(r"\.mdx?\Z", "", inside),
        safe=_PLAIN,
        errors="surrogateescape",
    )


_SLUGS = {"docs": _slug_of_document, "blog": _slug_of_post, "pages": _slug_of_page}


def settings(site: DocusaurusSite, root: str, bounds: Bounds) -> Iterator[str]:
    """Yield the paths of the files that describe categories: of sidebars, and in the docs' folders.

    Parameters:
        site: the site.
        root: its folder.
        bounds: the archive.
    """
    yield from (os.path.join(root, f"sidebars.{suffix}") for suffix in ("js", "ts", "cjs", "mjs", "json"))
    for folder in all_folders(site, site.content or []):
        if folder.plugin == "docs":
            yield from surroundings.below(
                os.path.join(root, folder.path), bounds, (".json", ".yml", ".yaml"), "_category_."
            )
