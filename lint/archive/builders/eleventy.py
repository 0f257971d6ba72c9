"""Eleventy (https://www.11ty.dev/docs/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import COMMONMARK, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site, TagText, Zone
from lint.config.dialects import Dialect


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
    markdown: ClassVar[Markdown] = COMMONMARK

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: fields may come from data files."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags, each once; Eleventy stops at a number, a boolean or a mapping."""
        if value is not None and not isinstance(value, str | list):
            return None
        found = super().tags(value) or ()
        return [tag for index, tag in enumerate(found) if tag not in found[:index]]

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
