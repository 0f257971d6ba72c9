"""What links and shortcodes of Zola lead to (https://www.getzola.org/documentation/content/linking/).

`@/x.md` is a file below `content`; Zola stops if it is not there. Other URLs are left to the browser. Files
beside an `index.md` or an `_index.md` are published beside its page.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lint.archive.builders.addresses import Published
from lint.archive.builders.link_forms import has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.page_heads import fields_of
from lint.archive.builders.references import Reference, addressed, joined, target
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_INTERNAL = "@/"
# A call, inline or around a body: `{{ name(x=1) }}`, `{% name() %}`. A slash in it is a comment of Zola's.
_CALL = regex(r"\{(?:\{-?|%-?)[ \t]*(?P<name>[A-Za-z_]\w*(?:::\w+)*)\(", re.ASCII)
# https://www.getzola.org/documentation/content/shortcodes/#built-in-shortcodes
_BUILT_IN = frozenset(("youtube", "vimeo", "streamable", "gist"))
_LISTS = regex(
    r"/(?:.*/)?(?:page/\d+/|(?:atom|rss|feed)\.xml)|/sitemap\.xml|/robots\.txt|/404\.html"
    r"|/search_index\.[\w-]+\.js(?:on)?|/elasticlunr\.min\.js"
)


class ZolaLinks(Links):
    """The links of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a URL leads to."""
        del markdown
        if has_template(url):
            return None
        found = target(url.removeprefix(_INTERNAL))
        if found is None:
            return None
        if url.startswith(_INTERNAL):
            file = joined("content", found.path)
            return Reference("page", (nfc(file),), found.anchor) if file else None
        addresses = published.addresses if published is not None else ()
        reference = addressed(found, relative, self._site.base_path, addresses, image=image)
        beside = self._beside(found.path, relative)
        if reference is None or beside is None:
            return reference
        return reference._replace(places=(*reference.places, beside))

    def _beside(self, path: str, relative: str) -> str | None:
        """Return the path of a file beside a page that has a folder of its own."""
        stem = posixpath.basename(relative).partition(".")[0]
        if stem not in ("index", "_index") or not path or path.startswith("/"):
            return None
        file = joined(posixpath.dirname(relative), path)
        return nfc(file) if file and not file.endswith((".md", "/")) else None

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield the shortcodes that a body calls, also in code, where Zola looks for them, too."""
        del relative
        if text.find("{{", start, end) < 0 and text.find("{%", start, end) < 0:
            return
        for match in _CALL.finditer(text, start, end):
            name = match["name"]
            if "::" not in name and name not in _BUILT_IN:
                stems = (f"{top}templates/shortcodes/{name}" for top in self._tops)
                places = tuple(f"{stem}{suffix}" for stem in stems for suffix in (".html", ".md"))
                yield Span(*match.span("name")), Reference("shortcode", places)

    @cached_property
    def _tops(self) -> tuple[str, ...]:
        theme = self._site.configuration.get("theme")
        return ("", f"themes/{theme}/") if theme else ("",)

    @cached_property
    def _has_unknown_theme(self) -> bool:
        theme = self._site.configuration.get("theme")
        return bool(theme) and not os.path.isdir(os.path.join(self._site.root, "themes", str(theme)))

    @cached_property
    def _taxonomies(self) -> tuple[str, ...]:
        found = self._site.configuration.get("taxonomies", list) or []
        return tuple(str(each["name"]) for each in found if isinstance(each, dict) and "name" in each)

    def may_generate(self, place: str) -> bool:
        """Return whether a taxonomy, a list, a feed or a theme may provide a place."""
        if self._has_unknown_theme and not place.startswith("content/"):
            return True
        if not place.startswith("/"):
            return False
        parts = place.split("/")
        return _LISTS.fullmatch(place) is not None or any(name in parts for name in self._taxonomies)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a section or a file, such as a style sheet or an image."""
        return (*page_places(self._site, relative, fields), *self._of_file(relative))

    def _of_file(self, relative: str) -> Iterator[str]:
        """Yield the address of a style sheet, a file of the theme, or a file beside a page."""
        theme = self._site.configuration.get("theme")
        top = f"themes/{theme}/" if theme and relative.startswith(f"themes/{theme}/") else ""
        inside = relative.removeprefix(top)
        if top and inside.startswith("static/"):
            yield nfc(inside.removeprefix("static"))
        if inside.startswith("sass/") and not posixpath.basename(inside).startswith("_"):
            yield nfc(posixpath.splitext(inside.removeprefix("sass"))[0] + ".css")
        if relative.startswith("content/") and not relative.endswith(".md"):
            yield nfc(relative)
            yield from self._colocated(relative)

    def _colocated(self, relative: str) -> Iterator[str]:
        """Yield the address of a file beside the page or section whose folder it is in."""
        folder = posixpath.dirname(relative)
        while folder.startswith("content"):
            for name in ("index.md", "_index.md"):
                page = f"{folder}/{name}"
                fields = fields_of(os.path.join(self._site.root, page), self._site.bounds)
                found = self._site.published(page, fields) if fields is not None else None
                if found is not None and found.addresses:
                    yield nfc(found.addresses[0] + relative.removeprefix(f"{folder}/"))
                    return
            folder = posixpath.dirname(folder)
