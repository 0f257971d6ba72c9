"""VitePress, and VuePress (https://vitepress.dev/)."""

import os
import posixpath
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import GRAY_MATTER_ENGINES, RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, has_templates
from lint.archive.builders.markdown import VUE, Markdown
from lint.archive.builders.names import path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.globs import Globs
    from lint.archive.builders.vitepress_links import VitePressLinks


class VitePress(Site):
    """A site built by VitePress, with markdown-it and Vue components."""

    name: ClassVar[Dialect] = "vitepress"
    title: ClassVar[str] = "VitePress"
    marks: ClassVar[Sequence[str]] = (".vitepress", ".vuepress")
    packages: ClassVar[Sequence[str]] = ("vitepress", "vuepress")
    configuration_files: ClassVar[Sequence[str]] = tuple(
        f"{folder}/config.{suffix}"
        for folder in (".vitepress", ".vitepress/config", ".vuepress")
        for suffix in ("js", "ts", "mjs", "mts")
    )
    fences: ClassVar[str] = "gray-matter"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-3"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    page_suffixes: ClassVar[tuple[str, ...]] = (".md",)
    markdown: ClassVar[Markdown] = VUE

    @cached_property
    def source(self) -> str:
        """The folder with the pages, with a `/` at its end; empty for the site's own."""
        folder = posixpath.normpath(self.configuration.get("srcDir") or ".").strip("/")
        return "" if folder == "." else folder + "/"

    @cached_property
    def _excluded(self) -> "Globs | None":
        # https://vitepress.dev/reference/site-config#srcexclude
        found = self.configuration.texts("srcExclude")
        if not found:
            return None
        from lint.archive.builders.globs import Globs, and_below  # only a site with patterns needs it

        return Globs(and_below(found))

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `srcExclude` names a file."""
        inside = relative.removeprefix(self.source)
        if is_folder or self._excluded is None or not self._excluded.match(inside):
            return None
        return f"`srcExclude` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page of a Markdown file in the source folder."""
        folders = relative.split("/")
        is_hidden = any(part[:1] == "." for part in folders) or not {"node_modules", "dist"}.isdisjoint(
            folders
        )
        if relative.startswith(f"{self.source}public/") and not relative.endswith(".md"):
            return "copied"
        # A name in brackets stands for pages that a program makes.
        is_hidden = is_hidden or "[" in relative
        is_read = relative.startswith(self.source) and relative.endswith(".md") and not is_hidden
        return "page" if is_read and self.leaves_out(relative, is_folder=False) is None else "left out"

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that JavaScript reads, as themes and data loaders do."""
        from lint.values.dates import js  # only for such sites

        return Unread.NONE if value is None else js.new_date(value) or Unread.NONE

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return false: only themes and plug-ins read dates."""
        del path, is_post
        return False

    # Addresses

    @cached_property
    def base_path(self) -> str:
        """The path in `base`."""
        return path_of(self.configuration.get("base"))

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a page is published; its front matter does not matter."""
        del fields
        if self.is_vuepress:
            return None
        if "[" not in relative and self.output(relative) != "page":
            copy = self.static_address(relative)
            return Published((copy,)) if copy is not None else NOWHERE
        from lint.archive.builders import vitepress_addresses  # only where addresses are asked for

        return vitepress_addresses.published(self, relative)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `public` is published (https://vitepress.dev/guide/asset-handling)."""
        folder = f"{self.source}public/"
        if not self.has_plain_source:
            return None
        return "/" + relative.removeprefix(folder) if relative.startswith(folder) else None

    def besides(self) -> list[str]:
        """Return the folders that tell VitePress from VuePress, and the pages with names in brackets."""
        folders = (os.path.join(self.root, name) for name in (".vitepress", ".vuepress"))
        source = os.path.join(self.root, self.source)
        return [*super().besides(), *folders, *surroundings.below(source, self.bounds, (".md",), "[")]

    # Links

    @cached_property
    def links(self) -> "VitePressLinks":
        """What links lead to; see `vitepress_links`."""
        from lint.archive.builders.vitepress_links import VitePressLinks  # only for rules on targets

        return VitePressLinks(self)

    @cached_property
    def has_plain_source(self) -> bool:
        """Whether `srcDir` is the usual one, or can be read."""
        return not self.configuration.mentions("srcDir") or self.configuration.get("srcDir") is not None

    @cached_property
    def may_rewrite(self) -> bool:
        """Whether `rewrites` may give pages other paths."""
        return b"rewrites" in b"".join(self.configuration.contents)

    @cached_property
    def is_vuepress(self) -> bool:
        """Whether the site is one of VuePress, of which only the front matter and the Markdown are known."""
        return not os.path.isdir(os.path.join(self.root, ".vitepress")) and (
            os.path.isdir(os.path.join(self.root, ".vuepress")) or self._mentions("vuepress")
        )

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(attributes="markdown-it")

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of @mdit-vue, with numbers of markdown-it-anchor."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        if has_templates(headings) or any(slugs.EMOJI.search(each.text()) for each in headings):
            return None
        written = [each for each in headings if not each.is_html]
        # A character reference is read as it is written.
        ids = iter(
            slugs.unique(
                each.own if each.own is not None else slugs.vue(each.text(references=False))
                for each in written
            )
        )
        return [each.own if each.is_html else next(ids) for each in headings]
