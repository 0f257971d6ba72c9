"""Zola (https://www.getzola.org/documentation/)."""

import os
from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import GOLDMARK, Markdown
from lint.archive.builders.site import RepeatedKey, Site, Zone
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head

_HEAD = 4096


class Zola(Site):
    """A site built by Zola, with pulldown-cmark and Tera."""

    name: ClassVar[Dialect] = "zola"
    title: ClassVar[str] = "Zola"
    configuration_files: ClassVar[Sequence[str]] = ("zola.toml", "config.toml")
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(
        ("public", "sass", "static", "templates", "themes")
    )

    fences: ClassVar[str] = "zola"
    yaml: ClassVar[str] = "1.2"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    unread: ClassVar[str] = "Zola stops the build"
    without_front_matter: ClassVar[str] = "Zola stops the build"
    markdown: ClassVar[Markdown] = GOLDMARK

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

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
