"""Jekyll (https://jekyllrb.com/docs/)."""

import os
import re
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from lint.archive.builders import jekyll_entries
from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site, TagText, Zone, folders_between
from lint.config.dialects import Dialect
from lint.primitives.files import Listings

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")
# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/).
POSTS = ("_posts", "_drafts")
# Mirrors move the posts that they no longer show to `archived`.
_POSTS_FOLDERS = (*POSTS, "archived")


class Jekyll(Site):
    """A site built by Jekyll, with kramdown and Liquid."""

    name: ClassVar[Dialect] = "jekyll"
    title: ClassVar[str] = "Jekyll"
    schema: ClassVar[str] = "jekyll"
    marks: ClassVar[Sequence[str]] = CONFIGURATIONS
    configuration_files: ClassVar[Sequence[str]] = CONFIGURATIONS
    timezone_key: ClassVar[str | None] = "timezone"
    url_key: ClassVar[str | None] = "url"

    repeated_key_stops: ClassVar[bool] = False
    formats: ClassVar[frozenset[str]] = frozenset(("yaml",))
    tag_text: ClassVar[TagText] = "words"
    runs_liquid: ClassVar[bool] = True
    needs_date_in_name: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = KRAMDOWN

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `_config.yml`, unless it is Jupyter Book's."""
        # https://jupyterbook.org/en/stable/customize/toc.html
        if "_toc.yml" in names and "_posts" not in names:
            return None
        return super().recognise(folder, names, listings)

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `exclude` leaves a file out and `include` does not keep it."""
        if self._excluded is None or not jekyll_entries.matches(self._excluded, relative + "/" * is_folder):
            return None
        if self._included is not None and jekyll_entries.matches(self._included, relative):
            return None
        return f"`exclude` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page that Jekyll makes of a file, unless its path is special.

        Drafts are built with `--drafts` only.
        """
        if self.leaves_out(relative, is_folder=False) is not None:
            return "left out"
        return jekyll_entries.output(relative, self.configuration)

    @cached_property
    def _excluded(self) -> re.Pattern[str] | None:
        return jekyll_entries.pattern(self.configuration.texts("exclude"))

    @cached_property
    def _included(self) -> re.Pattern[str] | None:
        return jekyll_entries.pattern(self.configuration.texts("include"))

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `_posts`, `_drafts` or `archived`."""
        return not folders_between(os.path.dirname(path), self.root).isdisjoint(_POSTS_FOLDERS)

    def needs_front_matter(self, path: str) -> bool | None:
        """Return whether a file is a post: without a front matter, Jekyll does not render it."""
        return self.is_post(path)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is in `_includes`."""
        return "_includes" in folders_between(os.path.dirname(path), self.root)

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC for a YAML timestamp, which Psych reads so, and the site's timezone for text."""
        if not quoted:
            return "utc"
        return super().zone_of_zoneless(quoted=quoted)

    def date_error(self, value: object) -> str:
        """Return what happens: Jekyll stops."""
        del value
        return "Jekyll stops the build"
