"""Hugo (https://gohugo.io/documentation/)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urlsplit

from lint.archive.builders import hugo_configuration, surroundings
from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, has_templates
from lint.archive.builders.markdown import GOLDMARK, Markdown
from lint.archive.builders.names import folders_between, is_page_name
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.files import Listings
from lint.primitives.patterns import regex
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.hugo_addresses import HugoAddresses
    from lint.archive.builders.hugo_links import HugoLinks

_UNSAFE = regex(r"\bunsafe[\"']?\s*[:=]\s*true\b")
_MOST_FILES = 50
# An `ignoreFiles` that is safe to run: plain characters, and one `.*` at most.
_PLAIN_EXPRESSION = r"\^?(?:[\w/\- ]|\\[./\-_~+$])*(?:\.\*)?(?:[\w/\- ]|\\[./\-_~+$])*\$?"


class Hugo(Site):
    """A site built by Hugo, with goldmark and Go templates."""

    name: ClassVar[Dialect] = "hugo"
    title: ClassVar[str] = "Hugo"
    schema: ClassVar[str] = "hugo"
    marks: ClassVar[Sequence[str]] = hugo_configuration.MARKS
    configuration_files: ClassVar[Sequence[str]] = (*marks, *hugo_configuration.OLD)
    timezone_key: ClassVar[str | None] = "timeZone"
    url_key: ClassVar[str | None] = "baseURL"
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(
        ("public", "resources", "layouts", "themes", "archetypes", "assets", "static")
    )

    fences: ClassVar[str] = "hugo"
    yaml: ClassVar[str] = "go"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    ignores_case_of_keys: ClassVar[bool] = True
    unread: ClassVar[str] = "Hugo stops the build"
    reads_dates_from_text: ClassVar[bool] = True
    # https://gohugo.io/content-management/formats/
    page_suffixes: ClassVar[tuple[str, ...]] = (
        ".md", ".markdown", ".mdown", ".html", ".htm", ".org", ".adoc", ".asciidoc", ".ad", ".rst",
        ".pandoc", ".pdc",
    )  # fmt: skip
    markdown: ClassVar[Markdown] = GOLDMARK
    machine_has_timezone: ClassVar[bool] = False

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return the reason: a `hugo.toml`, or an older configuration beside Hugo's folders."""
        reason = super().recognise(folder, names, listings)
        return hugo_configuration.recognised(folder, names, listings, reason)

    @cached_property
    def configuration(self) -> SiteConfiguration:
        """The main file and those in `config/_default`, which are named after the keys that they hold."""
        return hugo_configuration.read(self.root, self.bounds)

    @cached_property
    def content_folders(self) -> tuple[str, ...]:
        """The folders of the content, with a `/` at the end (https://gohugo.io/configuration/all/#contentdir)."""
        return hugo_configuration.content_folders(self.configuration)

    @cached_property
    def shows_future_posts(self) -> bool:
        """Whether `buildFuture` lets pages appear before their date."""
        return self.configuration.get("buildFuture", bool) is True

    @cached_property
    def _ignored(self) -> re.Pattern[str] | None:
        # https://gohugo.io/configuration/all/#ignorefiles
        found = self.configuration.texts("ignoreFiles")
        plain = [each for each in found if re.fullmatch(_PLAIN_EXPRESSION, each)]
        if len(plain) < len(found):
            self.configuration.report("`ignoreFiles` was not read as a whole: only simple expressions are")
        return re.compile("|".join(f"(?:{each})" for each in plain)) if plain else None

    def tag_page(self, tag: str) -> str:
        """Return the name of a term's folder: `Open Data` and `open-data` are one term (measured, 0.111)."""
        return tag.lower().replace(" ", "-")

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason if `ignoreFiles` names a file."""
        if is_folder or self._ignored is None or not self._ignored.search(relative):
            return None
        return f"`ignoreFiles` in {self.configuration.name}"

    def output(self, relative: str) -> Output:
        """Return the page of a file in a content folder; files in `static` are copied."""
        if relative.startswith("static/"):
            return "copied"
        folder = next((each for each in self.content_folders if relative.startswith(each)), None)
        if folder is None or self.leaves_out(relative, is_folder=False):
            return "left out"
        parts = relative.removeprefix(folder).split("/")
        if any(part.startswith(".") for part in parts) or parts[-1].startswith("#") or relative.endswith("~"):
            return "left out"
        return "page" if relative.lower().endswith(self.page_suffixes) else "copied"

    @cached_property
    def base_path(self) -> str:
        """The path of `baseURL`."""
        path = unquote(urlsplit(self.configuration.get("baseURL") or "").path).strip("/")
        return f"/{path}" if path else ""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return the address of a content file, and its aliases."""
        return self._addresses.published(relative, fields)

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `static`, or beside pages, is copied to."""
        return self._addresses.static_address(relative)

    def besides(self) -> list[str]:
        """Return the layouts of the site and its themes: hooks and shortcodes change links and pages."""
        folders = [str(self.configuration.get("layoutDir") or "layouts"), "_vendor"]
        themes = str(self.configuration.get("themesDir") or "themes")
        for each in sorted(_names(os.path.join(self.root, themes)))[:_MOST_FILES]:
            folders += [os.path.join(themes, each, name) for name in ("layouts", "theme.toml")]
        paths = [os.path.join(self.root, each) for each in folders]
        found = (surroundings.below(path, self.bounds) or [path] for path in paths)
        return [*super().besides(), *(path for some in found for path in some)]

    def fingerprint_of(self, folder: str) -> bytes:
        """Return the identity of what the indexes of bundles and sections say of the files in a folder."""
        tops = [os.path.join(self.root, each).rstrip("/") for each in self.content_folders]
        found = [self._identity(each) for top in tops for each in surroundings.upwards(folder, top)]
        return surroundings.digest(found) if found else b""

    def _identity(self, folder: str) -> bytes:
        if folder not in self._identities:
            from lint.archive.builders import hugo_sections  # not needed where nothing is remembered

            self._identities[folder] = hugo_sections.identity(folder, self.bounds)
        return self._identities[folder]

    @cached_property
    def _identities(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _addresses(self) -> HugoAddresses:
        from lint.archive.builders.hugo_addresses import HugoAddresses  # not needed by a known file

        return HugoAddresses(self)

    @cached_property
    def links(self) -> HugoLinks:
        """What links lead to; see `hugo_links`."""
        from lint.archive.builders.hugo_links import HugoLinks  # only for rules on targets

        return HugoLinks(self)

    def is_post(self, path: str) -> bool:
        """Return whether a file is below `content`, and not the `_index` of a section."""
        name = os.path.basename(path)
        relative = os.path.relpath(os.path.abspath(path), self.root).replace(os.sep, "/")
        is_content = relative.startswith(self.content_folders) or (
            "content/" in self.content_folders
            and "content" in folders_between(os.path.dirname(path), self.root)
        )
        if not is_content or self.is_partial(path):
            return False
        return name.startswith("index.") or not is_page_name(name)

    def markdown_of(self, name: str) -> Markdown:
        """Return the Markdown; without `unsafe`, Hugo leaves HTML out of it.

        https://gohugo.io/configuration/markup/#rendererunsafe. A site without a configuration says nothing.
        """
        return super().markdown_of(name)._replace(omits_html=self._omits_html)

    @cached_property
    def _omits_html(self) -> bool:
        return bool(self.configuration.files) and not _UNSAFE.search(self.configuration.text)

    def tags(self, value: object) -> Sequence[object]:
        """Return the tags; of those with one address, such as `Foo Bar` and `foo-bar`, the last.

        A mapping is ignored, as is a list with a list or a mapping in it.
        """
        tags = super().tags(value) or ()
        if any(isinstance(tag, list | dict) for tag in tags):
            return ()
        found: dict[str, object] = {}
        for tag in reversed(tags):
            if tag not in (None, ""):
                found.setdefault(str(tag).lower().replace(" ", "-"), tag)
        return list(found.values())[::-1]

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date if it is in one of Hugo's layouts; a number counts seconds since 1970."""
        from lint.values.dates import go  # several patterns to compile

        return go.read(value)

    def date_error(self, unread: Unread) -> str:
        """Return what happens; older versions of Hugo go on with the year 1 (0.111 does, 0.168 does not)."""
        del unread
        return "at which Hugo stops the build, or dates the post to the year 1"

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(
        attributes="goldmark", terms=True, smart=True, footnotes=True
    )

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids by `autoHeadingIDType` (https://gohugo.io/configuration/markup/#goldmark)."""
        return self._ids([each._replace(pieces=each.leading) for each in headings])

    def older_heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None]:
        """Return the ids of Hugo 0.111, which makes them of the text as it is written."""
        pieces = [each._replace(pieces=(("text", each.written),)) for each in headings]
        return self._ids(pieces, is_older=True) or ()

    def _ids(self, headings: Sequence[Heading], *, is_older: bool = False) -> Sequence[str | None] | None:
        from lint.values import slugs  # only a page with links to its own headings needs it

        kind = self.configuration.get("markup.goldmark.parser.autoHeadingIDType") or "github"
        if has_templates(headings) or kind not in ("github", "github-ascii", "blackfriday"):
            return None
        # Elements in HTML are left out of the page unless the configuration says otherwise.
        keeps_html = self.configuration.get("markup.goldmark.renderer.unsafe", bool) is True
        kept = [each for each in headings if keeps_html or not each.is_html]
        return slugs.hugo_ids(kept, kind, has_urls=is_older)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
