"""What links, images and includes of VitePress lead to (https://vitepress.dev/guide/asset-handling).

Links are resolved as VitePress's own search for dead links does (`markdownToVue.ts`). `base` comes before an
absolute URL of Markdown, and is written in that of HTML, which is left to the browser. It cannot be told what
an image whose URL begins with `base` leads to, nor a URL that begins with `@` or `~`, which the configuration
of Vite resolves.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.dynamic_routes import DynamicRoutes
from lint.archive.builders.link_forms import PagedSite, has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, Target, outside, resolved, target
from lint.archive.builders.vitepress_addresses import VitePressSite
from lint.primitives.patterns import regex
from lint.primitives.place import Span

# Suffixes of files that are no pages (`shared.ts`, `treatAsHtml`).
_FILES = frozenset((
    "3g2", "3gp", "aac", "ai", "apng", "au", "avif", "bin", "bmp", "cer", "class", "conf", "crl", "css",
    "csv", "dll", "doc", "eps", "epub", "exe", "gif", "gz", "ics", "ief", "jar", "jpe", "jpeg", "jpg", "js",
    "json", "jsonld", "m4a", "man", "mid", "midi", "mjs", "mov", "mp2", "mp3", "mp4", "mpe", "mpeg", "mpg",
    "mpp", "oga", "ogg", "ogv", "ogx", "opus", "otf", "p10", "p7c", "p7m", "p7s", "pdf", "png", "ps", "qt",
    "roff", "rtf", "rtx", "ser", "svg", "t", "tif", "tiff", "tr", "ts", "tsv", "ttf", "txt", "vtt", "wav",
    "weba", "webm", "webp", "woff", "woff2", "xhtml", "xml", "yaml", "yml", "zip",
))  # fmt: skip
# Files that a plug-in or a hook at the end of a build usually writes.
_WRITTEN = (".xml", ".rss", ".atom", ".json", ".txt")
_INDEX = regex(r"(^|/)index\.md\Z", re.IGNORECASE)
_SUFFIX = regex(r"\.(?:html|md)\Z")
# https://vitepress.dev/guide/markdown#markdown-file-inclusion
_INCLUDE = regex(r"<!--[^\S\n]*@include:[^\S\n]*(?=\S)([^\n>]{1,200}?)[^\S\n]{0,20}-->")
_PART = regex(r"(?:#[\w-]+)?(?:\{\d*,\d*\})?\Z", re.ASCII)
# https://vitepress.dev/guide/markdown#import-code-snippets
_SNIPPET = regex(r"^[ \t]{0,3}<<<[ \t]*(@?[^\s{\[#]+)", re.MULTILINE)


class LinkedSite(VitePressSite, PagedSite, Protocol):
    """What the links of VitePress need to know of a site."""

    @property
    def base_path(self) -> str:
        """See `VitePress.base_path`."""

    @property
    def is_vuepress(self) -> bool:
        """See `VitePress.is_vuepress`."""

    @property
    def has_plain_source(self) -> bool:
        """See `VitePress.has_plain_source`."""


class VitePressLinks(Links):
    """The links of a site; of one of VuePress, nothing can be told."""

    def __init__(self, site: LinkedSite) -> None:
        self._site = site

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a URL in a page leads to, as VitePress's search for dead links sees it."""
        if self._site.is_vuepress:
            return None
        found = target(url)
        if found is None or has_template(url) or found.path[:1] in ("@", "~"):
            return None
        if url in self._site.configuration.texts("ignoreDeadLinks"):
            return None
        if not found.path:
            return Reference("page", (nfc(relative),), found.anchor)
        is_absolute = found.path.startswith("/")
        base = self._site.base_path
        is_based = is_absolute and base != "" and f"{found.path}/".startswith(f"{base}/")
        if image:
            places = () if is_based else dict.fromkeys(self._image(found.path, relative, published))
            return Reference("file", tuple(places)) if places else None
        if is_absolute and not markdown:
            if base and not is_based:
                return outside(found, base, image=False)
            found = found._replace(path=found.path.removeprefix(base) or "/")
        return _link(found, published)

    def _image(self, path: str, relative: str, published: Published | None) -> Iterator[str]:
        """Yield the places of an image: a file beside the page, or one in `public`."""
        if path.startswith("/"):
            yield from resolved(path, "", ())
            yield nfc(posixpath.normpath(f"{self._site.source}{path.lstrip('/')}"))
            return
        yield nfc(posixpath.normpath(posixpath.join(posixpath.dirname(relative), path)))
        # The tag of HTML is left as it is, unless the path begins with a dot.
        if not path.startswith(".") and published is not None:
            yield from resolved(path, "", published.addresses)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield the Markdown files and snippets of code that a body includes; the former also in code."""
        if self._site.is_vuepress:
            return
        includes = _INCLUDE.finditer(text, start, end) if text.find("@include:", start, end) >= 0 else ()
        for match in includes:
            path = _PART.sub("", match[1].rstrip(), count=1)
            if path:
                yield Span(match.start(1), match.start(1) + len(path)), self._included(path, relative)
        if text.find("<<<", start, end) < 0:
            return
        from lint.archive.builders.code_places import code_places  # only for such bodies

        code = code_places(text, start, end)
        for match in _SNIPPET.finditer(text, start, end):
            if not code.has(match.start(1)):
                yield Span(*match.span(1)), self._included(match[1], relative)

    def _included(self, path: str, relative: str) -> Reference:
        if path.startswith("@"):
            whole = f"{self._site.source}{path[1:].lstrip('/')}"
        else:
            whole = posixpath.join(posixpath.dirname(relative), path)
        return Reference("include", (nfc(posixpath.normpath(whole)),))

    def may_generate(self, place: str) -> bool:
        """Return whether a page of a name in brackets, a plug-in or a hook may have an address."""
        if not place.startswith("/"):
            return False
        if self._site.is_vuepress or not self._site.has_plain_source:
            return True
        text = self._site.configuration.text
        is_written = any(word in text for word in ("buildEnd", "plugins", "sitemap"))
        return (place.endswith(_WRITTEN) and is_written) or self._routes.may_build(place)

    @cached_property
    def _routes(self) -> DynamicRoutes:
        source = posixpath.join(self._site.root, self._site.source)
        return DynamicRoutes(source, self._site.bounds, lambda path: path.endswith(".md"))

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a page or of a file in `public`; pages may import any other file."""
        found = page_places(self._site, relative, fields)
        is_source = relative.startswith(self._site.source) and not relative.endswith(".md")
        return found or ((nfc(relative),) if is_source else ())


def _link(found: Target, published: Published | None) -> Reference | None:
    is_absolute = found.path.startswith("/")
    own = published.addresses[0] if published is not None and published.addresses else None
    if own is None and not is_absolute:
        return None
    if found.path.rpartition(".")[2].lower() in _FILES:
        return Reference("file", resolved(found.path, "", [own or "/"]), found.anchor)
    return Reference("page", _page(own or "/", found.path), found.anchor)


def _page(own: str, path: str) -> tuple[str, ...]:
    """Return the addresses of a page; a path that leads out of the site exists nowhere.

    VitePress compares an absolute path as it is written, with its dots.
    """
    path = _SUFFIX.sub("", _INDEX.sub(r"\1", path)) or "./"
    file = f"{path}index.html" if path.endswith("/") else f"{path}.html"
    if not path.startswith("/"):
        file = "/" + posixpath.normpath(posixpath.join(own[: own.rfind("/") + 1].lstrip("/"), file))
    is_index = posixpath.basename(file) == "index.html"
    return (file.removesuffix("index.html"), file) if is_index else (file,)
