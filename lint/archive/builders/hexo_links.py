"""What links, images and tags of Hexo lead to (https://hexo.io/docs/tag-plugins, https://hexo.io/docs/asset-folders).

A link is left to the browser. An image whose path is relative begins at the root of the site where Markdown
writes it (hexo-renderer-marked's `prependRoot`), and at the page where HTML does.
It cannot be told what images lead to with `relative_link`, or with a plug-in for images or another renderer.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.code_places import Places, code_places
from lint.archive.builders.hexo_addresses import slug_of
from lint.archive.builders.hexo_generated import Generated
from lint.archive.builders.hexo_themes import ThemedSite
from lint.archive.builders.link_forms import PagedSite, blocks, has_template, nfc, page_places
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, addressed, outside, resolved, served, target
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_TAG = regex(
    r"\{%-?[ \t]*(?P<tag>post_link|post_path|asset_img|asset_image|asset_link|asset_path|include_code"
    r"|include-code|img|image)[ \t]+(?![ \t])(?P<arguments>[^\n%]{1,500}?)[ \t]{0,20}-?%\}"
)
_ARGUMENT = regex(r"\"([^\"]*)\"|'([^']*)'|(\S+)")
# Code, what Nunjucks leaves as it is, and its comments.
_HIDDEN = (
    (re.compile(r"<code\b", re.IGNORECASE), re.compile(r"</code", re.IGNORECASE)),
    (re.compile(r"\{%-?[ \t]*raw[ \t]*-?%\}"), re.compile(r"\{%-?[ \t]*endraw[ \t]*-?%\}")),
    (re.compile(r"\{#"), re.compile(r"#\}")),
)
_OPTION = regex(r"(?:lang|from|to):\S+\s*")
# Plug-ins and renderers that write images in ways of their own.
_IMAGES = ("asset-im", "image", "renderer-markdown-it", "renderer-kramed", "renderer-pandoc", "markdown-it")


class LinkedSite(ThemedSite, PagedSite, Protocol):
    """What the links of Hexo need to know of a site."""

    @property
    def base_path(self) -> str:
        """See `Hexo.base_path`."""


class HexoLinks(Links):
    """The links of a site."""

    def __init__(self, site: LinkedSite) -> None:
        self._site = site
        self._source = site.source

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
        match = _TAG.match(url)
        if match is not None and match["tag"] in ("post_path", "asset_path"):
            found = self._of_tag(match, relative)
            return found[1] if found is not None and match.end() == len(url) else None
        to = target(url)
        if to is None or has_template(url):
            return None
        addresses = published.addresses if published is not None else ()
        if image and to.path:
            places = self._of_image(to.path, relative, addresses, markdown=markdown)
            places += _as_asset(to.path) if places and self._has_assets else ()
            if not places:  # where HTML has it, no root is added
                is_told = not markdown and not self._has_own_images
                return outside(to, self._site.base_path, image=True) if is_told else None
            return Reference("file", tuple(dict.fromkeys(places)), to.anchor)
        found_link = addressed(to, relative, self._site.base_path, addresses, image=image)
        if found_link is not None and found_link.kind == "file" and self._has_assets:
            found_link = found_link._replace(places=(*found_link.places, *_as_asset(to.path)))
        # The assets of a post are in its folder on the site, if it has one.
        beside = self._beside(relative, to.path) if any(each.endswith("/") for each in addresses) else None
        if found_link is None or beside is None:
            return found_link or outside(to, self._site.base_path, image=image)
        return found_link._replace(places=(*found_link.places, beside))

    def _of_image(self, path: str, relative: str, addresses: tuple[str, ...], *, markdown: bool) -> list[str]:
        """Return the places of an image; none if that cannot be told."""
        configured, base = self._site.configuration, self._site.base_path
        if self._has_own_images or (markdown and configured.get("relative_link", bool) is True):
            return []
        is_absolute = path.startswith("/")
        if markdown and is_absolute and base and f"{path}/".startswith(f"{base}/"):
            return []  # old versions do not add the root
        prepends = configured.get("marked.prependRoot", bool) is not False
        found: list[str] = []
        if prepends and markdown:
            # The root comes before the path as it is written; then the browser resolves its dots.
            found += resolved(f"{base}/{path.lstrip('/')}", base, ())
        else:
            found += resolved(path, base, addresses)
        if not is_absolute:
            beside = self._beside(relative, path)
            found += [beside] if beside is not None else []
            if not addresses and not (prepends and markdown):
                return []
        return [place for each in found for place in (served(each) if each.startswith("/") else (each,))]

    @cached_property
    def _has_own_images(self) -> bool:
        return any(self._site.has_plugin(word) for word in _IMAGES)

    @cached_property
    def _has_assets(self) -> bool:
        return self._site.configuration.get("post_asset_folder", bool) is True

    def _beside(self, relative: str, path: str) -> str | None:
        """Return the path of an asset of a post."""
        folder = self._asset_folder(relative)
        if folder is None or not path or path.startswith("/"):
            return None
        return nfc(posixpath.normpath(posixpath.join(folder, path)))

    def _asset_folder(self, relative: str) -> str | None:
        if not self._is_post(relative) or not self._has_assets:
            return None
        return posixpath.splitext(relative)[0]

    def _is_post(self, relative: str) -> bool:
        return relative.startswith((f"{self._source}/_posts/", f"{self._source}/_drafts/"))

    # Tags

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield what tags name; those in code are text."""
        if text.find("{%", start, end) < 0:
            return
        code = code_places(text, start, end)
        hidden = [Places(blocks(text, start, end, *pair)) for pair in _HIDDEN]
        for match in _TAG.finditer(text, start, end):
            if any(each.has(match.start()) for each in (code, *hidden)):
                continue
            found = self._of_tag(match, relative)
            if found is not None:
                yield found

    def _of_tag(self, match: re.Match[str], relative: str) -> tuple[Span, Reference] | None:
        tag, (first, last) = match["tag"], match.span("arguments")
        arguments = list(_ARGUMENT.finditer(match.string, first, last))
        if tag.startswith("include"):
            return self._included(match)
        for argument in arguments:
            group = argument.lastindex or 3
            name, place = argument[group], Span(*argument.span(group))
            if tag.startswith("post"):
                slug, _, anchor = name.partition("#")
                return place, Reference("page", (f"post:{nfc(slug)}",), anchor)
            if tag in ("img", "image"):
                if not name.startswith("/") or name.startswith("//"):
                    continue
                reference = self.reference(name, relative, None, image=True)
                return (place, reference) if reference is not None else None
            if tag in ("asset_img", "asset_image") and "." not in name:
                continue  # a class
            folder = self._asset_folder(relative)
            if folder is None and (self._is_post(relative) or self._has_own_images):
                return None
            # The tags find assets of posts alone: those of a page are nowhere.
            folder = folder or posixpath.splitext(relative)[0]
            return place, Reference("file", (nfc(posixpath.normpath(posixpath.join(folder, name))),))
        return None

    def _included(self, match: re.Match[str]) -> tuple[Span, Reference] | None:
        """Return the file in `code_dir` that `include_code` names, after its title."""
        folder = self._site.configuration.get("code_dir") or "downloads/code"
        words = [each for each in re.finditer(r"\S+", match["arguments"]) if not _OPTION.match(each[0])]
        if not words:
            return None
        first = match.start("arguments")
        path = posixpath.normpath(posixpath.join(self._source, folder, words[-1][0].lstrip("/")))
        return Span(first + words[-1].start(), first + words[-1].end()), Reference("include", (nfc(path),))

    # What files provide

    def may_generate(self, place: str) -> bool:
        """Return whether a generator, a script or a theme may provide a place."""
        return self._generated.may_generate(place)

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of a list of posts to exist."""
        return self._generated.list_page(place)

    @cached_property
    def _generated(self) -> Generated:
        return Generated(self._site)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the addresses of a page or a file; then names: of a post, with its terms, or of an asset."""
        found = page_places(self._site, relative, fields)
        folder = next(
            (each for each in ("_posts/", "_drafts/") if relative.startswith(f"{self._source}/{each}")), ""
        )
        below = relative.removeprefix(f"{self._source}/{folder}")
        is_page = below.endswith((".md", ".markdown", ".html"))
        if folder and is_page and fields:
            from lint.archive.builders import hexo_terms  # only for a post

            found = (*found, *map(nfc, hexo_terms.addresses(self._site, below, fields)))
        if folder != "_posts/":
            return found
        if is_page:
            title = (fields or {}).get("title")
            named = (f"post:{nfc(title)}",) if isinstance(title, str) else ()
            return (*found, f"post:{nfc(slug_of(self._site, below))}", *named)
        if not self._has_assets or "/" not in below:
            return found
        return (*found, nfc(relative), f"asset:{nfc(posixpath.basename(relative))}")


def _as_asset(path: str) -> tuple[str, ...]:
    """Return the name of an asset of a post, for an address from the root, since posts may be at any."""
    return (f"asset:{posixpath.basename(path)}",) if path.startswith("/") else ()
