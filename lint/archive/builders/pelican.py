"""Pelican (https://docs.getpelican.com/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import PYTHON, Markdown
from lint.archive.builders.site import RepeatedKey, Site, TagText, once
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread


class Pelican(Site):
    """A site built by Pelican, with Python-Markdown."""

    name: ClassVar[Dialect] = "pelican"
    title: ClassVar[str] = "Pelican"
    marks: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    configuration_files: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("output", "themes"))
    fences: ClassVar[str] = "pelican"
    repeated_key: ClassVar[RepeatedKey] = "first"
    ignores_case_of_keys: ClassVar[bool] = True
    tag_text: ClassVar[TagText] = "commas"
    markdown: ClassVar[Markdown] = PYTHON
    renders_entities: ClassVar[bool] = True
    without_front_matter: ClassVar[str] = "Pelican leaves it out, since it has no title"
    machine_has_timezone: ClassVar[bool] = False

    def needs_front_matter(self, path: str) -> bool | None:
        """Return true, unless the title comes from the file's name."""
        del path
        return not self.configuration.mentions("FILENAME_METADATA")

    def tags(self, value: object) -> Sequence[object]:
        """Return the texts between semicolons, or else commas.

        https://github.com/getpelican/pelican/blob/4.11.0/pelican/readers.py (ensure_metadata_list)
        """
        if isinstance(value, str):
            value = value.split(";" if ";" in value else ",")
        texts = value if isinstance(value, list) else ()
        found = [text.strip() for text in texts if isinstance(text, str)]
        return once([tag for tag in found if tag])

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that python-dateutil reads; the value is text, since metadata is no YAML."""
        from lint.values.dates import dateutil  # only for such sites

        return dateutil.parse(value.replace("_", " ")) if isinstance(value, str) else Unread.STOPS

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False

    def date_error(self, unread: Unread) -> str:
        """Return what happens: Pelican goes on without the article."""
        return (
            "for which Pelican leaves the article out"
            if unread is Unread.STOPS
            else super().date_error(unread)
        )
