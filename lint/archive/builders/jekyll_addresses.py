"""Where Jekyll publishes files (https://jekyllrb.com/docs/permalinks/).

The address cannot be told if a plug-in decides it, if a value has a type at which Jekyll stops, or if the
permalink needs a date that is missing, that Jekyll does not read, or whose day depends on the computer's
zone: a site without `timezone` is taken to be built in UTC, and a date with another offset must be the same
day there.
"""

from collections.abc import Mapping
from urllib.parse import unquote

from lint.archive.builders import jekyll_permalinks as permalinks
from lint.archive.builders.addresses import NOWHERE, Published
from lint.archive.builders.jekyll_defaults import defaults
from lint.archive.builders.jekyll_documents import DocumentValues, categories_of, split, suffix_of
from lint.archive.builders.jekyll_entries import Entry, Patterns, collections, entry
from lint.archive.builders.jekyll_plugins import Plugins
from lint.archive.builders.site import Site

_HTML = (".html", ".xhtml", ".htm")
_REDIRECTS = b"jekyll-redirect-from"


class JekyllAddresses:
    """The addresses of a site's files.

    Parameters:
        site: the site.
        patterns: what `exclude` and `include` match.
    """

    def __init__(self, site: Site, patterns: Patterns) -> None:
        self._site = site
        self._patterns = patterns
        self._plugins = Plugins(site)

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a file with a front matter is published, or a post without one."""
        found = entry(relative, self._site.configuration, self._patterns)
        if found is None or not found.is_written:
            return NOWHERE
        if found.kind == "draft" and not self._site.configuration.get("show_drafts", bool):
            return NOWHERE
        if self._plugins.move_pages:
            return None
        return self._page(found, fields) if found.kind == "page" else self._document(found, fields)

    def _style(self) -> str:
        style = self._site.configuration.get("permalink", (str, bool, int))
        return str(style).lower() if isinstance(style, bool) else str(style or "date")

    def _page(self, found: Entry, fields: Mapping[str, object]) -> Published | None:
        if not self._is_published(fields):
            return NOWHERE
        values = {**defaults(self._site.configuration, found.path, "pages"), **fields}
        permalink = values.get("permalink") or None
        stem, suffix = split(found.path)
        folder, _, name = stem.rpartition("/")
        name = name.rstrip(".")
        if fields.get("permalink") == "" or not (permalink is None or isinstance(permalink, str)):
            return None
        suffix_ = suffix_of(self._site, self._plugins, permalink, suffix)
        if suffix_ is None:
            return None
        template = permalink or (
            "/:path/:basename:output_ext"
            if suffix_ not in _HTML
            else "/:path/"
            if name == "index"
            else permalinks.with_suffix("/:path/:basename", self._style())
        )
        address = permalinks.page(template, (("path", folder), ("basename", name), ("output_ext", suffix_)))
        aliases = self._aliases(values)
        return None if aliases is None else Published(permalinks.written(address, suffix_, suffix_), aliases)

    def _is_published(self, fields: Mapping[str, object]) -> bool:
        value = fields.get("published", True)
        return (value is not None and value is not False) or self._site.configuration.get(
            "unpublished", bool
        ) is True

    def _aliases(self, values: Mapping[str, object]) -> tuple[str, ...] | None:
        """Return the addresses that jekyll-redirect-from gives to a page; `None` if it stops."""
        value = values.get("redirect_from")
        if value is None or not self._plugins.has(_REDIRECTS):
            return ()
        paths: list[str] = []
        for each in value if isinstance(value, list) else [value]:
            if each is None:
                continue
            if not isinstance(each, str):
                return None
            text = each if each.startswith("/") else f"/{each}"
            suffix = permalinks.extension(text) or ".html"
            # The page of a redirect is called redirect.html.
            address = permalinks.page(text, (("path", ""), ("basename", "redirect"), ("output_ext", suffix)))
            paths += permalinks.written(address, suffix, suffix)
        return tuple(dict.fromkeys(paths))

    def _document(self, found: Entry, fields: Mapping[str, object]) -> Published | None:
        given = defaults(self._site.configuration, found.path, found.collection)
        values = {
            **given,
            **{key: value for key, value in fields.items() if value is not None or key not in given},
        }
        if not self._is_published(values):
            return NOWHERE
        categories = categories_of(found, given, fields, values)
        if categories is None or ("date" in values and values["date"] is None):
            return None
        document = DocumentValues(self._site, self._plugins, found, values, categories)
        has_appeared = document.has_appeared()
        if not has_appeared:
            return NOWHERE if has_appeared is False else None
        permalink = values.get("permalink") or None
        if values.get("permalink") == "":
            permalink = "/"
        limit = self._site.configuration.get("limit_posts", int)
        if not (permalink is None or isinstance(permalink, str)) or (limit and found.collection == "posts"):
            return None
        suffix = suffix_of(self._site, self._plugins, permalink, split(found.path)[1])
        address = (
            permalinks.filled(permalink or self._template(found), document.value)
            if suffix is not None
            else None
        )
        aliases = self._aliases(values)
        if suffix is None or address is None or aliases is None:
            return None
        return Published(permalinks.written(address, suffix), aliases)

    def _template(self, found: Entry) -> str:
        own = collections(self._site.configuration).get(found.collection, {}).get("permalink")
        if isinstance(own, str):
            return own
        style = self._style()
        if found.collection == "posts":
            return permalinks.STYLES.get(style, style)
        return permalinks.with_suffix("/:collection/:path", style)

    def static_address(self, relative: str) -> str | None:
        """Return where a file without a front matter is copied to."""
        found = entry(relative, self._site.configuration, self._patterns)
        if found is None or not found.is_written or found.kind in ("post", "draft"):
            return None
        stem, suffix = split(found.path)
        stem = stem.rstrip(".")
        if found.kind == "page":
            address = f"/{unquote(stem + suffix)}"
        else:
            path = stem.replace(f"_{found.collection}", "", 1)
            values = [
                ("collection", found.collection),
                ("path", path),
                ("output_ext", ""),
                ("name", stem.rpartition("/")[2]),
                ("title", ""),
            ]
            address = permalinks.page(self._template(found), values)
            address = address.removesuffix("/") + suffix
        given = defaults(self._site.configuration, address, found.collection or None)
        return address if given.get("published", True) else None
