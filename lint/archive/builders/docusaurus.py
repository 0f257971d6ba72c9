"""Docusaurus (https://docusaurus.io/docs)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import MDX, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site, TagText, Zone
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
    repeated_key: ClassVar[RepeatedKey] = "stops"
    tag_text: ClassVar[TagText] = "none"
    markdown: ClassVar[Markdown] = MDX

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags of a list of texts; Docusaurus stops at anything else.

        https://github.com/facebook/docusaurus/blob/v3.9.0/packages/docusaurus-utils-validation/src/validationSchemas.ts
        """
        if not isinstance(value, list) or any(tag is None or isinstance(tag, list) or tag == "" for tag in value):
            return None
        is_other = any(isinstance(tag, bool | int | float) for tag in value)
        is_partial = any(isinstance(tag, dict) and not {"label", "permalink"} <= tag.keys() for tag in value)
        return None if is_other or is_partial else value

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
