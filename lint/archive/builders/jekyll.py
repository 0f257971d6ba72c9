"""Jekyll (https://jekyllrb.com/docs/)."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from lint.archive.builders.headings import HeadingSyntax, has_templates, made_ids
from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.archive.builders.names import folders_between
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site, TagText, Zone
from lint.config.dialects import Dialect
from lint.primitives.files import Listings
from lint.values.headings import Heading

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")
# The options of kramdown that change the ids of headings (https://kramdown.gettalong.org/options.html).
_ID_OPTIONS = (
    "auto_ids",
    "auto_id_prefix",
    "auto_id_stripping",
    "transliterated_header_ids",
    "header_offset",
)
# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/).
POSTS = ("_posts", "_drafts")
# Mirrors move the posts that they no longer show to `archived`.
_ARCHIVED = "archived"
_POSTS_FOLDERS = (*POSTS, _ARCHIVED)


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
        del is_folder
        # Mirrors keep the posts in `archived` although the site no longer shows them.
        if relative.partition("/")[0] == _ARCHIVED:
            return None
        if self._excluded is None or not self._excluded.match(relative):
            return None
        if self._included is not None and self._included.match(relative):
            return None
        return f"`exclude` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page that Jekyll makes of a file, unless its path is special.

        Drafts are built with `--drafts` only.
        """
        if self.leaves_out(relative, is_folder=False) is not None:
            return "left out"
        from lint.archive.builders import jekyll_entries  # rarely needed

        return jekyll_entries.output(relative, self.configuration)

    @cached_property
    def _excluded(self) -> re.Pattern[str] | None:
        return self._pattern("exclude")

    @cached_property
    def _included(self) -> re.Pattern[str] | None:
        return self._pattern("include")

    def _pattern(self, key: str) -> re.Pattern[str] | None:
        names = self.configuration.texts(key)
        if not names:
            return None
        from lint.archive.builders import jekyll_entries  # only a site with patterns needs it

        return jekyll_entries.pattern(names)

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `_posts`, `_drafts` or `archived`."""
        return not folders_between(os.path.dirname(path), self.root).isdisjoint(_POSTS_FOLDERS)

    def needs_front_matter(self, path: str) -> bool | None:
        """Return whether a file is a post: without a front matter, Jekyll does not render it."""
        return self.is_post(path)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is in `_includes`."""
        return "_includes" in folders_between(os.path.dirname(path), self.root)

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether a file is in `_drafts`, or is not published."""
        return "_drafts" in folders_between(os.path.dirname(path), self.root) or super().is_draft(
            path, fields
        )

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC for a YAML timestamp, which Psych reads so, and the site's timezone for text."""
        if not quoted:
            return "utc"
        return super().zone_of_zoneless(quoted=quoted)

    def date_error(self, value: object) -> str:
        """Return what happens: Jekyll stops."""
        del value
        return "Jekyll stops the build"

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(
        "kramdown", "kramdown", terms=True, smart=True, footnotes=True
    )

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of kramdown's GFM parser, unless the configuration chooses another one."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        mentions = self.configuration.mentions
        is_other = mentions("markdown") and self.configuration.get("markdown") not in (
            None,
            "kramdown",
            "GFM",
        )
        if is_other or (mentions("kramdown") and not self._is_gfm) or has_templates(headings):
            return None
        return made_ids(
            headings,
            lambda some: [
                id_ or None
                for id_ in slugs.counted(slugs.github(each.text().replace("\t", " ")) for each in some)
            ],
        )

    @cached_property
    def _is_gfm(self) -> bool:
        options = self.configuration.get("kramdown", dict) or {}
        return options.get("input", "GFM") == "GFM" and options.keys().isdisjoint(_ID_OPTIONS)
