"""Quarto (https://quarto.org/docs/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import QUARTO, Markdown
from lint.archive.builders.site import RepeatedKey, Site, Zone
from lint.config.dialects import Dialect


class Quarto(Site):
    """A site built by Quarto, with pandoc."""

    name: ClassVar[Dialect] = "quarto"
    title: ClassVar[str] = "Quarto"
    marks: ClassVar[Sequence[str]] = ("_quarto.yml", "_quarto.yaml")
    configuration_files: ClassVar[Sequence[str]] = marks
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("_book", "_extensions"))

    fences: ClassVar[str] = "pandoc"
    yaml: ClassVar[str] = "1.2"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    renders_entities: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = QUARTO

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title may come from the first heading."""
        del path
        return False

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
