"""Hugo (https://gohugo.io/documentation/)."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.markdown import GOLDMARK, Markdown
from lint.archive.builders.site import RepeatedKey, Site, folders_between, host_of, is_page_name
from lint.config.dialects import Dialect
from lint.primitives.files import Listings
from lint.values.dates import Moment, Unread

# https://gohugo.io/configuration/introduction/
_MAIN = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_OLD = ("config.toml", "config.yaml", "config.yml", "config.json")
_UNSAFE = re.compile(r"\bunsafe[\"']?\s*[:=]\s*true\b")
_BESIDE = ("archetypes", "layouts", "themes")


class Hugo(Site):
    """A site built by Hugo, with goldmark and Go templates."""

    name: ClassVar[Dialect] = "hugo"
    title: ClassVar[str] = "Hugo"
    schema: ClassVar[str] = "hugo"
    marks: ClassVar[Sequence[str]] = (*_MAIN, *(f"config/_default/{name}" for name in (*_MAIN, *_OLD)))
    configuration_files: ClassVar[Sequence[str]] = (*marks, *_OLD)
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(
        ("public", "resources", "layouts", "themes", "archetypes", "assets", "static")
    )

    fences: ClassVar[str] = "hugo"
    yaml: ClassVar[str] = "go"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    ignores_case_of_keys: ClassVar[bool] = True
    unread: ClassVar[str] = "Hugo stops the build"
    markdown: ClassVar[Markdown] = GOLDMARK
    machine_has_timezone: ClassVar[bool] = False

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `hugo.toml`, or an older configuration beside Hugo's folders."""
        reason = super().recognise(folder, names, listings)
        if reason is None and "content" in names and not names.isdisjoint(_BESIDE):
            beside = next((name for name in (*_OLD, "archetypes") if name in names), None)
            if beside is not None:
                return f"{beside} and content are in {folder}"
        return reason

    @cached_property
    def configuration(self) -> SiteConfiguration:
        """The main file; in `config/_default`, its keys have the names of further files."""
        return SiteConfiguration.of(self.root, self.configuration_files)

    @property
    def timezone(self) -> str | None:
        """The site's `timeZone`."""
        return self.configuration.get("timeZone")  # type: ignore[no-any-return]

    @property
    def own_host(self) -> str | None:
        """The host of `baseURL`."""
        return host_of(self.configuration.get("baseURL"))

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `content`, and not the `_index` of a section."""
        name = os.path.basename(path)
        folders = folders_between(os.path.dirname(path), self.root)
        return "content" in folders and (name.startswith("index.") or not is_page_name(name.lstrip("_")))

    def is_empty_by_design(self, fields: Mapping[str, object]) -> bool:
        """Return whether a page is made by a layout, or is not rendered."""
        return (
            "layout" in fields
            or "build" in fields
            or "_build" in fields
            or super().is_empty_by_design(fields)
        )

    def markdown_of(self, name: str) -> Markdown:
        """Return the Markdown; without `unsafe`, Hugo leaves HTML out of it.

        https://gohugo.io/configuration/markup/#rendererunsafe. A site without a configuration says nothing.
        """
        return super().markdown_of(name)._replace(omits_html=self._omits_html)

    @cached_property
    def _omits_html(self) -> bool:
        return bool(self.configuration.files) and not _UNSAFE.search(self.configuration.text)

    def tags(self, value: object) -> Sequence[object]:
        """Return the tags; of those with one address, such as `Foo Bar` and `foo-bar`, the last.

        A mapping is ignored, as is a list with a list or a mapping in it.
        """
        tags = super().tags(value) or ()
        if any(isinstance(tag, list | dict) for tag in tags):
            return ()
        return list(
            {str(tag).lower().replace(" ", "-"): tag for tag in tags if tag not in (None, "")}.values()
        )

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date if it is in one of Hugo's layouts; a number counts seconds since 1970."""
        from lint.values.dates import go  # several patterns to compile

        return go.read(value)

    def date_error(self, unread: Unread) -> str:
        """Return what happens; older versions of Hugo go on with the year 1 (0.111 does, 0.168 does not)."""
        del unread
        return "at which Hugo stops the build, or dates the post to the year 1"

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False
