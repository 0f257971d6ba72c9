"""Eleventy (https://www.11ty.dev/docs/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import ELEVENTY, Markdown
from lint.archive.builders.site import Site, Zone
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
    markdown: ClassVar[Markdown] = ELEVENTY

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: fields may come from data files."""
        del path
        return False

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
