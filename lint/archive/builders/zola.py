"""Zola (https://www.getzola.org/documentation/)."""

import os
import re
from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import GOLDMARK, Markdown
from lint.archive.builders.site import RepeatedKey, Site
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.values.dates import Moment, Unread

_HEAD = 4096
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?\Z", re.ASCII)


class Zola(Site):
    """A site built by Zola, with pulldown-cmark and Tera."""

    name: ClassVar[Dialect] = "zola"
    title: ClassVar[str] = "Zola"
    configuration_files: ClassVar[Sequence[str]] = ("zola.toml", "config.toml")
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(
        ("public", "sass", "static", "templates", "themes")
    )

    fences: ClassVar[str] = "zola"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    unread: ClassVar[str] = "Zola stops the build"
    without_front_matter: ClassVar[str] = "Zola stops the build"
    markdown: ClassVar[Markdown] = GOLDMARK
    machine_has_timezone: ClassVar[bool] = False

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `zola.toml`, or a `config.toml` with a `base_url`."""
        del listings
        if "content" not in names:
            return None
        if "zola.toml" in names:
            return f"zola.toml is in {folder}"
        if "config.toml" in names and b"base_url" in (
            head(os.path.join(folder, "config.toml"), _HEAD) or b""
        ):
            return f"config.toml with a base_url is in {folder}"
        return None

    def needs_front_matter(self, path: str) -> bool | None:
        """Return true (https://www.getzola.org/documentation/content/page/#front-matter)."""
        del path
        return True

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date if it is a day or a time of RFC 3339 (https://www.getzola.org/documentation/content/page/)."""
        if isinstance(value, str) and not _DATE.match(value):
            return Unread.STOPS
        return super().read_date(value)

    def needs_timestamps(self, name: str) -> bool:
        """Return false: dates are read from text."""
        del name
        return False
