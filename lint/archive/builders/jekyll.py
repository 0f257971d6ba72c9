"""Jekyll (https://jekyllrb.com/docs/)."""

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase, translate
from functools import cached_property
from typing import ClassVar

from lint.archive.builders.markdown import KRAMDOWN, Markdown
from lint.archive.builders.site import Site, TagText, Zone, folders_between, host_of
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

    repeated_key_stops: ClassVar[bool] = False
    formats: ClassVar[frozenset[str]] = frozenset(("yaml",))
    tag_text: ClassVar[TagText] = "words"
    runs_liquid: ClassVar[bool] = True
    needs_date_in_name: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = KRAMDOWN

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
        """Return whether a file is a post: without a front matter, Jekyll does not render it."""
        return self.is_post(path)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is in `_includes`."""
        return "_includes" in folders_between(os.path.dirname(path), self.root)

    def is_empty_by_design(self, fields: Mapping[str, object]) -> bool:
        """Return whether a page has its content elsewhere; a `permalink: false` page is not written."""
        return fields.get("permalink") is False or super().is_empty_by_design(fields)

    def zone_of_zoneless(self, *, quoted: bool) -> Zone:
        """Return UTC for a YAML timestamp, which Psych reads so, and the site's timezone for text."""
        if not quoted:
            return "utc"
        return super().zone_of_zoneless(quoted=quoted)

    def date_error(self, value: object) -> str:
        """Return what happens: Jekyll stops."""
        del value
        return "Jekyll stops the build"
