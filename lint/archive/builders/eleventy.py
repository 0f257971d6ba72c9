"""Eleventy (https://www.11ty.dev/docs/)."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import eleventy_input, surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.eleventy_ignored import EleventyIgnored
from lint.archive.builders.front_matter import GRAY_MATTER_ENGINES, RepeatedKey, TagText, once
from lint.archive.builders.headings import HeadingSyntax, has_templates
from lint.archive.builders.markdown import ELEVENTY, Markdown
from lint.archive.builders.names import path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread, of_yaml
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.eleventy_links import EleventyLinks

_FALSE = (None, False, 0, "")
_OTHER_DATES = frozenset(("last modified", "created", "git last modified", "git created"))


class Eleventy(Site):
    """A site built by Eleventy, with markdown-it and Liquid or Nunjucks."""

    name: ClassVar[Dialect] = "eleventy"
    title: ClassVar[str] = "Eleventy"
    marks: ClassVar[Sequence[str]] = (
        ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
        "eleventy.config.ts",
    )  # fmt: skip
    packages: ClassVar[Sequence[str]] = ("@11ty/eleventy",)
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "gray-matter"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    tag_text: ClassVar[TagText] = "commas"

    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("_site", "_data", "_includes"))
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = (".md", ".html", ".njk", ".liquid")
    markdown: ClassVar[Markdown] = ELEVENTY
    machine_has_timezone: ClassVar[bool] = False

    @cached_property
    def _markdown(self) -> Markdown:
        """The Markdown of markdown-it, with the comments of Nunjucks if the site runs it over Markdown."""
        # https://www.11ty.dev/docs/config/#default-template-engine-for-markdown-files
        markdown = super()._markdown
        if self.configuration.get("markdownTemplateEngine") != "njk":
            return markdown
        return markdown._replace(templates=markdown.templates | {"nunjucks"})

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `.eleventyignore`, or `ignores.add()`, names a file or folder."""
        return self._ignored.reason(relative, is_folder=is_folder)

    @cached_property
    def _ignored(self) -> EleventyIgnored:
        return EleventyIgnored(self)

    @cached_property
    def input(self) -> str:
        """The folder of the templates, with a `/` at its end; empty for the site's own."""
        return eleventy_input.folder(self.configuration)

    def output(self, relative: str) -> Output:
        """Return the page of a template in the input folder (https://www.11ty.dev/docs/config/)."""
        if not relative.startswith(self.input) or self.leaves_out(relative, is_folder=False):
            return "left out"
        folders = relative.removeprefix(self.input).split("/")[:-1]
        if "node_modules" in folders or folders[:1] in (["_includes"], ["_data"], ["_site"]):
            return "left out"
        return "page" if relative.lower().endswith(self.page_suffixes) else "left out"

    # Addresses

    def besides(self) -> list[str]:
        """Return the files that name what is ignored, layouts, data for permalinks, and lists of pages."""
        from lint.archive.builders import eleventy_data, eleventy_templates  # not needed by all runs

        ignored = (os.path.join(self.root, name) for name in (".eleventyignore", ".gitignore"))
        decide = (*eleventy_data.layouts(self), *eleventy_data.global_permalinks(self))
        return [*super().besides(), *ignored, *decide, *eleventy_templates.deciding(self)]

    def fingerprint_of(self, folder: str) -> bytes:
        """Return the identity of the data files in a folder and above."""
        from lint.archive.builders import eleventy_data  # not needed by all runs

        top = os.path.join(self.root, self.input).rstrip(os.sep)
        found = surroundings.files(eleventy_data.beside(folder), self.root, self.bounds)
        for each in surroundings.upwards(folder, top):
            found += self._data_of_folder(each)
        return surroundings.digest(found) if found else b""

    def _data_of_folder(self, folder: str) -> list[bytes]:
        if folder not in self._of_folders:
            from lint.archive.builders import eleventy_data  # as above

            paths = eleventy_data.data_files(folder)
            self._of_folders[folder] = surroundings.files(paths, self.root, self.bounds)
        return self._of_folders[folder]

    @cached_property
    def _of_folders(self) -> dict[str, list[bytes]]:
        return {}

    @cached_property
    def base_path(self) -> str:
        """The `pathPrefix`."""
        return path_of(self.configuration.get("pathPrefix"))

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a template is published, by `permalink` in it or in its data files."""
        from lint.archive.builders import eleventy_addresses  # only where addresses are asked for

        if not self.input_is_told:
            return None
        copy = self.static_address(relative)
        if not self._is_rendered(relative):
            return NOWHERE if copy is None else Published((copy,))
        found = eleventy_addresses.published(self, relative, fields)
        if found is None or copy is None:
            return found
        return found._replace(addresses=(*found.addresses, copy))

    def _is_rendered(self, relative: str) -> bool:
        """Return whether a file is a template of the input folder; others may be copied."""
        is_template = self.output(relative) == "page" and self._is_template(relative)
        return is_template and not self._ignored.by_git(relative)

    def static_address(self, relative: str) -> str | None:
        """Return where a file is copied by `addPassthroughCopy` or `templateFormats`, if that can be read."""
        from lint.archive.builders import eleventy_copies  # only where addresses are asked for

        return eleventy_copies.address(self, relative, self._copied_formats)

    # Links

    @cached_property
    def links(self) -> "EleventyLinks":
        """What links lead to; see `eleventy_links`."""
        from lint.archive.builders.eleventy_links import EleventyLinks  # only for rules on targets

        return EleventyLinks(self)

    @cached_property
    def copies(self) -> list[tuple[str, str | None]]:
        """The paths and patterns of `addPassthroughCopy`, each with its target if it has one."""
        from lint.archive.builders import eleventy_copies  # as above

        return eleventy_copies.copies(self)

    @cached_property
    def input_is_told(self) -> bool:
        """Whether the input folder is plain, or the usual one."""
        return eleventy_input.is_told(self, self.input)

    @cached_property
    def _formats(self) -> frozenset[str]:
        """The suffixes of the files that Eleventy takes, as templates or to be copied."""
        from lint.archive.builders import eleventy_copies, eleventy_data  # as above

        found = eleventy_copies.formats(self)
        usual = eleventy_data.TEMPLATES if found is None else found
        return frozenset((*usual, *eleventy_copies.added_formats(self)))

    @cached_property
    def _copied_formats(self) -> frozenset[str]:
        from lint.archive.builders import eleventy_data  # as above

        return self._formats - frozenset((*eleventy_data.TEMPLATES, "11ty.js"))

    def _is_template(self, relative: str) -> bool:
        return relative.rpartition(".")[2].lower() in self._formats

    @cached_property
    def has_global_permalink(self) -> bool:
        """Whether global data gives a permalink to all pages."""
        from lint.archive.builders import eleventy_data  # as above

        return eleventy_data.has_global_permalink(self)

    @cached_property
    def layouts(self) -> Mapping[str, str]:
        """For each layout, its own layout, or that it gives a permalink to its pages."""
        from lint.archive.builders import eleventy_data  # as above

        return eleventy_data.layouts_of(self)

    @cached_property
    def _data(self) -> dict[str, Mapping[str, object] | None]:
        return {}

    def data_of(self, base: str) -> Mapping[str, object] | None:
        """Return what the data files with a path say, each read once; `None` if a program decides."""
        if base not in self._data:
            from lint.archive.builders import eleventy_data  # as above

            self._data[base] = eleventy_data.read(self, base)
        return self._data[base]

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: fields may come from data files."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags, each once; Eleventy stops at a number, a boolean or a mapping."""
        if value is not None and not isinstance(value, str | list):
            return None
        found = super().tags(value) or ()
        return once(found)

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date if luxon reads it, in UTC; some words ask for a date of the file or of Git."""
        from lint.values.dates import luxon  # only for such sites

        if isinstance(value, date):
            return of_yaml(value, clock="utc", day="utc")
        if value in _FALSE:
            return Unread.NONE
        if not isinstance(value, str):
            return Unread.STOPS
        # https://www.11ty.dev/docs/dates/#setting-a-content-date-in-front-matter
        return Unread.ELSEWHERE if value.lower() in _OTHER_DATES else luxon.parse(value)

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax()

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of the IdAttributePlugin; without it, a plug-in that is not known may make them."""
        if b"IdAttributePlugin" not in b"".join(self.configuration.contents) or has_templates(headings):
            return None
        from lint.values import eleventy_ids  # only a page with links to its own headings needs it

        return eleventy_ids.ids(headings)
