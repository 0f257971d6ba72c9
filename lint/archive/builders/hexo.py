"""Hexo (https://hexo.io/docs/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import HEXO, Markdown
from lint.archive.builders.site import Site, Zone
from lint.config.dialects import Dialect
from lint.primitives.files import Listings


class Hexo(Site):
    """A site built by Hexo, with marked and Nunjucks tags."""

    name: ClassVar[Dialect] = "hexo"
    title: ClassVar[str] = "Hexo"
    marks: ClassVar[Sequence[str]] = ("_config.yml",)
    configuration_files: ClassVar[Sequence[str]] = ("_config.yml",)
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("public", "scaffolds", "themes"))

    opens_without_fence: ClassVar[bool] = True
    skips_bom: ClassVar[bool] = True
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

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return the site's timezone."""
        return super().zone_of_zoneless(quoted=quoted)
