"""Jekyll (https://jekyllrb.com/docs/)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import jekyll_markdown, jekyll_templates, surroundings
from lint.archive.builders.front_matter import RepeatedKey, TagText, once
from lint.archive.builders.headings import HeadingSyntax
from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.archive.builders.names import folders_between
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.archive.conventions import JEKYLL_POSTS
from lint.config.dialects import Dialect
from lint.primitives.files import Listings
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.jekyll_addresses import JekyllAddresses
    from lint.archive.builders.jekyll_entries import Patterns
    from lint.archive.builders.jekyll_links import JekyllLinks
    from lint.values.dates import Moment, Unread  # as in front_matter.py

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")
_DATED_STYLES = ("date", "pretty", "ordinal", "weekdate")
_DATED_PARTS = (
    ":year", ":short_year", ":month", ":i_month", ":day", ":i_day", ":y_day", ":week", ":short_month",
)  # fmt: skip
# Mirrors move the posts that they no longer show to `archived`.
_ARCHIVED = "archived"
# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/), and that.
_POSTS_FOLDERS = (*JEKYLL_POSTS, _ARCHIVED)


def _is_among_posts(folder: str, listings: Listings) -> bool:
    """Return whether a folder of posts that contains a folder, or is it, is in a site of Jekyll or Hexo.

    They read the `_config.yml` of their root alone (https://jekyllrb.com/docs/configuration/).
    """
    highest = listings.bounds.top(folder)
    is_among = False
    while folder not in (highest, os.path.dirname(folder)) and ".git" not in listings.names(folder):
        is_among = is_among or os.path.basename(folder) in JEKYLL_POSTS
        folder = os.path.dirname(folder)
        if is_among and not listings.names(folder).isdisjoint(CONFIGURATIONS):
            return True
    return False


class Jekyll(Site):
    """A site built by Jekyll, with kramdown and Liquid."""

    name: ClassVar[Dialect] = "jekyll"
    title: ClassVar[str] = "Jekyll"
    schema: ClassVar[str] = "jekyll"
    marks: ClassVar[Sequence[str]] = CONFIGURATIONS
    configuration_files: ClassVar[Sequence[str]] = CONFIGURATIONS
    timezone_key: ClassVar[str | None] = "timezone"
    url_key: ClassVar[str | None] = "url"

    fences: ClassVar[str] = "jekyll"
    yaml: ClassVar[str] = "psych"
    repeated_key: ClassVar[RepeatedKey] = "last"
    tag_text: ClassVar[TagText] = "words"
    unread_page: ClassVar[str | None] = "Jekyll copies the file without building a page"
    without_front_matter: ClassVar[str] = "Jekyll builds it without a layout"
    runs_liquid: ClassVar[bool] = True
    needs_date_in_name: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = KRAMDOWN

    @cached_property
    def date_is_in_address(self) -> bool:
        """Whether `permalink` puts the date into a post's address (https://jekyllrb.com/docs/permalinks/)."""
        style = self.configuration.get("permalink") or "date"
        return style in _DATED_STYLES or any(part in style for part in _DATED_PARTS)

    @cached_property
    def shows_future_posts(self) -> bool:
        """Whether `future` lets posts appear before their date."""
        return self.configuration.get("future", bool) is True

    @cached_property
    def default_keys(self) -> frozenset[str]:
        """The keys to which `defaults` gives a value for posts.

        https://jekyllrb.com/docs/configuration/front-matter-defaults/
        """
        from lint.archive.builders import jekyll_defaults  # only for rules on keys

        return jekyll_defaults.keys_of_posts(self.configuration)

    @cached_property
    def _markdown(self) -> Markdown:
        """The Markdown of the parser that `markdown` names (https://jekyllrb.com/docs/configuration/markdown/)."""
        return jekyll_markdown.flavour(self.configuration, self.markdown)

    @cached_property
    def headings_need_space(self) -> bool:
        """Whether the parser is CommonMark, or kramdown's for GFM, which is the default.

        kramdown itself and the parsers of older versions take `##Title` for a heading.
        """
        return jekyll_markdown.headings_need_space(self.configuration)

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `_config.yml`, unless it is Jupyter Book's, or lies among a site's posts."""
        # https://jupyterbook.org/en/stable/customize/toc.html
        if "_toc.yml" in names and "_posts" not in names:
            return None
        reason = super().recognise(folder, names, listings)
        return None if reason is not None and _is_among_posts(folder, listings) else reason

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `exclude` leaves a file out and `include` does not keep it."""
        del is_folder
        # Mirrors keep the posts in `archived` although the site no longer shows them.
        if self._excluded is None or relative.partition("/")[0] == _ARCHIVED:
            return None
        if not self._excluded.match(relative):
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

        return jekyll_entries.output(relative, self.configuration, self._patterns)

    @cached_property
    def base_path(self) -> str:
        """The `baseurl` (https://jekyllrb.com/docs/configuration/options/)."""
        path = (self.configuration.get("baseurl") or "").removeprefix(".").strip("/")
        return f"/{path}" if path else ""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return the addresses by permalink, and those of jekyll-redirect-from."""
        return self._addresses.published(relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file without a front matter is copied to."""
        return self._addresses.static_address(relative)

    @cached_property
    def _addresses(self) -> JekyllAddresses:
        from lint.archive.builders.jekyll_addresses import JekyllAddresses  # not needed by a known file

        return JekyllAddresses(self, self._patterns)

    @cached_property
    def links(self) -> JekyllLinks:
        """What links lead to; see `jekyll_links`."""
        from lint.archive.builders.jekyll_links import JekyllLinks  # only for rules on targets

        return JekyllLinks(self)

    @cached_property
    def _excluded(self) -> re.Pattern[str] | None:
        return self._pattern("exclude")

    @cached_property
    def _included(self) -> re.Pattern[str] | None:
        return self._pattern("include")

    @cached_property
    def _patterns(self) -> Patterns:
        from lint.archive.builders import jekyll_entries  # not needed by a known file

        return jekyll_entries.Patterns(self._excluded, self._included)

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
        """Return true, unless the `defaults` in `_config.yml` set a layout."""
        del path
        return "layout" not in self.default_keys

    @cached_property
    def renders_entities(self) -> bool:
        """Whether a layout of the site prints titles without escaping them, or its layouts are elsewhere.

        Those of themes escape them.
        """
        return jekyll_templates.print_titles(self)

    def besides(self) -> list[str]:
        """Return the files that name plug-ins, the plug-ins of the site, and its templates."""
        from lint.archive.builders.jekyll_plugins import paths  # it has patterns

        includes = os.path.join(self.root, self.configuration.get("includes_dir") or "_includes")
        parts = surroundings.below(includes, self.bounds)  # they may add ids to pages
        own = (os.path.join(self.root, "Gemfile"), *paths(self), *jekyll_templates.paths(self.root))
        return list(dict.fromkeys((*super().besides(), *own, *parts)))

    tags_have_types: ClassVar[bool] = True

    def prints(self, value: object) -> str | None:
        """Return Ruby's text for the value."""
        from datetime import date, datetime  # slow to import, and not needed if every file is known

        is_plain = isinstance(value, float) or (isinstance(value, date) and not isinstance(value, datetime))
        return str(value) if is_plain else super().prints(value)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is in `_includes`."""
        return "_includes" in folders_between(os.path.dirname(path), self.root)

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether a file is in `_drafts` or has `published: false`; Jekyll does not read `draft`."""
        folders = folders_between(os.path.dirname(path), self.root)
        return "_drafts" in folders or fields.get("published") is False

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(
        "kramdown", "kramdown", terms=True, smart=True, footnotes=True
    )

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of kramdown's GFM parser, unless the configuration chooses another one."""
        return jekyll_markdown.heading_ids(self.configuration, headings)

    def tags(self, value: object) -> Sequence[object]:
        """Return the tags: the words of a text, or what is in lists, each once; anything else is ignored.

        https://github.com/jekyll/jekyll/blob/v4.3.1/lib/jekyll/utils.rb (pluralized_array_from_hash)
        """
        found = value.split() if isinstance(value, str) else flatten(value)
        return once(found)

    def fences_of(self, *, is_post: bool) -> str:
        """Return how fences are found; only posts are read after a byte order mark."""
        return "jekyll" if is_post else "jekyll-page"

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return whether a file is a post or in another collection; a page's date is only a variable."""
        folders = folders_between(os.path.dirname(path), self.root)
        return is_post or any(folder.startswith("_") for folder in folders)

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that Ruby's `Time.parse` finds, also where it is only a part of the text."""
        from lint.values.dates import ruby  # several patterns to compile

        return ruby.read(value)


def flatten(value: object) -> list[object]:
    """Return what is in a list and the lists inside, without nulls; nothing for anything else."""
    if not isinstance(value, list):
        return []
    found: list[object] = []
    for item in value:
        found += flatten(item) if isinstance(item, list) else [item] if item is not None else []
    return found
