"""Astro, also with Starlight (https://docs.astro.build/)."""

import os
import posixpath
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, made_ids
from lint.archive.builders.markdown import REMARK, Markdown
from lint.archive.builders.names import is_below_underscore, path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.astro_addresses import Route
    from lint.archive.builders.astro_links import AstroLinks
    from lint.archive.builders.globs import Globs


class Astro(Site):
    """A site built by Astro, with remark and MDX."""

    name: ClassVar[Dialect] = "astro"
    title: ClassVar[str] = "Astro"
    marks: ClassVar[Sequence[str]] = (
        "astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs",
    )  # fmt: skip
    packages: ClassVar[Sequence[str]] = ("astro", "@astrojs/starlight")
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "astro"
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    # https://docs.astro.build/en/basics/astro-pages/
    page_suffixes: ClassVar[tuple[str, ...]] = (
        ".md", ".mdx", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".html", ".astro",
    )  # fmt: skip
    markdown: ClassVar[Markdown] = REMARK

    url_key: ClassVar[str | None] = "site"

    def output(self, relative: str) -> Output:
        """Return the page of a file in `src/pages`, or of an entry in `src/content`.

        The configuration of a collection decides which of its files are entries; all are taken to be.
        """
        if relative.startswith("public/"):
            return "copied"
        parts = relative.split("/")[2:]
        if relative.startswith("src/pages/"):
            is_hidden = any(part[:1] in ("_", ".") for part in parts)
            return "page" if not is_hidden and relative.endswith(self.page_suffixes) else "left out"
        if relative.startswith("src/content/"):
            is_hidden = any(part[:1] == "." for part in parts)
            return "page" if not is_hidden and relative.endswith((".md", ".mdx")) else "left out"
        return "left out"

    # Addresses

    @cached_property
    def source(self) -> str | None:
        """The folder with pages and content, with a `/` at its end; `None` if it is not plain."""
        return self._folder("srcDir", "src")

    def _folder(self, key: str, usual: str) -> str | None:
        if not self.configuration.mentions(key):
            return f"{usual}/"
        name = self.configuration.get(key)
        folder = posixpath.normpath(name).strip("/") if name else None
        return None if folder is None else "" if folder == "." else f"{folder}/"

    @cached_property
    def base_path(self) -> str:
        """The path in `base`."""
        return path_of(self.configuration.get("base"))

    @cached_property
    def style(self) -> tuple[str, str] | None:
        """The `format` of built pages and the `trailingSlash` of links; `None` if one is not plain."""
        found = []
        for key, usual in (("format", "directory"), ("trailingSlash", "ignore")):
            value = self.configuration.get(key) if self.configuration.mentions(key) else usual
            if not value:
                return None
            found.append(value)
        return found[0], found[1]

    @cached_property
    def is_starlight(self) -> bool:
        """Whether the configuration uses Starlight."""
        return "@astrojs/starlight" in self.configuration.text

    def besides(self) -> list[str]:
        """Return the programs that configure collections, and the routes with parameters."""
        pages = os.path.join(self.root, self.source or "", "pages")
        routes = surroundings.below(pages, self.bounds, part="[")
        return [*super().besides(), *self._content_configurations, *routes]

    @property
    def _content_configurations(self) -> list[str]:
        names = (f"content.config{suffix}" for suffix in (".ts", ".mjs", ".js", ".mts"))
        return [os.path.join(self.root, self.source or "", name) for name in names]

    @cached_property
    def content_configuration(self) -> str:
        """The program that configures the content collections; empty without one."""
        for path in self._content_configurations:
            content = self.configuration.beside(path, self.bounds)
            if content:
                return content.decode("utf-8", "replace")
        return ""

    @cached_property
    def collections(self) -> "list[tuple[str, str, Globs]]":
        """The collections with a plain loader: the name, the folder and the patterns of each."""
        from lint.archive.builders import astro_addresses  # only where addresses are asked for

        return list(astro_addresses.collections(self))

    @cached_property
    def routes(self) -> "list[Route]":
        """The routes that build a page for each entry of a collection."""
        from lint.archive.builders import astro_addresses  # as above

        return list(astro_addresses.routes(self))

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a page or an entry of a content collection is published."""
        copy = self.static_address(relative)
        if copy is not None:
            return Published((copy,))
        if relative.startswith(f"{self.source}pages/") and not relative.endswith(self.page_suffixes):
            return NOWHERE
        from lint.archive.builders import astro_addresses  # as above

        return astro_addresses.published(self, relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `public` is published (https://docs.astro.build/en/basics/project-structure/)."""
        folder = self._folder("publicDir", "public")
        if folder is None or not relative.startswith(folder):
            return None
        return "/" + relative.removeprefix(folder)

    # Links

    @cached_property
    def links(self) -> "AstroLinks":
        """What links lead to; see `astro_links`."""
        from lint.archive.builders.astro_links import AstroLinks  # only for rules on targets

        return AstroLinks(self)

    def is_partial(self, path: str) -> bool:
        """Return whether a file's name, or that of a folder above it, begins with `_`."""
        return is_below_underscore(path, self.root)

    def prints(self, value: object) -> str | None:
        """Return nothing: the usual schemas stop at a title that is not text."""
        del value
        return None

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the schema of a collection decides, and a page may have none."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date of `z.coerce.date()`, the schema of Astro's own templates."""
        from lint.values.dates import js  # only for such sites

        return js.new_date(value) or Unread.STOPS

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(footnotes=True, notes_heading="footnote-label")

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of github-slugger, without a hyphen at the end."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        return made_ids(headings, slugs.astro)
