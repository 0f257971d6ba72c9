"""What links and images of Astro lead to (https://docs.astro.build/en/guides/images/).

Links are left to the browser. An image of Markdown whose path is relative is a file beside the page, which
Astro imports; that of a tag of HTML is left to the browser. It cannot be told what a link to a Markdown file
leads to where plug-ins for Markdown are configured, or what an alias such as `@/` means.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.astro_addresses import AstroSite, redirects
from lint.archive.builders.dynamic_routes import DynamicRoutes
from lint.archive.builders.link_forms import PagedSite, has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.permalink_patterns import Piece, Pieces, may_give
from lint.archive.builders.references import Reference, addressed, joined, outside, target
from lint.primitives.patterns import regex

if TYPE_CHECKING:
    from lint.archive.builders.astro_addresses import Route

_MARKDOWN = (".md", ".mdx")
_PLUGINS = ("remarkPlugins", "rehypePlugins", "relative-markdown-links")
_ENDPOINT = regex(r"(.+\.[A-Za-z][A-Za-z0-9]*)\.(?:js|ts)\Z")
_PARAMETER = regex(r"\[((?:\.\.\.)?\w+)\]")
_FROM = regex(r"\bfrom\s*[\"']([^\"'\n]+)[\"']")
# Integrations that publish files, and what they publish.
_WRITTEN = (
    ("sitemap", re.compile(r"/sitemap-[\w-]+\.xml")),
    ("starlight", re.compile(r"/(?:404(?:\.html)?|pagefind/.*|sitemap-[\w-]+\.xml)")),
    ("pagefind", re.compile(r"/pagefind/.*")),
    ("robots", re.compile(r"/robots\.txt")),
    ("llms", re.compile(r"/llms[\w-]*\.txt")),
)


class LinkedSite(AstroSite, PagedSite, Protocol):
    """What the links of Astro need to know of a site."""


class AstroLinks(Links):
    """The links of a site."""

    def __init__(self, site: LinkedSite) -> None:
        self._site = site
        self._text = site.configuration.text

    def reference(
        self,
        url: str,
        relative: str,
        published: Published | None,
        *,
        image: bool,
        markdown: bool = True,
    ) -> Reference | None:
        """Return what a URL leads to."""
        found = target(url)
        if found is None or has_template(url) or found.path[:1] in ("@", "~"):
            return None
        is_relative = bool(found.path) and not found.path.startswith("/")
        if is_relative and found.path.endswith(_MARKDOWN) and any(name in self._text for name in _PLUGINS):
            return None
        addresses = published.addresses if published is not None else ()
        if image and is_relative and markdown:
            file = joined(posixpath.dirname(relative), found.path)
            return Reference("file", (nfc(file),)) if file else None
        base = self._site.base_path
        reference = addressed(found, relative, base, addresses, image=image)
        return reference or outside(found, base, image=image)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a page or a file; the path of one that pages may import."""
        found = page_places(self._site, relative, fields)
        return found if relative.endswith(self._site.page_suffixes) else (*found, *self._of_file(relative))

    def _of_file(self, relative: str) -> Iterator[str]:
        """Yield the address of an endpoint, and the path of a file that pages may import."""
        pages = f"{self._site.source}pages/"
        match = _ENDPOINT.match(relative)
        if match is not None and relative.startswith(pages) and "[" not in relative:
            yield nfc(f"/{match[1].removeprefix(pages)}")
        if self._site.source is not None and relative.startswith(self._site.source):
            yield nfc(relative)

    def may_generate(self, place: str) -> bool:
        """Return whether a route of a name in brackets, or an integration, may publish an address."""
        if not place.startswith("/"):
            return False
        if self._is_open or self._redirects is None:
            return True
        if any(may_give(source, place.removesuffix(".html").rstrip("/")) for source in self._redirects):
            return True
        if any(word in self._text and pattern.fullmatch(place) for word, pattern in _WRITTEN):
            return True
        return self._routes.may_build(place)

    @cached_property
    def _is_open(self) -> bool:
        """Whether an unknown theme may add routes, or the folders are not known."""
        is_translated = self._site.is_starlight and ("locales" in self._text or "plugins" in self._text)
        return (
            self._site.source is None
            or is_translated
            or any("theme" in name for name in _FROM.findall(self._text))
        )

    @cached_property
    def _redirects(self) -> tuple[Pieces, ...] | None:
        """The addresses of `redirects`, without a slash at their ends; `None` if they are not plain."""
        pairs = redirects(self._site)
        return None if pairs is None else tuple(tuple(_pieces(source)) for source, _ in pairs)

    @cached_property
    def _routes(self) -> DynamicRoutes:
        root = posixpath.join(self._site.root, f"{self._site.source}pages")
        told = {route.folder.strip("/") for route in self._told(self._site.routes)}
        return DynamicRoutes(root, self._site.bounds, lambda path: posixpath.dirname(path) not in told)

    def _told(self, routes: "Sequence[Route]") -> Iterator["Route"]:
        """Yield the routes whose pages are all known: those of one collection's entries, by their ids."""
        known = {name for name, _, _ in self._site.collections}
        for route in routes:
            if route.collection in known and sum(each.collection == route.collection for each in routes) == 1:
                yield route


def _pieces(source: str) -> Iterator[Piece]:
    """Yield what the path of a redirect is made of: `[slug]` is one name, `[...slug]` any number."""
    for number, part in enumerate(_PARAMETER.split("/" + source.strip("/"))):
        if number % 2:
            yield Piece("any" if part.startswith("...") else "name")
        elif part:
            yield Piece("text", nfc(part))
