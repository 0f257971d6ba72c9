"""Zola (https://www.getzola.org/documentation/)."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, has_templates
from lint.archive.builders.markdown import ZOLA, Markdown
from lint.archive.builders.names import folders_between, path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.primitives.patterns import regex
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.globs import Globs
    from lint.archive.builders.zola_links import ZolaLinks


_HEAD = 4096
_DATE = regex(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?\Z", re.ASCII)


class Zola(Site):
    """A site built by Zola, with pulldown-cmark and Tera."""

    name: ClassVar[Dialect] = "zola"
    title: ClassVar[str] = "Zola"
    configuration_files: ClassVar[Sequence[str]] = ("zola.toml", "config.toml")
    url_key: ClassVar[str | None] = "base_url"
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(
        ("public", "sass", "static", "templates", "themes")
    )

    file_prefixes: ClassVar[tuple[str, ...]] = ("@/",)
    fences: ClassVar[str] = "zola"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    unread: ClassVar[str] = "Zola stops the build"
    without_front_matter: ClassVar[str] = "Zola stops the build"
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = (".md",)
    markdown: ClassVar[Markdown] = ZOLA
    machine_has_timezone: ClassVar[bool] = False

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `zola.toml`, or a `config.toml` with a `base_url`."""
        if "content" not in names:
            return None
        if "zola.toml" in names:
            return f"zola.toml is in {folder}"
        if "config.toml" in names and b"base_url" in (
            head(os.path.join(folder, "config.toml"), _HEAD, listings.bounds) or b""
        ):
            return f"config.toml with a base_url is in {folder}"
        return None

    def prints(self, value: object) -> str | None:
        """Return nothing: Zola stops at a title that is not text."""
        del value
        return None

    def needs_front_matter(self, path: str) -> bool | None:
        """Return true (https://www.getzola.org/documentation/content/page/#front-matter)."""
        del path
        return True

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date if it is a day or a time of RFC 3339 (https://www.getzola.org/documentation/content/page/)."""
        if isinstance(value, str) and not _DATE.match(value):
            return Unread.STOPS
        return super().read_date(value)

    @cached_property
    def _ignored(self) -> "Globs | None":
        # https://www.getzola.org/documentation/getting-started/configuration/
        found = self.configuration.texts("ignored_content")
        if not found:
            return None
        from lint.archive.builders.globs import Globs  # only a site with patterns needs it

        return Globs(found)

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `ignored_content` names a file."""
        if is_folder or self._ignored is None or not self._ignored.match(relative.removeprefix("content/")):
            return None
        return f"`ignored_content` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page of a Markdown file in `content`; files in `static` are copied."""
        if relative.startswith("static/"):
            return "copied"
        is_page = relative.startswith("content/") and relative.endswith(self.page_suffixes)
        return "page" if is_page and self.leaves_out(relative, is_folder=False) is None else "left out"

    def besides(self) -> list[str]:
        """Return the shortcodes, and the folder of the theme, if it is in the site."""
        theme = self.configuration.get("theme")
        tops = [self.root, *([os.path.join(self.root, "themes", theme)] if theme else [])]
        folders = (os.path.join(top, "templates", "shortcodes") for top in tops)
        shortcodes = (path for each in folders for path in surroundings.below(each, self.bounds))
        return [*super().besides(), *tops[1:], *shortcodes]

    # Addresses

    @cached_property
    def base_path(self) -> str:
        """The path in `base_url`."""
        return path_of(self.configuration.get("base_url"))

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a page or section is published (https://www.getzola.org/documentation/content/overview/)."""
        if self.output(relative) != "page":
            copy = self.static_address(relative)
            return Published((copy,)) if copy is not None else NOWHERE
        from lint.archive.builders import zola_addresses  # only where addresses are asked for

        return zola_addresses.published(self, relative.removeprefix("content/"), fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `static` is published; not told for the files beside a page."""
        return relative.removeprefix("static") if relative.startswith("static/") else None

    # Links

    @cached_property
    def links(self) -> "ZolaLinks":
        """What links lead to; see `zola_links`."""
        from lint.archive.builders.zola_links import ZolaLinks  # only for rules on targets

        return ZolaLinks(self)

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `content`, and not the `_index` of a section."""
        is_content = "content" in folders_between(os.path.dirname(path), self.root)
        return is_content and not os.path.basename(path).startswith("_index.")

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(attributes="goldmark", footnotes=True)

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of text in ASCII, unless `slugify` says otherwise."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        if self.configuration.mentions("slugify") or has_templates(headings):
            return None
        found = [each.own if each.own is not None else slugs.zola(each.text()) for each in headings]
        return slugs.unique(each for each in found if each is not None) if None not in found else None
