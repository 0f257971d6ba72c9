"""What links, images and includes of Eleventy lead to (https://www.11ty.dev/docs/).

URLs are left to the browser, unless the configuration names a plug-in that resolves them: HtmlBasePlugin for
the `pathPrefix`, InputPathToUrlTransformPlugin for paths of templates, and those that copy images which are
named by their paths. The filters `url` and `inputPathToUrl` of a text are followed.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.code_places import Places
from lint.archive.builders.eleventy_generated import Generated, OpenSite
from lint.archive.builders.link_forms import PagedSite, blocks, has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, Target, addressed, joined, kind_of, outside, target
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_FILTER = regex(
    r"\{\{-?\s*(?:\"([^\"{}]*)\"|'([^'{}]*)')\s*\|\s*(url|htmlBaseUrl|inputPathToUrl)\s*-?\}\}([^{}]*)\Z"
)
_INCLUDE = regex(
    r"\{%-?[ \t]*(?:include|render|extends|import|from|layout)[ \t]+"
    r"(?:\"([^\"{}\n]{1,300})\"|'([^'{}\n]{1,300})')"
)
_HIDDEN = (
    (re.compile(r"\{%-?[ \t]*raw[ \t]*-?%\}"), re.compile(r"\{%-?[ \t]*endraw[ \t]*-?%\}")),
    (re.compile(r"\{%-?[ \t]*comment[ \t]*-?%\}"), re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}")),
    (re.compile(r"\{#"), re.compile(r"#\}")),
)
# https://www.11ty.dev/docs/copy/#html-relative and https://www.11ty.dev/docs/plugins/image/
_COPYING = ("eleventyImageTransformPlugin", "html-relative")
_REWRITING = ("replaceLink", "replace-link")


class LinkedSite(OpenSite, PagedSite, Protocol):
    """What the links of Eleventy need to know of a site."""

    @property
    def base_path(self) -> str:
        """See `Eleventy.base_path`."""

    @property
    def input_is_told(self) -> bool:
        """See `Eleventy.input_is_told`."""


class EleventyLinks(Links):
    """The links of a site."""

    def __init__(self, site: LinkedSite) -> None:
        self._site = site
        self._input = site.input

    def _names(self, *words: str) -> bool:
        return any(word in self._site.configuration.text for word in words)

    @cached_property
    def _imports_images(self) -> bool:
        """Whether a plug-in copies the images that a page names by their paths."""
        return self._names(*_COPYING)

    @cached_property
    def _has_input_paths(self) -> bool:
        return self._names("InputPathToUrlTransformPlugin")

    @cached_property
    def _prefixes(self) -> bool:
        return self._names("HtmlBasePlugin")

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a URL leads to."""
        del markdown
        filter_ = ""
        if "{" in url:
            match = _FILTER.match(url)
            if match is None:
                return None
            filter_ = match[3]
            url = f"{match[1] or match[2] or ''}{match[4]}"
        found = target(url)
        if found is None or has_template(url) or self._names(*_REWRITING):
            return None
        if filter_ == "inputPathToUrl":
            places = tuple(self._files(found.path, relative))
            return Reference("page", places, found.anchor) if places else None
        return self._resolved(found, relative, published, image=image, is_filtered=bool(filter_))

    def _resolved(
        self, found: Target, relative: str, published: Published | None, *, image: bool, is_filtered: bool
    ) -> Reference | None:
        base = self._site.base_path
        if base and found.path.startswith("/") and (is_filtered or self._prefixes):
            if (is_filtered and self._prefixes) or f"{found.path}/".startswith(f"{base}/"):
                return None  # both would add it
            found = found._replace(path=f"{base}{found.path}")
        addresses = published.addresses if published is not None else ()
        reference = addressed(found, relative, base, addresses, image=image)
        plain = found.path.removeprefix(base) if base else found.path
        files = tuple(self._files(plain, relative)) if found.path and self._reads_paths(image=image) else ()
        if reference is None:
            return (
                Reference(kind_of(found.path, image=image), files, found.anchor)
                if files and addresses
                else outside(found, base, image=image)
            )
        return reference._replace(places=tuple(dict.fromkeys((*reference.places, *files))))

    def _reads_paths(self, *, image: bool) -> bool:
        return self._imports_images if image else self._has_input_paths

    def _files(self, path: str, relative: str) -> Iterator[str]:
        """Yield the files that a path may name: from the site's folder, the input folder, or the page's."""
        plain = path.lstrip("/")
        folders = ["", self._input] if self._input and plain.startswith(self._input) else [self._input]
        folders += [] if path.startswith("/") else [posixpath.dirname(relative)]
        for folder in folders:
            file = joined(folder, plain)
            if file:
                yield nfc(file)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield the files that a body includes, also in code, where templates run, too."""
        if text.find("{%", start, end) < 0 or self._names("markdownTemplateEngine: false"):
            return
        hidden = [Places(blocks(text, start, end, *pair)) for pair in _HIDDEN]
        for match in _INCLUDE.finditer(text, start, end):
            group = match.lastindex or 1
            if not any(each.has(match.start()) for each in hidden):
                places = tuple(dict.fromkeys(self._included(match[group], relative)))
                if places:
                    yield Span(*match.span(group)), Reference("include", places)

    def _included(self, name: str, relative: str) -> Iterator[str]:
        """Yield the files that an include may be: Liquid adds its suffix to a name that has none."""
        configured = self._site.configuration
        is_relative = name.startswith(("./", "../"))
        keys = ("dir.includes", "dir.layouts")
        named = [joined(self._input, configured.get(key) or "_includes") or "" for key in keys]
        for folder in [*([posixpath.dirname(relative)] if is_relative else []), *named, self._input, ""]:
            file = joined(folder, name)
            if file:
                yield nfc(file)
                if "." not in posixpath.basename(file):
                    yield nfc(f"{file}.liquid")

    # Besides files

    def may_generate(self, place: str) -> bool:
        """Return whether a template whose address is not known, or a program, may publish an address."""
        return not self._site.input_is_told or self._generated.may_generate(place)

    @cached_property
    def _generated(self) -> Generated:
        return Generated(self._site)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a template or of a copied file; the path of an image that pages import."""
        found = page_places(self._site, relative, fields)
        return found or ((nfc(relative),) if self._imports_images else ())
