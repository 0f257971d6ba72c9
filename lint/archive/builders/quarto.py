"""Quarto (https://quarto.org/docs/)."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, made_ids
from lint.archive.builders.markdown import QUARTO, Markdown
from lint.archive.builders.names import is_below_underscore, path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.patterns import regex
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.globs import Globs
    from lint.archive.builders.quarto_links import QuartoLinks

_FILTERS = regex(rb"^[ \t]*filters\s*:", re.MULTILINE)
_OTHER_DATES = frozenset(("today", "now", "last-modified"))


class Quarto(Site):
    """A site built by Quarto, with pandoc."""

    name: ClassVar[Dialect] = "quarto"
    title: ClassVar[str] = "Quarto"
    marks: ClassVar[Sequence[str]] = ("_quarto.yml", "_quarto.yaml")
    configuration_files: ClassVar[Sequence[str]] = marks
    url_key: ClassVar[str | None] = "website.site-url"
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("_book", "_extensions"))

    fences: ClassVar[str] = "pandoc"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    renders_entities: ClassVar[bool] = True
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = (".qmd", ".md", ".ipynb")
    markdown: ClassVar[Markdown] = QUARTO
    machine_has_timezone: ClassVar[bool] = False

    def besides(self) -> list[str]:
        """Return the programs in Lua, which may define shortcodes."""
        return [*super().besides(), *surroundings.below(self.root, self.bounds, (".lua",))]

    def fingerprint_of(self, folder: str) -> bytes:
        """Return the identity of the settings of a folder and those above it."""
        found = surroundings.files(self._metadata(folder), self.root, self.bounds)
        return surroundings.digest(found) if found else b""

    def _metadata(self, folder: str) -> list[str]:
        # https://quarto.org/docs/projects/quarto-projects.html#directory-metadata
        folders = surroundings.upwards(folder, self.root.rstrip(os.sep))
        return [os.path.join(each, name) for each in folders for name in ("_metadata.yml", "_metadata.yaml")]

    def filters_pages(self, relative: str, fields: Mapping[str, object]) -> bool:
        """Return whether a filter may add to a page, or a list of pages is added.

        https://quarto.org/docs/extensions/filters.html, https://quarto.org/docs/websites/website-listings.html
        """
        if any(isinstance(fields.get(key), (dict, list)) for key in ("listing", "about")):
            return True
        folder = os.path.dirname(os.path.join(self.root, relative))
        settings = [
            *self.configuration.contents,
            *surroundings.files(self._metadata(folder), self.root, self.bounds),
        ]
        return any(_FILTERS.search(content) for content in settings)

    @cached_property
    def _rendered(self) -> "tuple[Globs | None, Globs | None]":
        """The patterns in `render`, and those in it that begin with `!`."""
        # https://quarto.org/docs/websites/#render-targets
        found = self.configuration.texts("project.render")
        if not found:
            return None, None
        from lint.archive.builders.globs import Globs, and_below  # only a site with patterns needs them

        taken = [each for each in found if not each.startswith("!")]
        spared = [each[1:] for each in found if each.startswith("!")]
        return Globs(and_below(taken)) if taken else None, Globs(and_below(spared)) if spared else None

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `render` does not name a file, or names it after a `!`."""
        if is_folder:
            return None
        taken, spared = self._rendered
        is_taken = taken is None or taken.match(relative)
        if is_taken and (spared is None or not spared.match(relative)):
            return None
        return f"`render` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page of a file; names with `_` or `.` first, and a README, are left out."""
        parts = relative.split("/")
        is_hidden = any(part[:1] in ("_", ".") for part in parts) or parts[-1].startswith("README.")
        is_left_out = is_hidden or self.leaves_out(relative, is_folder=False) is not None
        return "page" if relative.endswith(self.page_suffixes) and not is_left_out else "left out"

    # Addresses

    @cached_property
    def base_path(self) -> str:
        """The `site-path`, or else the path in `site-url`."""
        key = "website.site-path" if self.configuration.mentions("site-path") else "website.site-url"
        return path_of(self.configuration.get(key))

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a page is published: its path with `.html` (https://quarto.org/docs/websites/)."""
        if self.output(relative) != "page":
            return NOWHERE
        from lint.archive.builders import quarto_addresses  # only where addresses are asked for

        return quarto_addresses.published(self, relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file is published if a page uses it, or `resources` names it: at its own path."""
        is_hidden = any(part[:1] in ("_", ".") for part in relative.split("/"))
        return None if is_hidden or relative.endswith((".qmd", ".ipynb")) else f"/{relative}"

    # Links

    @cached_property
    def links(self) -> "QuartoLinks":
        """What links lead to; see `quarto_links`."""
        from lint.archive.builders.quarto_links import QuartoLinks  # only for rules on targets

        return QuartoLinks(self)

    def is_partial(self, path: str) -> bool:
        """Return whether a file's name, or that of a folder above it, begins with `_`."""
        return is_below_underscore(path, self.root)

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title may come from the first heading."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date; some words ask for another (https://quarto.org/docs/reference/dates.html)."""
        if isinstance(value, str) and value.lower() in _OTHER_DATES:
            return Unread.ELSEWHERE
        found = super().read_date(value)
        if found is Unread.STOPS and isinstance(value, str):
            from lint.values.dates import js  # Quarto ends with what JavaScript infers

            return js.new_date(value) or Unread.STOPS
        return found

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax("kramdown", "goldmark", footnotes=True)

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of pandoc's `auto_identifiers`."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        return made_ids(headings, lambda some: slugs.unique(slugs.pandoc(each.text()) for each in some))
