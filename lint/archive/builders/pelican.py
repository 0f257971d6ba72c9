"""Pelican (https://docs.getpelican.com/)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import translate
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from lint.archive.builders.front_matter import RepeatedKey, TagText, once
from lint.archive.builders.headings import HeadingSyntax, made_ids
from lint.archive.builders.markdown import PYTHON, Markdown
from lint.archive.builders.names import is_page_name
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.pelican_addresses import PelicanAddresses
    from lint.archive.builders.pelican_links import PelicanLinks


class Pelican(Site):
    """A site built by Pelican, with Python-Markdown."""

    name: ClassVar[Dialect] = "pelican"
    title: ClassVar[str] = "Pelican"
    marks: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    configuration_files: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    timezone_key: ClassVar[str | None] = "TIMEZONE"
    url_key: ClassVar[str | None] = "SITEURL"
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("output", "themes"))
    fences: ClassVar[str] = "pelican"
    repeated_key: ClassVar[RepeatedKey] = "first"
    ignores_case_of_keys: ClassVar[bool] = True
    tag_text: ClassVar[TagText] = "commas"
    reads_dates_from_text: ClassVar[bool] = True
    page_suffixes: ClassVar[tuple[str, ...]] = (
        ".md", ".markdown", ".mkd", ".mdown", ".html", ".htm", ".rst",
    )  # fmt: skip
    markdown: ClassVar[Markdown] = PYTHON
    renders_entities: ClassVar[bool] = True
    headings_need_space: ClassVar[bool] = False
    without_front_matter: ClassVar[str] = "Pelican leaves it out, since it has no title"
    machine_has_timezone: ClassVar[bool] = False

    @cached_property
    def _content(self) -> str:
        folder = os.path.normpath(self.configuration.get("PATH") or "content")
        return "" if folder == "." else folder.replace(os.sep, "/").strip("/") + "/"

    @cached_property
    def _ignored(self) -> re.Pattern[str] | None:
        # https://docs.getpelican.com/en/latest/settings.html
        found = self.configuration.texts("IGNORE_FILES")
        return re.compile("|".join(map(translate, found))) if found else None

    @cached_property
    def _without_articles(self) -> frozenset[str]:
        found = {os.path.normpath(each) for each in self.configuration.texts("ARTICLE_EXCLUDES")}
        # They may be where the pages are.
        pages = self.configuration.texts("PAGE_PATHS") or ("pages",)
        return frozenset(
            each for each in found if not any(f"{page}/".startswith(f"{each}/") for page in pages)
        )

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `IGNORE_FILES` names a file or folder, or `ARTICLE_EXCLUDES` a folder."""
        if not relative.startswith(self._content):
            return None
        if is_folder and relative.removeprefix(self._content) in self._without_articles:
            return f"`ARTICLE_EXCLUDES` in {self.configuration.name}"
        if self._ignored is None:
            return None
        is_ignored = self._ignored.match(os.path.basename(relative)) or self._ignored.match(relative)
        return f"`IGNORE_FILES` in {self.configuration.name}" if is_ignored else None

    def output(self, relative: str) -> Output:
        """Return the page of a file in the content folder."""
        if relative.startswith("output/"):
            return "copied"
        is_read = relative.startswith(self._content) and relative.endswith(self.page_suffixes)
        return "page" if is_read and self.leaves_out(relative, is_folder=False) is None else "left out"

    @cached_property
    def base_path(self) -> str:
        """The path of `SITEURL`."""
        path = urlsplit(self.configuration.get("SITEURL") or "").path.strip("/")
        return f"/{path}" if path else ""

    def besides(self) -> list[str]:
        """Return the settings with which the site is published, whose address links may have."""
        return [*super().besides(), os.path.join(self.root, "publishconf.py")]

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return the address by the settings of URLs, and that of the file."""
        return self._addresses.published(relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `STATIC_PATHS` is copied to."""
        return self._addresses.static_address(relative)

    @cached_property
    def _addresses(self) -> PelicanAddresses:
        from lint.archive.builders.pelican_addresses import PelicanAddresses  # not needed by a known file

        return PelicanAddresses(self, self._content)

    @cached_property
    def links(self) -> PelicanLinks:
        """What links lead to; see `pelican_links`."""
        from lint.archive.builders.pelican_links import PelicanLinks  # only for rules on targets

        return PelicanLinks(self, self._content, self._addresses)

    links_publish: ClassVar[bool] = True

    def is_post(self, path: str) -> bool:
        """Return whether a file is an article: below the content folder, and not in `pages`."""
        relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        inside = relative.removeprefix(self._content)
        is_page = inside.startswith("pages/") or (inside == relative != "" and bool(self._content))
        return not is_page and not is_page_name(os.path.basename(path))

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax("python", "python", terms=True, footnotes=True)

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of Python-Markdown's toc extension, if the configuration names it."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        own = [each.own for each in headings if each.own is not None and not each.is_html]
        has_toc = b"extensions.toc" in b"".join(self.configuration.contents)
        return made_ids(
            headings,
            lambda some: (
                slugs.unique_with_bar((slugs.python(each.text()) for each in some), own)
                if has_toc
                else [None] * len(some)
            ),
        )

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether the status of a file is `draft` or `skip`.

        https://docs.getpelican.com/en/stable/content.html#publishing-drafts
        """
        del path
        status = next((value for key, value in fields.items() if key.lower() == "status"), None)
        return isinstance(status, str) and status.strip().lower() in ("draft", "skip")

    def needs_front_matter(self, path: str) -> bool | None:
        """Return true, unless the title comes from the file's name."""
        del path
        return not self.configuration.mentions("FILENAME_METADATA")

    def tags(self, value: object) -> Sequence[object]:
        """Return the texts between semicolons, or else commas.

        https://github.com/getpelican/pelican/blob/4.11.0/pelican/readers.py (ensure_metadata_list)
        """
        if isinstance(value, str):
            value = value.split(";" if ";" in value else ",")
        texts = value if isinstance(value, list) else ()
        found = [text.strip() for text in texts if isinstance(text, str)]
        return once([tag for tag in found if tag])

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that python-dateutil reads; the value is text, since metadata is no YAML."""
        from lint.values.dates import dateutil  # only for such sites

        return dateutil.parse(value.replace("_", " ")) if isinstance(value, str) else Unread.STOPS

    def date_error(self, unread: Unread) -> str:
        """Return what happens: Pelican goes on without the article."""
        return (
            "for which Pelican leaves the article out"
            if unread is Unread.STOPS
            else super().date_error(unread)
        )
