"""Hexo (https://hexo.io/docs/)."""

import os
import posixpath
from collections.abc import Mapping, Sequence
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import RepeatedKey, once
from lint.archive.builders.headings import HeadingSyntax, has_templates, made_ids
from lint.archive.builders.markdown import HEXO, Markdown
from lint.archive.builders.names import folders_between, path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.globs import Globs
    from lint.archive.builders.hexo_links import HexoLinks

_HEAD = 16_384
# What Hexo's own renderers and hexo-renderer-marked read: pages, and what becomes another file.
_PAGES = (
    ".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext", ".html", ".htm", ".njk", ".ejs",
)  # fmt: skip
_RENDERED = (*_PAGES, ".json", ".yml", ".yaml", ".css", ".js", ".styl")

_POSTS = ("_posts/", "_drafts/")
_FALSE = (None, False, 0, "")


class Hexo(Site):
    """A site built by Hexo, with marked and Nunjucks tags."""

    name: ClassVar[Dialect] = "hexo"
    title: ClassVar[str] = "Hexo"
    marks: ClassVar[Sequence[str]] = ("_config.yml",)
    packages: ClassVar[Sequence[str]] = ("hexo",)
    configuration_files: ClassVar[Sequence[str]] = ("_config.yml",)
    timezone_key: ClassVar[str | None] = "timezone"
    url_key: ClassVar[str | None] = "url"
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("public", "scaffolds", "themes"))

    fences: ClassVar[str] = "hexo"
    yaml: ClassVar[str] = "hexo"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = _PAGES
    markdown: ClassVar[Markdown] = HEXO

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: what only Hexo has beside a `_config.yml`, which Jekyll has too."""
        if "_config.yml" not in names:
            return None
        if "scaffolds" in names:
            return f"_config.yml and scaffolds are in {folder}"
        if "source" in names and "_posts" not in names and "_posts" in listings.names(f"{folder}/source"):
            return f"_config.yml and source/_posts are in {folder}"
        # `hexo init` writes a key `hexo` besides the dependency.
        if "package.json" in names and b'"hexo"' in (
            head(f"{folder}/package.json", _HEAD, listings.bounds) or b""
        ):
            return f"_config.yml and a package.json with hexo are in {folder}"
        return None

    @cached_property
    def source(self) -> str:
        """The folder with the posts, pages and assets, without a `/` at the end."""
        folder = self.configuration.get("source_dir") or "source"
        return posixpath.normpath(folder).strip("/")

    def _globs(self, key: str) -> "Globs | None":
        """Return the patterns of paths in the source folder that a key holds."""
        found = self.configuration.texts(key)
        if not found:
            return None
        from lint.archive.builders.globs import Globs  # only a site with patterns needs it

        return Globs(each.removeprefix(f"{self.source}/") for each in found)

    @cached_property
    def _excluded(self) -> "Globs | None":
        return self._globs("exclude")

    @cached_property
    def _ignored(self) -> "Globs | None":
        return self._globs("ignore")

    @cached_property
    def _not_rendered(self) -> "Globs | None":
        return self._globs("skip_render")

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `exclude`, `ignore` or `skip_render` names a file in the source folder.

        `exclude` is for what is not a post (`plugins/processor/asset.js`).
        """
        # https://hexo.io/docs/configuration#Include-Exclude-Files-or-Folders
        if is_folder or not relative.startswith(f"{self.source}/"):
            return None
        inside = relative.removeprefix(f"{self.source}/")
        keys = (("exclude", self._excluded), ("ignore", self._ignored), ("skip_render", self._not_rendered))
        for key, patterns in keys[inside.startswith(_POSTS) :]:
            if patterns is not None and patterns.match(inside):
                return f"`{key}` in {self.configuration.name}"
        return None

    def output(self, relative: str) -> Output:
        """Return the page of a file in `source`; a name with `_` or `.` first is hidden."""
        if not relative.startswith(f"{self.source}/"):
            return "left out"
        inside = relative.removeprefix(f"{self.source}/")
        below = inside.removeprefix("_posts/")
        if any(part[0] in "_." for part in below.split("/") if part) or below.endswith(("~", "%")):
            return "left out"
        reason = self.leaves_out(relative, is_folder=False)
        if reason is not None:
            return "copied" if "skip_render" in reason and below == inside else "left out"
        if below.endswith(_RENDERED):
            return "page"
        return "copied" if below == inside else "left out"

    def is_post(self, path: str) -> bool:
        """Return whether a file is in `_posts` or `_drafts`."""
        folders = folders_between(os.path.dirname(path), self.root)
        return not folders.isdisjoint(("_posts", "_drafts")) and not self.is_partial(path)

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether a file is in `_drafts` or has `published: false`; Hexo does not read `draft`."""
        folders = folders_between(os.path.dirname(path), self.root)
        return "_drafts" in folders or fields.get("published") is False

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: Hexo renders a post without a front matter."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object]:
        """Return the tags, each once and without empty ones."""
        found = [tag for tag in super().tags(value) or () if tag not in (None, "")]
        return once(found)

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that JavaScript reads; with a `timezone`, its time is taken for one in that."""
        from lint.values.dates import js  # only for such sites

        if value in _FALSE:
            return Unread.NONE
        found = js.new_date(value)
        if found is None:
            return Unread.NONE
        if self.timezone is None:
            return found if found.zoned else found._replace(zone="site")
        when = found.when.astimezone(UTC).replace(tzinfo=None) if found.zoned else found.when
        return found._replace(when=when, zoned=False, zone="site")

    def besides(self) -> list[str]:
        """Return the scripts, and the folders of a theme that is in the site."""
        from lint.archive.builders import hexo_themes  # only for such sites

        return [*super().besides(), *hexo_themes.scripts(self), *hexo_themes.folders(self)]

    # Addresses

    @cached_property
    def base_path(self) -> str:
        """The path in `root`, or else in `url` (`load_config.js`)."""
        root = self.configuration.get("root") or path_of(self.configuration.get("url"))
        return "/" + root.strip("/") if root.strip("/") else ""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a post or page is published, by `permalink` (https://hexo.io/docs/permalinks)."""
        inside = relative.removeprefix(f"{self.source}/")
        # A draft has the address of a post, if drafts are built.
        output = self.output(f"{self.source}/{inside.replace('_drafts/', '_posts/', 1)}")
        if output == "left out" or inside == relative:
            return NOWHERE
        if output == "copied":
            return Published((f"/{inside}",))
        from lint.archive.builders import hexo_addresses  # only where addresses are asked for

        return hexo_addresses.published(self, relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in the source folder is published; not told for the assets of a post."""
        from lint.archive.builders import hexo_addresses  # only where addresses are asked for

        return hexo_addresses.static_address(self, relative)

    # Links

    @cached_property
    def links(self) -> "HexoLinks":
        """What links lead to; see `hexo_links`."""
        from lint.archive.builders.hexo_links import HexoLinks  # only for rules on targets

        return HexoLinks(self)

    def has_plugin(self, word: str) -> bool:
        """Return whether `package.json` names a plug-in of Hexo with a word in its name."""
        return self._mentions(f"hexo-{word}")

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax("marked")

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of hexo-renderer-marked."""
        if has_templates(headings) or self.configuration.mentions("modifyAnchors"):
            return None
        from lint.values import hexo_ids  # only a page with links to its own headings needs it

        return made_ids(headings, hexo_ids.ids)
