"""Docusaurus (https://docusaurus.io/docs)."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, date
from typing import ClassVar

from lint.archive.builders.markdown import MDX, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site, TagText, folders_between
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread, of_yaml

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")


class Docusaurus(Site):
    """A site built by Docusaurus, which reads Markdown files as MDX too."""

    name: ClassVar[Dialect] = "docusaurus"
    title: ClassVar[str] = "Docusaurus"
    marks: ClassVar[Sequence[str]] = (
        "docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs",
        "docusaurus.config.mts",
    )  # fmt: skip
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "docusaurus"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    tag_text: ClassVar[TagText] = "none"
    tag_keys: ClassVar[frozenset[str]] = frozenset(("label", "permalink"))
    markdown: ClassVar[Markdown] = MDX
    machine_has_timezone: ClassVar[bool] = False

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags of a list of texts; Docusaurus stops at anything else.

        https://github.com/facebook/docusaurus/blob/v3.9.0/packages/docusaurus-utils-validation/src/validationSchemas.ts
        """
        if not isinstance(value, list) or any(
            tag is None or isinstance(tag, list) or tag == "" for tag in value
        ):
            return None
        is_other = any(isinstance(tag, bool | int | float) for tag in value)
        is_partial = any(isinstance(tag, dict) and not self.tag_keys <= tag.keys() for tag in value)
        return None if is_other or is_partial else value

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return whether a file is in a blog; documentation has no date."""
        del is_post
        return any("blog" in folder for folder in folders_between(os.path.dirname(path), self.root))

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date of a post of the blog. A text is read in UTC: Docusaurus puts a Z after it."""
        from lint.values.dates import js, v8  # only for such sites

        if isinstance(value, date):
            return of_yaml(value, clock="utc", day="utc")
        if not isinstance(value, str):
            # The schema takes a number, but only 0 is no date.
            return Unread.NONE if value == 0 and value is not False else Unread.STOPS
        if not value.strip() or js.new_date(float(value) if _NUMBER.match(value) else value) is None:
            return Unread.STOPS
        found = v8.parse(f"{value}Z")
        if found is None:
            return Unread.STOPS
        when = found.when.astimezone(UTC).replace(tzinfo=None) if found.zoned else found.when
        return found._replace(when=when, zoned=False, zone="utc")

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False
