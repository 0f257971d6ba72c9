"""What links, includes and shortcodes of Quarto lead to (https://quarto.org/docs/websites/).

A link to the file of a page becomes one to the page. A path that begins with `/` begins at the project's
folder. Other URLs are left to the browser. It cannot be told what a partial refers to, whose paths are
relative to the page that includes it.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import Published
from lint.archive.builders.code_places import Places, fences
from lint.archive.builders.link_forms import blocks, has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.references import (
    Kind,
    Reference,
    addressed,
    joined,
    kind_of,
    resolved,
    served,
    target,
)
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_SOURCES = (".qmd", ".md", ".ipynb", ".rmd", ".Rmd")
_CALL = regex(
    r"(?<!\{)\{\{<[ \t]+(?P<name>[\w-]+)(?![\w-])(?P<arguments>[^\n>{]{0,300}?)[ \t]{0,20}/?>\}\}(?!\})"
)
_FIRST = regex(r"[ \t]+(?:\"([^\"]+)\"|'([^']+)'|([^\s\"'=]+)(?!=))")
_COMMENT = (re.compile("<!--"), re.compile("-->"))
# https://quarto.org/docs/extensions/shortcodes.html#built-in
_BUILT_IN = frozenset((
    "var", "meta", "env", "pagebreak", "kbd", "video", "include", "embed", "placeholder", "lipsum", "version",
    "contents", "brand", "prerelease",
))  # fmt: skip
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.\-]*:|//")
_FILES = frozenset(("include", "video", "embed"))
_INDENT = 40
_FEEDS = regex(
    r"/(?:.*/)?[\w-]+\.xml|/robots\.txt|/(?:search|listings)\.json|/site_libs/.*|/404\.html|/.*-preview\.html"
)


class QuartoLinks(Links):
    """The links of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a URL leads to."""
        del markdown
        found = target(url)
        is_own = found is not None and not found.path
        if found is None or has_template(url) or (_is_partial(relative) and not is_own):
            return None
        file = _file(found.path, relative)
        if found.path and not image and found.path.endswith(_SOURCES):
            return Reference("page", (file,), found.anchor) if file else None
        addresses = published.addresses if published is not None else ()
        reference = addressed(found, relative, self._site.base_path, addresses, image=image)
        # Quarto takes a path from the root as one in the project, and makes it relative.
        own = resolved(found.path, "", ()) if found.path.startswith("/") else ()
        more = (place for each in own for place in served(each))
        known = reference.places if reference is not None else ()
        places = tuple(dict.fromkeys((*known, *more, *([file] if image and file else []))))
        return Reference(kind_of(found.path, image=image), places, found.anchor) if places else None

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield the files that a body includes, also in code, and the shortcodes of extensions."""
        if text.find("{{<", start, end) < 0 or _is_partial(relative):
            return
        hidden = (Places(fences(text, start, end)), Places(blocks(text, start, end, *_COMMENT)))
        for match in _CALL.finditer(text, start, end):
            name = match["name"]
            # An include is a line of its own, and runs also in code.
            near = max(0, match.start() - _INDENT)
            before = text[near : match.start()].rpartition("\n")[2]
            is_left = (
                before.strip() != "" if name == "include" else any(each.has(match.start()) for each in hidden)
            )
            if is_left:
                continue
            if name in _FILES:
                yield from self._named(match, relative)
            elif name not in _BUILT_IN:
                yield Span(*match.span("name")), Reference("shortcode", (f"shortcode:{name}",))

    def _named(self, match: re.Match[str], relative: str) -> Iterator[tuple[Span, Reference]]:
        argument = _FIRST.match(match.string, *match.span("arguments"))
        if argument is None:
            return
        group = argument.lastindex or 3
        path = argument[group].partition("#")[0].partition("?")[0]
        file = None if _SCHEME.match(path) else _file(path, relative)
        if file:
            start = argument.start(group)
            kind: Kind = "include" if match["name"] == "include" else "file"
            yield Span(start, start + len(path)), Reference(kind, (file,))

    @cached_property
    def _programs(self) -> bytes | None:
        """The programs in Lua, which may define shortcodes; `None` if not all can be read."""
        # https://quarto.org/docs/extensions/shortcodes.html
        paths = surroundings.below(self._site.root, self._site.bounds, (".lua",))
        found = [head(path, surroundings.LONGEST, self._site.bounds) for path in paths]
        is_whole = all(found) and len(found) < surroundings.MOST_FILES
        return b"\n".join(each or b"" for each in found) if is_whole else None

    def may_generate(self, place: str) -> bool:
        """Return whether a listing or a feed may be at an address, or a program names a shortcode."""
        if place.startswith("shortcode:"):
            name = place.removeprefix("shortcode:").encode("utf-8", "replace")
            return self._programs is None or name in self._programs
        return place.startswith("/") and _FEEDS.fullmatch(place) is not None

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the addresses of a page or a file; the path of what is no page, and can be downloaded."""
        found = page_places(self._site, relative, fields)
        return found or ((nfc(relative),) if self._site.output(relative) != "page" else ())


def _is_partial(relative: str) -> bool:
    """Return whether a file is part of other pages, to which its paths are relative."""
    return any(part.startswith(("_", ".")) for part in relative.split("/"))


def _file(path: str, relative: str) -> str | None:
    file = joined("", path) if path.startswith("/") else joined(posixpath.dirname(relative), path)
    return nfc(file) if file else None
