"""An Obsidian vault (https://help.obsidian.md/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import OBSIDIAN, Markdown
from lint.archive.builders.site import RepeatedKey, Site
from lint.config.dialects import Dialect


class Obsidian(Site):
    """A vault of notes, with or without properties."""

    name: ClassVar[Dialect] = "obsidian"
    title: ClassVar[str] = "Obsidian"
    marks: ClassVar[Sequence[str]] = (".obsidian",)

    fences: ClassVar[str] = "obsidian"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    embeds_pages: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = OBSIDIAN

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: properties are optional."""
        del path
        return False

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return false: only themes and plug-ins read dates."""
        del path, is_post
        return False
