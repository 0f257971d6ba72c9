"""What generators and themes of Hexo may add to a site (https://hexo.io/docs/generators)."""

import os
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from lint.archive.builders.link_forms import walk
from lint.archive.builders.site import Site
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 100_000
_MOST_SCRIPTS = 100
_NAMED = regex(r"[\"'](hexo-generator-[\w-]+)[\"']")
# The addresses of each generator; of others, files that are no pages.
_PATHS = {
    "index": r"/|/page/\d+/",
    "archive": r"/{archives}/.*",
    "category": r"/{categories}/.+",
    "tag": r"/{tags}/.+",
    "feed": r"/(?:atom|rss2?|feed)\.xml",
    "sitemap": r"/(?:baidu)?sitemap\.(?:xml|txt)",
    "baidu-sitemap": r"/baidusitemap\.xml",
}
_USUAL = ("index", "archive", "category", "tag")
_FILE = regex(r"\.(?!html?\Z)[A-Za-z][A-Za-z0-9]{0,9}\Z")


class Generated:
    """What a site may have besides its own files."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def may_generate(self, place: str) -> bool:
        """Return whether a generator, a script or a theme may provide a place."""
        if not place.startswith("/"):
            return False
        if self._has_script or self._pattern.fullmatch(place) is not None:
            return True
        is_file = _FILE.search(place) is not None
        return is_file and (self._has_other_generator or not self._has_theme)

    @cached_property
    def _package(self) -> str:
        path = os.path.join(self._site.root, "package.json")
        return (head(path, _LONGEST, self._site.bounds) or b"").decode("utf-8", "replace")

    @cached_property
    def _names(self) -> frozenset[str]:
        """The generators that the site uses; the usual ones without a `package.json`."""
        found = {name.removeprefix("hexo-generator-") for name in _NAMED.findall(self._package)}
        return frozenset(found) if self._package else frozenset(_USUAL)

    @cached_property
    def _has_other_generator(self) -> bool:
        return not self._names <= _PATHS.keys()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        configured = self._site.configuration
        folders = {"archives": "archive_dir", "categories": "category_dir", "tags": "tag_dir"}
        named = {name: re.escape((configured.get(key) or name).strip("/")) for name, key in folders.items()}
        found = [_PATHS[name] for name in sorted(self._names & _PATHS.keys())]
        for name, folder in named.items():
            found = [each.replace(f"{{{name}}}", folder) for each in found]
        index = configured.get("index_generator.path")
        if index and index.strip("/"):
            found.append(rf"/{re.escape(index.strip('/'))}/(?:page/\d+/)?")
        return re.compile("|".join(found) or r"(?!)")

    @cached_property
    def _has_theme(self) -> bool:
        """Whether the theme is a folder of the site, so that its files are known."""
        theme = self._site.configuration.get("theme") or "landscape"
        return os.path.isdir(os.path.join(self._site.root, "themes", theme, "source"))

    @cached_property
    def _has_script(self) -> bool:
        """Whether a script of the site or of its theme may generate pages (https://hexo.io/api/generator)."""
        theme = self._site.configuration.get("theme") or "landscape"
        folders = ("scripts", f"themes/{theme}/scripts")
        paths = (
            path
            for folder in folders
            for path in _programs(os.path.join(self._site.root, folder), self._site.bounds)
        )
        return any(
            b"generator" in (head(path, _LONGEST, self._site.bounds) or b"generator")
            for path in islice(paths, _MOST_SCRIPTS)
        )


def _programs(folder: str, bounds: Bounds) -> Iterator[str]:
    for at, _, names in walk(folder, bounds):
        yield from (os.path.join(at, name) for name in names if name.endswith((".js", ".ts")))
