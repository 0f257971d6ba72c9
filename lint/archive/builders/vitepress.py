"""VitePress, and VuePress (https://vitepress.dev/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import VUE, Markdown
from lint.archive.builders.site import GRAY_MATTER_ENGINES, RepeatedKey, Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread


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

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that JavaScript reads, as themes and data loaders do."""
        from lint.values.dates import js  # only for such sites

        return Unread.NONE if value is None else js.new_date(value) or Unread.NONE

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return false: only themes and plug-ins read dates."""
        del path, is_post
        return False
