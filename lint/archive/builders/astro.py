"""Astro, also with Starlight (https://docs.astro.build/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import REMARK, Markdown
from lint.archive.builders.site import RepeatedKey, Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread


class Astro(Site):
    """A site built by Astro, with remark and MDX."""

    name: ClassVar[Dialect] = "astro"
    title: ClassVar[str] = "Astro"
    marks: ClassVar[Sequence[str]] = (
        "astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs",
    )  # fmt: skip
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "astro"
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    markdown: ClassVar[Markdown] = REMARK

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the schema of a collection decides, and a page may have none."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date of `z.coerce.date()`, the schema of Astro's own templates."""
        from lint.values.dates import js  # only for such sites

        return js.new_date(value) or Unread.STOPS
