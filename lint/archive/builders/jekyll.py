"""Jekyll (https://jekyllrb.com/docs/)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.front_matter import RepeatedKey, TagText, once
from lint.archive.builders.headings import HeadingSyntax, has_templates, made_ids
from lint.archive.builders.markdown import COMMONMARK_OF_JEKYLL, KRAMDOWN, Markdown
from lint.archive.builders.names import folders_between
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.archive.conventions import JEKYLL_POSTS
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.primitives.patterns import regex
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.jekyll_addresses import JekyllAddresses
    from lint.archive.builders.jekyll_links import JekyllLinks
    from lint.archive.builders.references import Reference
    from lint.primitives.place import Span
    from lint.values.dates import Moment, Unread  # as in front_matter.py

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
_DATED_STYLES = ("date", "pretty", "ordinal", "weekdate")
_DATED_PARTS = (
    ":year",
    ":short_year",
    ":month",
    ":i_month",
    ":day",
    ":i_day",
    ":y_day",
    ":week",
    ":short_month",
)
# Mirrors move the posts that they no longer show to `archived`.
_ARCHIVED = "archived"
_POSTS_FOLDERS = (*JEKYLL_POSTS, _ARCHIVED)
# The title is printed as it is: no filter follows, or none that escapes.
_PRINTS_TITLE = regex(
    rb"\{\{-?\s*(?:page|post|include)\.title\s*"
    rb"(?:\|(?!\s*(?:\w+\s*\|\s*)*(?:xml_)?escape)(?:[^{}]|\{(?!\{))*)?\}\}"
)
_LAYOUT = 100_000


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
    def date_is_in_address(self) -> bool:  # type: ignore[override]  # a constant elsewhere
        """Whether `permalink` puts the date into a post's address (https://jekyllrb.com/docs/permalinks/)."""
        style = self.configuration.get("permalink") or "date"
        return style in _DATED_STYLES or any(part in style for part in _DATED_PARTS)

    @cached_property
    def shows_future_posts(self) -> bool:  # type: ignore[override]  # a constant elsewhere
        """Whether `future` lets posts appear before their date."""
        return self.configuration.get("future", bool) is True

    @cached_property
    def default_keys(self) -> frozenset[str]:  # type: ignore[override]  # a constant elsewhere
        """The keys to which `defaults` gives a value for posts.

        https://jekyllrb.com/docs/configuration/front-matter-defaults/
        """
        found: set[str] = set()
        for each in self.configuration.get("defaults", list) or ():
            scope, values = (
                (each.get("scope"), each.get("values")) if isinstance(each, dict) else (None, None)
            )
            is_general = (
                isinstance(scope, dict) and not scope.get("path") and scope.get("type", "posts") == "posts"
            )
            if is_general and isinstance(values, dict):
                found.update(map(str, values))
        return frozenset(found)

    @cached_property
    def _markdown(self) -> Markdown:
        """The Markdown of the parser that `markdown` names (https://jekyllrb.com/docs/configuration/markdown/)."""
        name = (self.configuration.get("markdown") or "kramdown").lower()
        if name.startswith("commonmark"):
            return COMMONMARK_OF_JEKYLL
        parses_html = self.configuration.get("kramdown.parse_block_html", bool) is True
        return self.markdown._replace(parses_html=True) if parses_html else self.markdown

    @cached_property
    def headings_need_space(self) -> bool:  # type: ignore[override]  # a constant elsewhere
        """Whether the parser is CommonMark, or kramdown's for GFM, which is the default.

        kramdown itself and the parsers of older versions take `##Title` for a heading.
        """
        name = (self.configuration.get("markdown") or "kramdown").lower()
        is_gfm = (self.configuration.get("kramdown.input") or "GFM") == "GFM"
        return (name in ("kramdown", "gfm") and is_gfm) or name.startswith("commonmark")

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

        return jekyll_entries.output(relative, self.configuration, (self._excluded, self._included))

    @cached_property
    def base_path(self) -> str:  # type: ignore[override]  # a constant elsewhere
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

        return JekyllAddresses(self, (self._excluded, self._included))

    def reference(
        self,
        url: str,
        relative: str,
        published: Published | None,
        *,
        image: bool,
        markdown: bool = True,
    ) -> Reference | None:
        """Return what an address leads to; Liquid is filled in where it is known."""
        del markdown
        if url.startswith("/") and not self.is_whole:  # a part of a site, such as its content alone
            return None
        return self._links.reference(url, relative, published, image=image)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """Return what `link`, `post_url` and the kinds of `include` name."""
        if not self.is_whole:
            return ()
        return self._links.template_references(text, start, end, relative)

    def may_generate(self, place: str) -> bool:
        """Return whether a plug-in or a theme may provide a place."""
        return self._links.generated.may_generate(place)

    def provided(self, relative: str, fields: Mapping[str, object] | None = None) -> Sequence[str]:
        """Return the addresses of a page or a file, or the names of a post."""
        return self._links.provided(relative, fields)

    @cached_property
    def _links(self) -> JekyllLinks:
        from lint.archive.builders.jekyll_links import JekyllLinks  # only for rules on targets

        return JekyllLinks(self)

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
        """Return true, unless the `defaults` in `_config.yml` set a layout."""
        del path
        return "layout" not in self.default_keys

    @cached_property
    def renders_entities(self) -> bool:  # type: ignore[override]  # a constant elsewhere
        """Whether a layout of the site prints titles without escaping them, or its layouts are elsewhere.

        Those of themes escape them.
        """
        paths = self._templates
        if not paths:
            has_theme = any(self.configuration.get(key) for key in ("theme", "remote_theme"))
            return bool(self.configuration.files) and not has_theme
        return any(_PRINTS_TITLE.search(head(path, _LAYOUT, self.bounds) or b"") for path in paths)

    @cached_property
    def _templates(self) -> list[str]:
        folders = (os.path.join(self.root, name) for name in ("_layouts", "_includes"))
        return [os.path.join(folder, name) for folder in folders for name in _names(folder)]

    def besides(self) -> list[str]:
        """Return the files that name plug-ins, the plug-ins of the site, and its templates."""
        from lint.archive.builders.jekyll_plugins import paths  # it has patterns

        includes = os.path.join(self.root, self.configuration.get("includes_dir") or "_includes")
        parts = surroundings.below(includes, self.bounds)  # they may add ids to pages
        own = (os.path.join(self.root, "Gemfile"), *paths(self), *self._templates)
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


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
