"""What links and Liquid tags of Jekyll's posts lead to.

Addresses are left to the browser (https://jekyllrb.com/docs/liquid/tags/#links). Liquid is followed where it
writes a known address: `link`, `post_url`, `relative_url`, `absolute_url` and values of the configuration.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from lint.archive.builders.addresses import Published
from lint.archive.builders.jekyll_documents import DocumentValues
from lint.archive.builders.jekyll_entries import DATED, Entry, entry
from lint.archive.builders.jekyll_generated import Generated
from lint.archive.builders.jekyll_liquid import (
    HOST,
    Tag,
    filled,
    place_of_day,
    post_places,
    tag_at,
    tags,
    templates,
)
from lint.archive.builders.jekyll_plugins import Plugins
from lint.archive.builders.links import Links
from lint.archive.builders.page_heads import fields_of
from lint.archive.builders.references import (
    Reference,
    Target,
    addressed,
    joined,
    kind_of,
    outside,
    target,
)
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_OUTPUT = regex(r"\{\{-?(.*?)-?\}\}\Z", re.DOTALL)
_MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown")
_UNRUN = regex(r"^render_with_liquid\s*:\s*false\b", re.MULTILINE)
_LONGEST = 4096


class JekyllLinks(Links):
    """The links of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._plugins = Plugins(site)
        self._generated = Generated(site, self._plugins)

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what an address leads to; Liquid is filled in where it is known."""
        del markdown
        if url.startswith("/") and not self._site.is_whole:  # a part of a site, such as its content alone
            return None
        found = self._filled(url) if "{" in url else ("", url)
        if found is None:
            return None
        place, rest = found
        to = target(rest) if rest else None
        if place:
            is_plain = to is not None and not to.path
            return self._named(place, to.anchor if to else "") if not rest or is_plain else None
        if to is None:
            return None
        addresses = published.addresses if published is not None else ()
        reference = addressed(to, relative, self._site.base_path, addresses, image=image)
        is_page = to.path.endswith(_MARKDOWN) and self._generated.has_relative_links
        if is_page:
            return self._with_file(reference, to, relative)
        return reference or outside(to, self._site.base_path, image=image)

    def _filled(self, url: str) -> tuple[str, str] | None:
        """Return the place that a tag in an address names, and the rest with values filled in."""
        if len(url) > _LONGEST or HOST in url:
            return None
        parts: list[str] = []
        place, at = "", 0
        for start, end, is_tag in templates(url, 0, len(url)):
            parts.append(url[at:start])
            at = end
            if is_tag:
                tag = tag_at(url, start, end)
                if tag is None or tag.name not in ("link", "post_url"):
                    return None
                # Since Jekyll 4 a tag writes the base path; before, the author did.
                if place or "".join(parts) not in ("", HOST):
                    return None
                place, parts = f"{tag.name} {tag.argument}", []
                continue
            match = _OUTPUT.match(url[start:end])
            if match is None:
                return None
            value = filled(match[1], self._value, self._site.base_path)
            if value is None:
                return None
            parts.append(value)
        rest = "".join([*parts, url[at:]])
        if rest.startswith(HOST):
            rest = rest[1:] or "/"
            rest = rest if rest.startswith("/") else HOST
        return None if HOST in rest or "{{" in rest or "{%" in rest else (place, rest)

    def _value(self, name: str) -> str | None:
        """Return the value of a variable of the site; `None` if it is not known."""
        key = name.removeprefix("site.")
        if key == name or key.startswith(("data.", "github", "time")):
            return None
        if key == "url":
            return HOST
        value = self._site.configuration.get(key)
        return str(value) if value is not None else "" if key == "baseurl" else None

    def _named(self, place: str, anchor: str) -> Reference | None:
        """Return the reference of a tag in an address."""
        name, _, argument = place.partition(" ")
        if "{" in argument:
            return None
        if name == "post_url":
            return Reference("page", post_places(argument), anchor)
        return self._linked(argument, anchor)

    def _linked(self, path: str, anchor: str = "") -> Reference | None:
        """Return the reference of `link`; a path with a slash before it names a file without front matter."""
        if path.startswith("/") and path.endswith((*_MARKDOWN, ".html")):
            return None
        plain = unicodedata.normalize("NFC", path.removeprefix("/"))
        configuration = self._site.configuration
        source = _folder(configuration.get("source"))
        container = _folder(configuration.get("collections_dir"))
        places = (f"{source}{plain}", f"{source}{container}{plain}")
        return Reference(kind_of(plain, image=False), tuple(dict.fromkeys(places)), anchor)

    def _with_file(self, reference: Reference | None, to: Target, relative: str) -> Reference | None:
        """Return a reference that may also be to a Markdown file, as jekyll-relative-links reads it."""
        beside = joined(relative.rpartition("/")[0], to.path)
        if beside is None:
            return reference
        places = reference.places if reference is not None else ()
        return Reference("page", (*places, beside), to.anchor)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield what `link`, `post_url` and the kinds of `include` in a body name."""
        if not self._site.is_whole:
            return
        if self._site.configuration.mentions("render_with_liquid") or _UNRUN.search(text, 0, start):
            return
        for tag in tags(text, start, end):
            found = self._tagged(tag, relative)
            if found is not None:
                yield found

    def _tagged(self, tag: Tag, relative: str) -> tuple[Span, Reference] | None:
        name, argument, span = tag
        if "{{" in argument or not argument:
            return None
        if name in ("link", "post_url"):
            reference = self._named(f"{name} {argument}", "")
            return None if reference is None else (span, reference)
        if name not in ("include", "include_cached", "include_relative"):
            return None
        file = argument.split(None, 1)[0]
        source = _folder(self._site.configuration.get("source"))
        folder = f"{source}{self._site.configuration.get('includes_dir') or '_includes'}"
        if name == "include_relative":
            if relative.startswith(f"{folder}/"):
                return None
            folder = relative.rpartition("/")[0]
        place = unicodedata.normalize("NFC", f"{folder}/{file.lstrip('/')}").removeprefix("/")
        return Span(span.start, span.start + len(file)), Reference("include", (place,))

    def may_generate(self, place: str) -> bool:
        """Return whether a plug-in or a theme may provide a place."""
        return self._generated.may_generate(place)

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of the list of posts to exist."""
        return self._generated.list_page(place)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the names of a post; the addresses of a page, or of a file that is copied."""
        folder, _, name = relative.rpartition("/")
        site = self._site
        if site.is_post(f"{site.root}/{relative}"):
            found = entry(relative, site.configuration)
            return self._names(found, fields or {}) if found is not None and found.kind == "post" else ()
        fields = fields_of(f"{site.root}/{relative}", site.bounds)
        if fields is None and self._generated.is_on_pages and name.endswith(_MARKDOWN):
            fields = {}  # jekyll-optional-front-matter
        if fields is None:
            address = site.static_address(relative)
            return (address,) if address is not None else ()
        published = site.published(relative, fields)
        if published is None:
            return (unicodedata.normalize("NFC", relative),)  # it is there, but its address is not known
        addresses = (*published.addresses, *published.aliases)
        if self._generated.is_on_pages and name.lower() in ("readme.md", "readme.markdown"):
            return (*addresses, f"/{folder}/" if folder else "/")
        return addresses

    def _names(self, post: Entry, fields: Mapping[str, object]) -> tuple[str, ...]:
        """Return the places of a post, as `post_url` looks it up."""
        before, _, after = post.path.partition("_posts/")
        folder, slash, name = after.rpartition("/")
        dated = DATED.match(name)
        if dated is None or (before and folder):
            return ()
        stem = f"{dated[1]}-{dated[2]}"
        # `a.b.md` is also found by `a`.
        cut = f"{dated[1]}-{dated[2].partition('.')[0]}"
        names = [f"post:{before}{folder}{slash}{each}" for each in dict.fromkeys((stem, cut))]
        return (*names, self._day(post, fields, dated[1]))

    def _day(self, post: Entry, fields: Mapping[str, object], written: str) -> str:
        document = DocumentValues(self._site, self._plugins, post, fields, [])
        parts = [document.value(each) for each in ("year", "month", "day")]
        slug = document.slug if isinstance(document.slug, str) else ""
        year, month, day = written.split("-") if None in parts else [each or "" for each in parts]
        return place_of_day(year, month, day, slug)


def _folder(name: str | None) -> str:
    plain = os.path.normpath(name or "").strip("/")
    return f"{plain}/" if plain not in ("", ".") else ""
