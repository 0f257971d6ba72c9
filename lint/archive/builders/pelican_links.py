"""What links of Pelican's articles and pages lead to.

See https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content. What is not such a link is
left to the browser.
"""

import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lint.archive.builders.addresses import Published, address_of
from lint.archive.builders.links import Links
from lint.archive.builders.pelican_addresses import PelicanAddresses
from lint.archive.builders.references import Reference, addressed, joined, kind_of, outside, target
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex

# `INTRASITE_LINK_REGEX`, whose name Pelican looks up.
_LINK = regex(r"[{|](filename|static|attach)[|}](.*)\Z", re.DOTALL)
_FIELD = regex(r"[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)")
_SITE_URL = regex(r"^SITEURL\s*=\s*[\"']([^\"'\n]*)", re.MULTILINE)
# Plug-ins that write no pages.
_QUIET = regex(
    r"(?:pelican\.plugins\.|pelican_|plugins\.)?(?:neighbors|related_posts|similar_posts|render_math|summary|tag_cloud"
    r"|extract_toc|toc|liquid_tags|series|share_post|readtime|post_stats|minify|gzip_cache|webassets|assets|typogrify"
    r"|seo|youtube|pelican_youtube|section_number|better_codeblock_line_numbering|filetime_from_git|ipynb\.markup"
    r"|render_math|simple_footnotes|featured_image|linkclass|yaml_metadata|jinja2content|thumbnailer|markdown_include)"
)
_LISTS = {
    "AUTHOR": "author/{slug}.html", "CATEGORY": "category/{slug}.html", "TAG": "tag/{slug}.html",
    "AUTHORS": "authors.html", "CATEGORIES": "categories.html", "TAGS": "tags.html",
    "ARCHIVES": "archives.html",
    "INDEX": "index.html", "YEAR_ARCHIVE": "", "MONTH_ARCHIVE": "", "DAY_ARCHIVE": "",
}  # fmt: skip
_ALWAYS = regex(r"/|/index\d*\.html|/feeds/.*|/theme/.*|/.*\.(?:atom|rss)(?:\.xml)?|/sitemap\.xml")
_HEAD = 20_000
_SOURCES = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")


class PelicanLinks(Links):
    """The links of a site.

    Parameters:
        site: the site.
        content: its content folder, with a `/` at the end, or empty.
        addresses: where its files are published.
    """

    def __init__(self, site: Site, content: str, addresses: PelicanAddresses) -> None:
        self._site = site
        self._content = content
        self._addresses = addresses

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what an address leads to, also one with `{filename}` or `{static}`."""
        del markdown
        link = _LINK.match(url)
        if link is not None:
            return self._named(link[1], link[2], relative)
        to = target(url) if not url.startswith(("{", "|")) else None
        if to is None or (to.path.startswith("/") and self._is_outside(to.path)):
            return None
        addresses = published.addresses if published is not None else ()
        base = self._site.base_path
        found = addressed(to, relative, base, addresses, image=image)
        return found or outside(to, base, image=image)

    def _named(self, what: str, value: str, relative: str) -> Reference | None:
        """Return the reference of a link to a file of the content."""
        if not relative.startswith(self._content):
            return None
        rest, _, anchor = value.partition("#")
        path = unicodedata.normalize("NFC", rest.partition("?")[0])
        folder = "" if path.startswith("/") else relative.removeprefix(self._content).rpartition("/")[0]
        found = dict.fromkeys(joined(folder, each) for each in (path, unquote(path)))
        places = tuple(f"{self._content}{each}" for each in found if each)
        if what == "filename" and not path.endswith(_SOURCES):
            # It is found if something else publishes it, which has given it an address.
            linked = (self._addresses.linked_address(each) for each in places)
            places += tuple(each for each in linked if each is not None)
        if what != "filename" and places:
            # A file is published for the link only if nothing but spaces is encoded (`get_static_links`).
            file = joined(folder, path.replace("%20", " "))
            places = (f"static:{self._content}{file}", *(() if path.endswith(_SOURCES) else places))
        kind = "page" if what == "filename" else kind_of(path, image=True)
        if not places and what == "filename":
            places = (f"{self._content}{path}",)  # which is outside the content, where nothing is found
        return Reference(kind, places, unquote(anchor)) if places else None

    def published_for(self, url: str, relative: str, published: Published | None) -> tuple[str, ...]:
        """Return the addresses of a file that is published since a page links to it, if it is such a link."""
        link = _LINK.match(url)
        if link is None or link[1] == "filename" or not relative.startswith(self._content):
            return ()
        path = unicodedata.normalize("NFC", link[2].partition("#")[0].partition("?")[0])
        own = relative.rpartition("/")[0]
        folder = self._content.rstrip("/") if path.startswith("/") else own
        file = joined(folder, path.replace("%20", " "))
        if not file or file.endswith(_SOURCES):
            return ()
        found = [self._addresses.linked_address(file)]
        if link[1] == "attach" and published is not None and published.addresses:
            # It is put beside the page, or as far below it as it is in the content.
            below = file.removeprefix(f"{own}/") if file.startswith(f"{own}/") else posixpath.basename(file)
            found.append(posixpath.join(posixpath.dirname(published.addresses[-1]), below))
        return tuple(each for each in found if each is not None)

    def _is_outside(self, path: str) -> bool:
        """Return whether a path is below that of the site as it is published, which another file may set."""
        return any(f"{path}/".startswith(f"{base}/") for base in self._other_bases)

    @cached_property
    def _other_bases(self) -> tuple[str, ...]:
        text = head(os.path.join(self._site.root, "publishconf.py"), _HEAD, self._site.bounds) or b""
        paths = (
            urlsplit(each).path.rstrip("/") for each in _SITE_URL.findall(text.decode("utf-8", "replace"))
        )
        return tuple(path for path in paths if path and path != self._site.base_path)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the addresses of a page or a file; what `{static}` names is published, wherever it is."""
        del fields
        site = self._site
        named = (f"static:{relative}",) if self._may_be_static(relative) else ()
        if site.output(relative) != "page":
            address = site.static_address(relative)
            return (address, *named) if address is not None else named
        if site.is_post(f"{site.root}/{relative}"):
            return named
        found = site.published(relative, _fields(f"{site.root}/{relative}", site))
        return (*found.addresses, *named) if found is not None else named

    def _may_be_static(self, relative: str) -> bool:
        """Return whether `{static}` may name a file: not a source, unless `STATIC_EXCLUDE_SOURCES` is off."""
        if not relative.startswith(self._content):
            return False
        copies_all = self._site.configuration.get("STATIC_EXCLUDE_SOURCES", bool) is False
        return copies_all or self._site.output(relative) != "page"

    def may_generate(self, place: str) -> bool:
        """Return whether a list, a feed, the theme or a plug-in may provide an address."""
        if not place.startswith("/"):
            return False
        return (
            self._is_open or _ALWAYS.fullmatch(place) is not None or self._lists.fullmatch(place) is not None
        )

    @cached_property
    def _is_open(self) -> bool:
        plugins = self._site.configuration.texts("PLUGINS")
        known = all(_QUIET.fullmatch(each) or "sitemap" in each for each in plugins)
        return not known or (
            self._site.configuration.mentions("PLUGINS") and not plugins and self._has_plugins
        )

    @property
    def _has_plugins(self) -> bool:
        found = re.search(
            r"^PLUGINS\s*\+?=\s*(?!\s|[\[(]\s*[\])])", self._site.configuration.text, re.MULTILINE
        )
        return found is not None

    @cached_property
    def _lists(self) -> re.Pattern[str]:
        """The addresses of lists, also of their further pages."""
        patterns = list(self._patterns())
        return re.compile("|".join(patterns) or r"(?!)")

    def _patterns(self) -> Iterator[str]:
        for name, default in _LISTS.items():
            for what in ("SAVE_AS", "URL"):
                value = self._site.configuration.get(f"{name}_{what}")
                pattern = default if value is None and what == "SAVE_AS" else value
                if pattern:
                    yield _of_template(pattern)
        pages = self._site.configuration.get("TEMPLATE_PAGES", dict) or {}
        yield from (re.escape(address_of(str(each))) for each in pages.values())


def _of_template(template: str) -> str:
    """Return the expression of the addresses that a setting gives."""
    address = address_of(template.lstrip("/"))
    parts = [re.escape(each) for each in re.split(r"\{[^{}]*\}", address)]
    whole = "[^/]+".join(parts)
    # What a placeholder stands for may end with digits, so that these need no look of their own.
    if not whole.endswith(r"\.html") or whole.endswith(r"[^/]+\.html"):
        return whole
    return whole.removesuffix(r"\.html") + r"\d*\.html"


def _fields(path: str, site: Site) -> Mapping[str, object]:
    """Return the metadata of a page, as far as its address depends on it."""
    text = (head(path, _HEAD, site.bounds) or b"").decode("utf-8-sig", "replace")
    fields: dict[str, object] = {}
    for line in text.splitlines():
        match = _FIELD.match(line)
        if match is None:
            if line.strip() not in ("", "---") or (line.strip() == "" and fields):
                break
            continue
        fields.setdefault(match[1].lower(), match[2].strip())
    return fields
