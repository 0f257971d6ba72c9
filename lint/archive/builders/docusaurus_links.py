"""What links and images of Docusaurus lead to (https://docusaurus.io/docs/markdown-features/links).

Links to Markdown files are resolved as `resolveMarkdownLinkPathname` does, within the plug-in of the file.
Other links are routes, relative to the page's own, whose slash at the end does not matter. It cannot be told
what links in a translation lead to, or one that ends with `.html`: the checker for broken links accepts only
routes, and a browser also finds files. What is written as HTML is left to the browser.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.docusaurus_addresses import DocusaurusSite, Folder, all_folders
from lint.archive.builders.docusaurus_generated import Generated
from lint.archive.builders.link_forms import PagedSite, has_template, nfc, page_places, places
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, addressed, joined, outside, resolved, served, target
from lint.primitives.patterns import regex

_MARKDOWN = regex(r"\.mdx?\Z", re.IGNORECASE)
_PAGE = regex(r"\.html?\Z", re.IGNORECASE)
_SITE = "@site/"
_RAW = "pathname://"


class LinkedSite(DocusaurusSite, PagedSite, Protocol):
    """What the links of Docusaurus need to know of a site."""

    @property
    def base_path(self) -> str:
        """See `Docusaurus.base_path`."""

    @property
    def static_folders(self) -> tuple[str, ...] | None:
        """See `Docusaurus.static_folders`."""


class DocusaurusLinks(Links):
    """The links of a site."""

    def __init__(self, site: LinkedSite) -> None:
        self._site = site

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a URL in a file leads to."""
        found = target(url.removeprefix(_RAW))
        if found is None or relative.startswith("i18n/") or has_template(url):
            return None
        if not markdown:
            addresses, base = published.addresses if published is not None else (), self._site.base_path
            whole = addressed(found, relative, base, addresses, image=image)
            return whole or outside(found, base, image=image)
        own = published.addresses[:1] if published is not None else ()
        is_file = image or posixpath.splitext(found.path)[1] != ""
        where: Iterable[str]
        if not found.path:
            where = (nfc(relative),)
        elif url.startswith(_RAW):  # as it is for the browser
            where = (place for each in _based(self._site, found.path, own) for place in served(each))
        elif not image and _MARKDOWN.search(found.path) and not found.path.startswith(_SITE):
            where, is_file = _sources(self._site, found.path, relative), False
        elif image or found.path.startswith(_SITE):
            where = _files(found.path, relative)
        elif _PAGE.search(found.path):
            where = ()
        else:
            routes = tuple(_routes(self._site, found.path, own))
            where = (*routes, *(_files(found.path, relative) if is_file and routes else ()))
        known = tuple(dict.fromkeys(where))
        return (
            Reference("file" if is_file else "page", known, "" if image else found.anchor) if known else None
        )

    def may_generate(self, place: str) -> bool:
        """Return whether a plug-in may publish an address, such as that of a list of tags.

        So may a static folder whose name cannot be told.
        """
        is_static = place.startswith("/") and self._site.static_folders is None
        return is_static or self._generated.may_generate(place)

    @cached_property
    def _generated(self) -> Generated:
        return Generated(self._site, self._site.root, self._site.bounds)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a page or a file; the path of a file that pages may import."""
        if relative.endswith(self._site.page_suffixes):
            return page_places(self._site, relative, fields)
        stem, _, suffix = relative.rpartition(".")
        if suffix in ("js", "jsx", "ts", "tsx") and not stem.endswith(".module"):
            found = self._site.published(f"{stem}.md", {})  # a component has the route of a page of its name
            if found is not None and found.addresses:
                return places(found.addresses)
        return places([self._site.static_address(relative), relative])


def _based(site: LinkedSite, path: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses that a path leads to: the base path is added if it is not there."""
    base = site.base_path
    is_whole = not path.startswith("/") or (base and f"{path}/".startswith(f"{base}/"))
    return resolved(path if is_whole else f"{base}{path}", base, own)


def _routes(site: LinkedSite, path: str, own: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses of a route."""
    for address in _based(site, path, own):
        bare = address.rstrip("/")
        yield from (bare, f"{bare}/") if bare else ("/",)


def _sources(site: LinkedSite, path: str, relative: str) -> Iterator[str]:
    """Yield the Markdown files that a path may name: those of the plug-in that reads the page."""
    folders = list(all_folders(site, site.content or []))
    own = next((each for each in folders if relative.startswith(each.path)), None)
    if own is None:
        return
    for file in _tried(path, relative, own):
        if file is not None and any(
            file.startswith(each.path) for each in folders if each.plugin == own.plugin
        ):
            yield nfc(file)
        elif file is not None:
            yield f"@site/{nfc(file)}"  # it is there, but not for this plug-in


def _tried(path: str, relative: str, own: Folder) -> Iterator[str | None]:
    if not path.startswith("/"):
        yield joined(posixpath.dirname(relative), path)
    if not path.startswith(("./", "../")):
        yield joined(own.path, path)
        yield joined("", path)


def _files(path: str, relative: str) -> Iterator[str]:
    """Yield the places of an image or another file that pages import, or of one in a static folder."""
    if path.startswith(_SITE):
        file = joined("", path.removeprefix(_SITE))
    elif path.startswith("/"):
        yield from resolved(path, "", ())
        return
    else:
        file = joined(posixpath.dirname(relative), path)
    if file:
        yield nfc(file)
