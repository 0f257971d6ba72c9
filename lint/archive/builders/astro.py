"""Astro, also with Starlight (https://docs.astro.build/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import REMARK, Markdown
from lint.archive.builders.site import Site, Zone
from lint.config.dialects import Dialect


class Astro(Site):
    """A site built by Astro, with remark and MDX."""

    name: ClassVar[Dialect] = "astro"
    title: ClassVar[str] = "Astro"
    marks: ClassVar[Sequence[str]] = (
        "astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs",
    )  # fmt: skip
    configuration_files: ClassVar[Sequence[str]] = marks
    markdown: ClassVar[Markdown] = REMARK

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the schema of a collection decides, and a page may have none."""
        del path
        return False

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
