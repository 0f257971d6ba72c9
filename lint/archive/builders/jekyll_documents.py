"""The values that a post or document of Jekyll has for the placeholders of its permalink."""

from collections.abc import Mapping
from datetime import UTC, datetime

from lint.archive.builders import jekyll_permalinks as permalinks
from lint.archive.builders.addresses import has_come
from lint.archive.builders.jekyll_entries import DATED, Entry
from lint.archive.builders.jekyll_plugins import Plugins
from lint.archive.builders.site import Site
from lint.primitives.zones import zone
from lint.values.dates import Moment

_MARKDOWN = "markdown,mkdown,mkdn,mkd,md"
# Written in HTML by plug-ins only.
_OF_PLUGINS = frozenset(
    (".textile", ".adoc", ".asciidoc", ".asc", ".org", ".rst", ".haml", ".slim", ".erb", ".coffee")
)
_CLOCK = frozenset(("hour", "minute", "second"))


def suffix_of(site: Site, plugins: Plugins, permalink: str | None, suffix: str) -> str | None:
    """Return the suffix of the file that is written; `None` if a plug-in decides."""
    if found := permalinks.extension(permalink):
        return found
    lower = suffix.lower()
    if lower[1:] in (site.configuration.get("markdown_ext") or _MARKDOWN).lower().split(","):
        return ".html"
    if lower in (".scss", ".sass"):
        return ".css"
    return None if lower in _OF_PLUGINS and plugins.are_there else suffix


def split(path: str) -> tuple[str, str]:
    """Return a file's path without its suffix, and the suffix, as Ruby's `File.extname` finds it."""
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem.strip("."):
        return path, ""
    return f"{folder}{slash}{stem}", f".{suffix}"


def categories_of(
    entry: Entry, given: Mapping[str, object], fields: Mapping[str, object], values: Mapping[str, object]
) -> list[str] | None:
    """Return the categories of the folders, the defaults and the front matter; `None` if Jekyll stops."""
    special = f"_{entry.collection}" if entry.kind != "draft" else "_drafts"
    folders = [] if entry.path.startswith(special) else entry.path.partition(special)[0].split("/")
    found: list[object] = [each for each in folders if each]
    for each in (given.get("categories"), fields.get("categories")):
        if isinstance(each, str):
            found += each.split()
        elif isinstance(each, list):
            found += each
        elif each is not None:
            return None
    one = values.get("category")
    if one:
        found += one if isinstance(one, list) else [one]
    if any(not isinstance(each, str | int | None) for each in found):
        return None
    texts = ["" if each is None else str(each) for each in found]
    texts = [
        text.lower() if isinstance(each, bool) else text for text, each in zip(texts, found, strict=True)
    ]
    return list(dict.fromkeys(texts))


class DocumentValues:
    """The values for the permalink of a post or document."""

    def __init__(
        self, site: Site, plugins: Plugins, entry: Entry, values: Mapping[str, object], categories: list[str]
    ) -> None:
        self.site = site
        self.plugins = plugins
        self.entry = entry
        self.values = values
        self.categories = categories
        self.name = entry.path.rpartition("/")[2]
        self.stem, self.suffix = split(entry.path)
        dated = DATED.match(self.name)
        slug = dated[2] if dated else self.stem.rpartition("/")[2]
        self.slug = values["slug"] if values.get("slug") is not None else slug.rstrip(".")
        self.date = self._moment(dated[1] if dated else None)

    def _moment(self, day: str | None) -> Moment | None:
        value = self.values.get("date") if "date" in self.values else day
        found = self.site.read_date(value) if value is not None else None
        return found if isinstance(found, Moment) else None

    def has_appeared(self) -> bool | None:
        """Return whether the date is past, or future posts are published; `None` if the clock will tell."""
        if self.date is None or self.site.shows_future_posts:
            return True
        when = self.date.when
        if when.tzinfo is None:
            name = self.site.timezone
            when = when.replace(tzinfo=zone(name) if name and self.date.zone == "site" else UTC)
        return has_come(when)

    def value(self, name: str) -> str | None:  # noqa: PLR0911  one answer a placeholder
        """Return the value of a placeholder; `None` if it has none."""
        if name in permalinks.TIMES:
            when = self._local(with_clock=name in _CLOCK)
            return permalinks.TIMES[name](when) if when is not None else None
        match name:
            case "title" | "slug":
                return (
                    permalinks.slug(self.slug, pretty=name == "title") if isinstance(self.slug, str) else None
                )
            case "name":
                return permalinks.slug(self.stem.rpartition("/")[2])
            case "categories":
                return "/".join(dict.fromkeys(map(permalinks.lower, self.categories)))
            case "slugified_categories":
                return "/".join(dict.fromkeys(map(permalinks.slug, self.categories)))
            case "collection":
                return self.entry.collection
            case "path":
                return self.stem.replace(f"_{self.entry.collection}", "", 1).rstrip(".")
            case "output_ext":
                return suffix_of(self.site, self.plugins, _text(self.values.get("permalink")), self.suffix)
        return None

    def _local(self, *, with_clock: bool) -> datetime | None:
        """Return the time in the site's zone; `None` without one, or if it is not the same everywhere."""
        if self.date is None:
            return None
        name, when = self.site.timezone, self.date.when
        if when.tzinfo is None and self.date.zone == "site":
            return _existing(when, name)
        written = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
        try:
            local = written.astimezone(zone(name) if name else UTC)
        except OverflowError:
            return None
        if name is None and (with_clock or local.date() != written.date()) and written.utcoffset():
            return None
        return local


def _existing(when: datetime, name: str | None) -> datetime:
    """Return a time in a zone; one that a change of clocks leaves out is an hour later."""
    if name is None:
        return when
    try:
        return when.replace(tzinfo=zone(name)).astimezone(UTC).astimezone(zone(name))
    except OverflowError:
        return when


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
