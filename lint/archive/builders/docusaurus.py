"""Docusaurus (https://docusaurus.io/docs)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import MDX, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, Site, Zone
from lint.config.dialects import Dialect


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
    markdown: ClassVar[Markdown] = MDX

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
