"""Quarto (https://quarto.org/docs/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import QUARTO, Markdown
from lint.archive.builders.site import RepeatedKey, Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread

_OTHER_DATES = frozenset(("today", "now", "last-modified"))


class Quarto(Site):
    """A site built by Quarto, with pandoc."""

    name: ClassVar[Dialect] = "quarto"
    title: ClassVar[str] = "Quarto"
    marks: ClassVar[Sequence[str]] = ("_quarto.yml", "_quarto.yaml")
    configuration_files: ClassVar[Sequence[str]] = marks
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("_book", "_extensions"))

    fences: ClassVar[str] = "pandoc"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    renders_entities: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = QUARTO
    machine_has_timezone: ClassVar[bool] = False

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title may come from the first heading."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date; some words ask for another (https://quarto.org/docs/reference/dates.html)."""
        if isinstance(value, str) and value.lower() in _OTHER_DATES:
            return Unread.ELSEWHERE
        return super().read_date(value)

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False
