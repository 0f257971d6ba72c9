"""Jekyll (https://jekyllrb.com/docs/)."""

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase, translate
from functools import cached_property
from typing import ClassVar

from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.archive.builders.site import RepeatedKey, Site, TagText, folders_between, host_of, once
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.values.dates import Moment, Unread

CONFIGURATIONS = ("_config.yml", "_config.yaml", "_config.toml")
# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/).
POSTS = ("_posts", "_drafts")
# Mirrors move the posts that they no longer show to `archived`.
_POSTS_FOLDERS = (*POSTS, "archived")
# The title is printed as it is: no filter follows, or none that escapes.
_PRINTS_TITLE = re.compile(
    rb"\{\{-?\s*(?:page|post|include)\.title\s*(?:\|(?!\s*(?:\w+\s*\|\s*)*(?:xml_)?escape)[^}]*)?\}\}"
)
_LAYOUT = 100_000


class Jekyll(Site):
    """A site built by Jekyll, with kramdown and Liquid."""

    name: ClassVar[Dialect] = "jekyll"
    title: ClassVar[str] = "Jekyll"
    schema: ClassVar[str] = "jekyll"
    marks: ClassVar[Sequence[str]] = CONFIGURATIONS
    configuration_files: ClassVar[Sequence[str]] = CONFIGURATIONS

    fences: ClassVar[str] = "jekyll"
    yaml: ClassVar[str] = "psych"
    repeated_key: ClassVar[RepeatedKey] = "last"
    tag_text: ClassVar[TagText] = "words"
    unread_page: ClassVar[str | None] = "Jekyll copies the file without building a page"
    without_front_matter: ClassVar[str] = "Jekyll builds it without a layout"
    runs_liquid: ClassVar[bool] = True
    needs_date_in_name: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = KRAMDOWN
    date_is_in_address: ClassVar[bool] = True

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `_config.yml`, or a folder of posts."""
        reason = super().recognise(folder, names, listings)
        if reason is None and "_posts" in names and os.path.isdir(os.path.join(folder, "_posts")):
            reason = f"_posts is in {folder}"
        return reason

    @property
    def timezone(self) -> str | None:
        """The `timezone` of `_config.yml`."""
        name = self.configuration.get("timezone")
        return name if isinstance(name, str) else None

    @property
    def own_host(self) -> str | None:
        """The host of `url`."""
        return host_of(self.configuration.get("url"))

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `exclude` leaves a file out and `include` does not keep it."""
        excluded = self._excluded
        if excluded is None or not excluded.match(relative + "/" * is_folder):
            return None
        if any(fnmatchcase(relative, kept) for kept in self.configuration.texts("include")):
            return None
        return f"`exclude` in {os.path.basename(self.configuration.file or '')}"

    @cached_property
    def _excluded(self) -> re.Pattern[str] | None:
        """Match what `exclude` names as Jekyll's `EntryFilter` does: by glob, or by a path's beginning."""
        patterns = [pattern.removeprefix("/") for pattern in self.configuration.texts("exclude")]
        matches = [
            part
            for each in patterns
            if each
            for part in (translate(each), translate(each + "/"), re.escape(each))
        ]
        return re.compile("|".join(matches)) if matches else None

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `_posts`, `_drafts` or `archived`."""
        return not folders_between(os.path.dirname(path), self.root).isdisjoint(_POSTS_FOLDERS)

    def needs_front_matter(self, path: str) -> bool | None:
        """Return true, unless the `defaults` in `_config.yml` set a layout."""
        del path
        defaults = self.configuration.get("defaults", list) or ()
        return not any(
            isinstance(each, dict) and isinstance(each.get("values"), dict) and "layout" in each["values"]
            for each in defaults
        )

    @cached_property
    def renders_entities(self) -> bool:  # type: ignore[override]
        """Whether a layout of the site prints titles without escaping them; those of themes escape them."""
        folders = (os.path.join(self.root, name) for name in ("_layouts", "_includes"))
        paths = [os.path.join(folder, name) for folder in folders for name in _names(folder)]
        return any(_PRINTS_TITLE.search(head(path, _LAYOUT) or b"") for path in paths)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is in `_includes`."""
        return "_includes" in folders_between(os.path.dirname(path), self.root)

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether a file is in `_drafts`, or is not published."""
        return "_drafts" in folders_between(os.path.dirname(path), self.root) or super().is_draft(
            path, fields
        )

    def is_empty_by_design(self, fields: Mapping[str, object]) -> bool:
        """Return whether a page has its content elsewhere; a `permalink: false` page is not written."""
        return fields.get("permalink") is False or super().is_empty_by_design(fields)

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
