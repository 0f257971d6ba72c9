"""Where Pelican publishes files (https://docs.getpelican.com/en/latest/settings.html#url-settings).

The address cannot be told where a program in `pelicanconf.py` makes a setting of which it is part, where a
plug-in decides, for titles that only Unidecode can write in ASCII, for expressions in `FILENAME_METADATA`
other than simple ones, for the date of a file, and for markup other than Markdown.
"""

import os
import string
from collections.abc import Mapping, Sequence
from datetime import datetime

from lint.archive.builders.addresses import NOWHERE, Published, address_of, has_come
from lint.archive.builders.pelican_metadata import PelicanMetadata, Values
from lint.archive.builders.pelican_settings import UNTOLD, PelicanSettings
from lint.archive.builders.pelican_slugs import slug
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex

_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_READ = (*_MARKDOWN, ".html", ".htm", ".rst")
_STATUSES = ("published", "hidden", "draft")
# Plug-ins that change addresses.
_MOVING = regex(r"i18n_subsites|permalink|subcategory|autostatic|always_modified|image_process|nojekyll_url")
_DIRECTIVES = regex(r"(?:[^%]|%-?[YmdHMSyjbBaA])*")


class PelicanAddresses:
    """The addresses of a site's files.

    Parameters:
        site: the site.
        content: its content folder, with a `/` at the end, or empty.
    """

    def __init__(self, site: Site, content: str) -> None:
        self._site = site
        self._content = content
        self._settings = PelicanSettings(site)
        self._metadata = PelicanMetadata(site, self._settings)

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:  # noqa: PLR0911
        """Return where an article or page is published."""
        path = relative.removeprefix(self._content)
        if not relative.startswith(self._content) or self._site.output(relative) != "page":
            return NOWHERE
        kind = self._kind(path)
        if kind == "" or self._is_ignored(path):
            return NOWHERE
        values = self._metadata.values(path, fields)
        if kind is None or values is None or not path.endswith(_MARKDOWN) or self._is_moved():
            return None
        if not values.get("title"):
            return NOWHERE
        status = str(values.get("status") or "published").strip().lower()
        if status not in _STATUSES:
            return NOWHERE
        date = self._metadata.date(values)
        if date is UNTOLD:
            return None
        if kind == "ARTICLE" and date is None and status != "draft":
            return NOWHERE
        appeared = self._has_appeared(kind, date)
        if status == "draft" or appeared is False:
            kind = "DRAFT" if kind == "ARTICLE" else "DRAFT_PAGE"
        elif appeared is None:
            return None
        values["date"] = date
        return self._filled(kind, path, values)

    def _has_appeared(self, kind: str, date: object) -> bool | None:
        """Return whether an article is no draft for its date; `None` if the clock will tell."""
        is_asked = kind == "ARTICLE" and self._settings.get("WITH_FUTURE_DATES") is False
        return has_come(date) if is_asked and isinstance(date, datetime) else True

    def _kind(self, path: str) -> str | None:
        """Return `ARTICLE` or `PAGE`; empty for neither, `None` if it cannot be told."""
        settings = self._settings
        articles, pages = settings.texts("ARTICLE_PATHS"), settings.texts("PAGE_PATHS")
        no_articles, no_pages = settings.texts("ARTICLE_EXCLUDES"), settings.texts("PAGE_EXCLUDES")
        if articles is None or pages is None or no_articles is None or no_pages is None:
            return None
        if _is_in(path, articles) and not _is_in(path, [*no_articles, *pages], is_exclusion=True):
            return "ARTICLE"
        is_page = _is_in(path, pages) and not _is_in(path, [*no_pages, *articles], is_exclusion=True)
        return "PAGE" if is_page else ""

    def _is_ignored(self, path: str) -> bool:
        """Return whether `IGNORE_FILES` names a file, or a folder that it is in."""
        parts = path.split("/")
        paths = (self._content + "/".join(parts[: at + 1]) for at in range(len(parts)))
        return any(self._site.leaves_out(each, is_folder=False) is not None for each in paths)

    def _is_moved(self) -> bool:
        plugins = self._settings.get("PLUGINS")
        return (
            self._settings.get("ARTICLE_PERMALINK_STRUCTURE") != ""
            or _MOVING.search(repr(plugins)) is not None
        )

    def _slug(self, text: str) -> str | None:
        settings = self._settings
        names = ("SLUG_REGEX_SUBSTITUTIONS", "CATEGORY_REGEX_SUBSTITUTIONS", "AUTHOR_REGEX_SUBSTITUTIONS")
        if any(settings.get(name) is not None for name in names):
            return None
        keeps_unicode, keeps_case = settings.get("SLUGIFY_USE_UNICODE"), settings.get("SLUGIFY_PRESERVE_CASE")
        return slug(text, keeps_unicode=keeps_unicode is True, keeps_case=keeps_case is True)

    def _filled(self, kind: str, path: str, values: Values) -> Published | None:
        settings = self._settings
        language = values.get("lang")
        default = settings.text("DEFAULT_LANG")
        if default is None:
            return None
        language = str(language) if language is not None else default.lower()
        if language != default.lower():
            kind = f"{kind}_LANG"
        found: list[str] = []
        for what in ("URL", "SAVE_AS"):
            own = values.get(what.lower())
            pattern = settings.text(f"{kind}_{what}")
            if own is None and pattern is None:
                return None
            text = str(own) if own is not None else self._expanded(pattern or "", path, language, values)
            if text is None:
                return None
            found.append(text)
        url, written = found
        if not written:
            return NOWHERE
        file = os.path.normpath(written)
        if file.startswith(("..", "/")):  # outside the folder of the output
            return NOWHERE
        address = address_of(file)
        link = f"/{url.lstrip('/')}"
        return Published((link,) if link == address else (link, address))

    def _expanded(self, pattern: str, path: str, language: str, values: Values) -> str | None:
        """Return a pattern with its fields filled; `None` if one cannot be told."""
        parts: list[str] = []
        try:
            fields = list(string.Formatter().parse(pattern))
        except ValueError:
            return None
        for text, name, form, conversion in fields:
            parts.append(text)
            if name is None:
                continue
            value = None if conversion else self._field(name, form or "", path, language, values)
            if value is None:
                return None
            parts.append(value)
        return "".join(parts)

    def _field(self, name: str, form: str, path: str, language: str, values: Values) -> str | None:  # noqa: PLR0911
        if name == "date":
            date = values.get("date")
            if not isinstance(date, datetime) or not form or not _DIRECTIVES.fullmatch(form):
                return None
            return date.strftime(form)
        if form:
            return None
        match name:
            case "slug":
                return self._own_slug(path, values)
            case "lang":
                return language
            case "path":
                return str(values.get("path") or path)
            case "category":
                return self._slug(str(values.get("category") or "")) if values.get("category") else ""
            case "author":
                author = values.get("author") or self._settings.get("AUTHOR")
                return self._slug(author) if isinstance(author, str) and "authors" not in values else None
        value = values.get(name)
        return value if isinstance(value, str) else None

    def _own_slug(self, path: str, values: Values) -> str | None:
        own = values.get("slug")
        if own is not None:
            return str(own).strip()
        source = self._settings.get("SLUGIFY_SOURCE")
        if source == "title" and self._settings.get("TYPOGRIFY"):
            return None
        if source == "basename":
            return self._slug(os.path.splitext(os.path.basename(path))[0])
        return self._slug(str(values.get("title"))) if source == "title" else None

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `STATIC_PATHS` is copied to."""
        path = relative.removeprefix(self._content)
        settings = self._settings
        paths, excluded = settings.texts("STATIC_PATHS"), settings.texts("STATIC_EXCLUDES")
        if not relative.startswith(self._content) or paths is None or excluded is None or self._is_moved():
            return None
        if not _is_in(path, paths) or _is_in(path, excluded, is_exclusion=True):
            return None
        is_source = path.endswith(_READ) and self._kind(path) != ""
        return None if is_source and settings.get("STATIC_EXCLUDE_SOURCES") else self._copied(path)

    def linked_address(self, relative: str) -> str | None:
        """Return where a file is copied to for a page that links to it with `{static}`, wherever it is."""
        path = relative.removeprefix(self._content)
        return None if path == relative or self._is_moved() else self._copied(path)

    def _copied(self, path: str) -> str | None:
        values = self._metadata.values(path, {})
        if self._is_ignored(path) or values is None:
            return None
        found = self._filled(
            "STATIC", path, {key: values[key] for key in ("path", "url", "save_as") if key in values}
        )
        return found.addresses[-1] if found is not None and found.addresses else None


def _is_in(path: str, folders: Sequence[str], *, is_exclusion: bool = False) -> bool:
    """Return whether a path is one of some, or below it; an exclusion is a folder."""
    plain = [os.path.normpath(each).strip("/") if each else "" for each in folders]
    plain = ["" if each == "." else each for each in plain]
    if is_exclusion:
        return any(each and path.startswith(f"{each}/") for each in plain)
    return any(not each or path == each or path.startswith(f"{each}/") for each in plain)
