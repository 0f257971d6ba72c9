"""VitePress, and VuePress (https://vitepress.dev/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import VUE, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site, Zone
from lint.config.dialects import Dialect


class VitePress(Site):
    """A site built by VitePress, with markdown-it and Vue components."""

    name: ClassVar[Dialect] = "vitepress"
    title: ClassVar[str] = "VitePress"
    marks: ClassVar[Sequence[str]] = (".vitepress", ".vuepress")
    configuration_files: ClassVar[Sequence[str]] = tuple(
        f".vitepress/config.{suffix}" for suffix in ("js", "ts", "mjs", "mts")
    )
    fences: ClassVar[str] = "gray-matter"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-3"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    markdown: ClassVar[Markdown] = VUE

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC."""
        del quoted
        return "utc"
