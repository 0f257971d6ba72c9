"""Eleventy (https://www.11ty.dev/docs/)."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from lint.archive.builders.markdown import ELEVENTY, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site, TagText, once
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread, of_yaml

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
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "gray-matter"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    tag_text: ClassVar[TagText] = "commas"
    markdown: ClassVar[Markdown] = ELEVENTY
    machine_has_timezone: ClassVar[bool] = False

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

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False
