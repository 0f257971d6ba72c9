"""Hexo (https://hexo.io/docs/)."""

from collections.abc import Sequence
from datetime import UTC
from typing import ClassVar

from lint.archive.builders.markdown import HEXO, Markdown
from lint.archive.builders.site import RepeatedKey, Site, once
from lint.config.dialects import Dialect
from lint.primitives.files import Listings
from lint.values.dates import Moment, Unread

_FALSE = (None, False, 0, "")


class Hexo(Site):
    """A site built by Hexo, with marked and Nunjucks tags."""

    name: ClassVar[Dialect] = "hexo"
    title: ClassVar[str] = "Hexo"
    marks: ClassVar[Sequence[str]] = ("_config.yml",)
    configuration_files: ClassVar[Sequence[str]] = ("_config.yml",)
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("public", "scaffolds", "themes"))

    fences: ClassVar[str] = "hexo"
    yaml: ClassVar[str] = "hexo"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    markdown: ClassVar[Markdown] = HEXO

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: `source` and `scaffolds` beside a `_config.yml`, which Jekyll has too."""
        if {"_config.yml", "source"} <= names:
            if "scaffolds" in names:
                return f"{folder} is a Hexo site, with source and scaffolds"
            if "_posts" not in names and "_posts" in listings.names(f"{folder}/source"):
                return f"{folder} is a Hexo site, with source/_posts"
        return None

    @property
    def timezone(self) -> str | None:
        """The site's `timezone`."""
        return self.configuration.get("timezone") or None

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: Hexo renders a post without a front matter."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object]:
        """Return the tags, each once and without empty ones."""
        found = [tag for tag in super().tags(value) or () if tag not in (None, "")]
        return once(found)

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that JavaScript reads; with a `timezone`, its time is taken for one in that."""
        from lint.values.dates import js  # only for such sites

        if value in _FALSE:
            return Unread.NONE
        found = js.new_date(value)
        if found is None:
            return Unread.NONE
        if self.timezone is None:
            return found if found.zoned else found._replace(zone="site")
        when = found.when.astimezone(UTC).replace(tzinfo=None) if found.zoned else found.when
        return found._replace(when=when, zoned=False, zone="site")

    def needs_timestamps(self, name: str) -> bool:
        """Return false: JavaScript reads text and timestamps alike."""
        del name
        return False
