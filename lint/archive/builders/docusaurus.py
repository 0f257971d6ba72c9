"""Docusaurus (https://docusaurus.io/docs)."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.front_matter import GRAY_MATTER_ENGINES, RepeatedKey, TagText
from lint.archive.builders.headings import HeadingSyntax, made_ids
from lint.archive.builders.markdown import MDX, Markdown
from lint.archive.builders.names import folders_between, is_below_underscore, path_of
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.files import head
from lint.primitives.patterns import regex
from lint.values.dates import Moment, Unread, of_yaml
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.docusaurus_addresses import Folder
    from lint.archive.builders.docusaurus_links import DocusaurusLinks
    from lint.archive.builders.globs import Globs

# Versions of the docs and their translations are in folders of their own.
_VERSIONS = "versioned_docs/"
_FOLDERS = ("docs/", "blog/", "src/pages/", _VERSIONS, "i18n/")

_NUMBER = regex(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")


class Docusaurus(Site):
    """A site built by Docusaurus, which reads Markdown files as MDX too."""

    name: ClassVar[Dialect] = "docusaurus"
    title: ClassVar[str] = "Docusaurus"
    marks: ClassVar[Sequence[str]] = (
        "docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs",
        "docusaurus.config.mts",
    )  # fmt: skip
    packages: ClassVar[Sequence[str]] = ("@docusaurus/core",)
    configuration_files: ClassVar[Sequence[str]] = marks
    file_prefixes: ClassVar[tuple[str, ...]] = ("@site/", "pathname://")
    fences: ClassVar[str] = "docusaurus"
    engines: ClassVar[frozenset[str]] = GRAY_MATTER_ENGINES
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    tag_text: ClassVar[TagText] = "none"
    tag_keys: ClassVar[frozenset[str]] = frozenset(("label", "permalink"))

    url_key: ClassVar[str | None] = "url"
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = (".md", ".mdx")
    markdown: ClassVar[Markdown] = MDX
    machine_has_timezone: ClassVar[bool] = False

    @cached_property
    def _excluded(self) -> "Globs | None":
        # https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#exclude
        if not self.configuration.mentions("exclude"):
            return None
        from lint.archive.builders.globs import Globs  # only a site with patterns needs them
        from lint.archive.builders.literals import javascript_texts

        # The docs, the blog and the pages each may have one.
        found = javascript_texts(self.configuration.text, "exclude")
        if not found:
            return None
        return Globs(found)

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `exclude` names a file, by its path in the folder of a plug-in."""
        inside = relative.partition("/")[2]
        if is_folder or self._excluded is None or not inside or not self._excluded.match(inside):
            return None
        return f"`exclude` in {self.configuration.name}"

    def is_partial(self, path: str) -> bool:
        """Return whether a file's name, or that of a folder above it, begins with `_`."""
        return is_below_underscore(path, self.root)

    def output(self, relative: str) -> Output:
        """Return the page of a file in the folders of the docs, blog and pages plug-ins."""
        if self._in_static(relative) is not None:
            return "copied"
        is_hidden = any(part[:1] in ("_", ".") for part in relative.split("/"))
        is_read = relative.startswith(_FOLDERS) and relative.endswith(self.page_suffixes) and not is_hidden
        is_read = is_read and (not relative.startswith(_VERSIONS) or self._has_versions)
        return "page" if is_read and self.leaves_out(relative, is_folder=False) is None else "left out"

    # Addresses

    @cached_property
    def base_path(self) -> str:
        """The path in `baseUrl`."""
        return path_of(self.configuration.get("baseUrl"))

    @cached_property
    def content(self) -> "list[Folder] | None":
        """The folders that plug-ins read; `None` if one is not plain."""
        from lint.archive.builders import docusaurus_addresses  # only where addresses are asked for

        return docusaurus_addresses.folders(self)

    @property
    def _versions_file(self) -> str:
        return os.path.join(self.root, "versions.json")

    def besides(self) -> list[str]:
        """Return the files that list the versions and describe the categories of docs."""
        from lint.archive.builders import docusaurus_addresses  # its patterns are not needed by all runs

        categories = docusaurus_addresses.settings(self, self.root, self.bounds)
        return [*super().besides(), self._versions_file, *categories]

    @cached_property
    def versions(self) -> list[str]:
        """The versions of the docs, the last one first."""
        import json  # only where addresses are asked for

        try:
            found = json.loads(head(self._versions_file, surroundings.LONGEST, self.bounds) or b"[]")
        except (ValueError, RecursionError):
            return []
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a document, a post or a page is published."""
        copy = self.static_address(relative)
        if copy is not None:
            return Published((copy,))
        from lint.archive.builders import docusaurus_addresses  # as above

        if self.leaves_out(relative, is_folder=False) is not None:
            return NOWHERE
        return docusaurus_addresses.published(self, relative, fields)

    @cached_property
    def static_folders(self) -> tuple[str, ...] | None:
        """The folders whose files are copied, each with a `/` at its end; `None` if they cannot be told."""
        # https://docusaurus.io/docs/api/docusaurus-config#staticDirectories
        if not self.configuration.mentions("staticDirectories"):
            return ("static/",)
        found = self.configuration.texts("staticDirectories")
        return tuple(f"{os.path.normpath(each).strip('/')}/" for each in found) or None

    def _in_static(self, relative: str) -> str | None:
        """Return the path of a file below a folder whose files are copied."""
        folder = next((each for each in self.static_folders or () if relative.startswith(each)), None)
        return relative.removeprefix(folder) if folder is not None else None

    def static_address(self, relative: str) -> str | None:
        """Return where a file of a static folder is published."""
        inside = self._in_static(relative)
        return None if inside is None else f"/{inside}"

    # Links

    @cached_property
    def links(self) -> "DocusaurusLinks":
        """What links lead to; see `docusaurus_links`."""
        from lint.archive.builders.docusaurus_links import DocusaurusLinks  # only for rules on targets

        return DocusaurusLinks(self)

    def _is_test(self, relative: str) -> bool:
        # `GlobExcludeDefault` in @docusaurus/utils
        return "/__tests__/" in f"/{relative}"

    @cached_property
    def _has_versions(self) -> bool:
        # https://docusaurus.io/docs/versioning#directory-structure
        return os.path.isfile(self._versions_file)

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the title comes from the first heading."""
        del path
        return False

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags of a list of texts and numbers; Docusaurus stops at anything else.

        https://github.com/facebook/docusaurus/blob/v3.9.0/packages/docusaurus-utils-validation/src/validationSchemas.ts
        """
        if not isinstance(value, list):
            return None
        is_other = any(tag is None or tag == "" or isinstance(tag, bool | list) for tag in value)
        is_partial = any(isinstance(tag, dict) and not self.tag_keys <= tag.keys() for tag in value)
        return None if is_other or is_partial else value

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return whether a file is in a blog; documentation has no date."""
        del is_post
        return any("blog" in folder for folder in folders_between(os.path.dirname(path), self.root))

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date of a post of the blog. A text is read in UTC: Docusaurus puts a Z after it."""
        from lint.values.dates import js, v8  # only for such sites

        if isinstance(value, date):
            return of_yaml(value, clock="utc", day="utc")
        if not isinstance(value, str):
            # The schema takes a number, but only 0 is no date.
            return Unread.NONE if value == 0 and value is not False else Unread.STOPS
        if not value.strip() or js.new_date(float(value) if _NUMBER.match(value) else value) is None:
            return Unread.STOPS
        found = v8.parse(f"{value}Z")
        if found is None:
            return Unread.STOPS
        when = found.when.astimezone(UTC).replace(tzinfo=None) if found.zoned else found.when
        return found._replace(when=when, zoned=False, zone="utc")

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(
        "mdx", "docusaurus", footnotes=True, notes_heading="footnote-label"
    )

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of github-slugger; the title of a page, at the first level, gets none."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        ids = made_ids(headings, slugs.docusaurus)
        return [
            id_ or None if each.level > 1 or each.is_html else None
            for id_, each in zip(ids, headings, strict=True)
        ]
