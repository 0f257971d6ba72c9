"""What generators and themes of Hexo may add to a site (https://hexo.io/docs/generators)."""

import os
import re
from collections.abc import Sequence
from functools import cached_property

from lint.archive.builders import hexo_terms, hexo_themes, list_pages
from lint.archive.builders.hexo_themes import ThemedSite
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 100_000
_PLUGIN = regex(r"[\"']hexo-([\w-]+)[\"']")
# The addresses of each generator; of others, files that are no pages.
_PATHS = {
    "index": r"/|/{page}/\d+/",
    "archive": r"/{archives}/.*",
    "category": r"/{categories}/.+/{page}/\d+/",
    "tag": r"/{tags}/.+/{page}/\d+/",
    "feed": r"/(?:atom|rss2?|feed)\.xml",
    "sitemap": r"/(?:baidu)?sitemap\.(?:xml|txt)",
    "baidu-sitemap": r"/baidusitemap\.xml",
}
_USUAL = ("index", "archive", "category", "tag")
_FILE = regex(r"\.(?!html?\Z)[A-Za-z][A-Za-z0-9]{0,9}\Z")
# The names of plug-ins that may give posts other tags or categories, besides those for tags in the text.
_ON_TERMS = regex(r"(?!generator-(?:tag|category)\Z|tag-).*(?:auto|categor|tag|keyword)")


class Generated:
    """What a site may have besides its own files."""

    def __init__(self, site: ThemedSite) -> None:
        self._site = site

    def may_generate(self, place: str) -> bool:
        """Return whether a generator, a script or a theme may provide a place."""
        if not place.startswith("/"):
            return False
        if b"generator" in self._scripts or self._pattern.fullmatch(place) is not None:
            return True
        if self._has_other_generator and _FILE.search(place) is not None:
            return True
        return not self._has_theme and hexo_themes.may_provide(
            place, hexo_themes.name(self._site), self._term_folders
        )

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of a list of posts to exist.

        Each generator may have a size of its own (https://github.com/hexojs/hexo-generator-index#options).
        """
        page = re.escape((self._site.configuration.get("pagination_dir") or "page").strip("/"))
        found = re.fullmatch(rf"/(?:.+/)?{page}/(\d{{1,9}})/(?:index\.html)?", place)
        if found is None or b"generator" in self._scripts or self._has_other_generator or not self._least:
            return ()
        return list_pages.taken(found[1], self._least)

    @cached_property
    def _least(self) -> int:
        """With how many posts a page of a list is full, at least; 0 if that is not known."""
        configured = self._site.configuration
        names = ("per_page", *(f"{each}_generator.per_page" for each in _USUAL))
        sizes = [configured.get(name, object) for name in names]
        if any(size is not None and (type(size) is not int or size < 0) for size in sizes):
            return 0
        known = [size for size in sizes if isinstance(size, int)]
        return min(filter(None, known if sizes[0] is not None else (10, *known)), default=1)

    @cached_property
    def _package(self) -> str:
        path = os.path.join(self._site.root, "package.json")
        return (head(path, _LONGEST, self._site.bounds) or b"").decode("utf-8", "replace")

    @cached_property
    def _plugins(self) -> frozenset[str]:
        return frozenset(_PLUGIN.findall(self._package))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The generators that the site uses; the usual ones without a `package.json`."""
        start = "generator-"
        found = {name.removeprefix(start) for name in self._plugins if name.startswith(start)}
        return frozenset(found) if self._package else frozenset(_USUAL)

    @cached_property
    def _has_other_generator(self) -> bool:
        return not self._names <= _PATHS.keys()

    @cached_property
    def _term_folders(self) -> tuple[str, str]:
        tags, categories = (("tag_dir", "tags"), ("category_dir", "categories"))
        return hexo_terms.folder(self._site, *tags), hexo_terms.folder(self._site, *categories)

    @cached_property
    def _knows_terms(self) -> bool:
        """Whether the tags and categories of a post are those in its front matter."""
        is_changed = b"filter" in self._scripts and any(
            each in self._scripts for each in (b"tags", b"categor")
        )
        return not is_changed and not any(map(_ON_TERMS.match, self._plugins))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        configured = self._site.configuration
        tags, categories = self._term_folders
        named = {
            "archives": (configured.get("archive_dir") or "archives").strip("/"),
            "page": (configured.get("pagination_dir") or "page").strip("/"),
            "categories": categories.strip("/"),
            "tags": tags.strip("/"),
        }
        found = [_PATHS[name] for name in sorted(self._names & _PATHS.keys())]
        if configured.get("tag_generator.enable_index_page", bool):
            found.append("/{tags}/")
        if not self._knows_terms:
            found += ["/{categories}/.+", "/{tags}/.+"]
        for name, folder in named.items():
            found = [each.replace(f"{{{name}}}", re.escape(folder)) for each in found]
        index = configured.get("index_generator.path")
        if index and index.strip("/"):
            found.append(rf"/{re.escape(index.strip('/'))}/(?:{re.escape(named['page'])}/\d+/)?")
        return re.compile("|".join(found) or r"(?!)")

    @cached_property
    def _has_theme(self) -> bool:
        return hexo_themes.is_here(self._site)

    @cached_property
    def _scripts(self) -> bytes:
        """The scripts of the site and its theme, which may generate pages (https://hexo.io/api/generator)."""
        paths = hexo_themes.scripts(self._site)
        found = [head(path, _LONGEST, self._site.bounds) for path in paths]
        return b"\n".join(each if each is not None else b"generator" for each in found)
