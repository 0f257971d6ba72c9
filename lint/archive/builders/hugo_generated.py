"""What Hugo, its themes and its modules add to a site besides the pages of its files."""

import os
from collections.abc import Callable
from functools import cached_property
from posixpath import normpath

from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.hugo_terms import taxonomies
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex

# Feeds, pages of lists, files for search engines, and images that were processed.
_ALWAYS = regex(
    r"/(?:.*/)?(?:page/\d+/(?:index\.html)?|index\.(?!html)\w+|sitemap\.xml|feed\.xml|rss\.xml)"
    r"|/robots\.txt|/404\.html|/(?:.*/)?[^/]*_hu_?[0-9a-f]{6,}[^/]*"
)
_MOST_FOLDERS = 10_000
_FILE = regex(r"\.(?!html?\Z)[A-Za-z]\w{0,9}\Z")


class Generated:
    """What a site may have besides its own files."""

    def __init__(self, site: Site, settings: HugoSettings) -> None:
        self._site = site
        self._settings = settings

    @cached_property
    def _named_themes(self) -> list[str]:
        found = self._settings.value("theme")
        return [str(each) for each in (found if isinstance(found, list) else [found]) if each]

    @cached_property
    def _imports(self) -> list[str]:
        module = self._settings.value("module")
        found = module.get("imports") if isinstance(module, dict) else None
        imports = found if isinstance(found, list) else []
        return [str(each.get("path", "")) for each in imports if isinstance(each, dict)]

    @cached_property
    def themes(self) -> list[str]:
        """The folders of the themes that are there, with a `/` at the end."""
        folder = str(self._settings.value("themesDir") or "themes")
        paths = [normpath(f"{folder}/{each}") for each in (*self._named_themes, *self._imports)]
        paths += [f"_vendor/{normpath(each)}" for each in self._imports]
        return [
            f"{path}/"
            for path in paths
            if not path.startswith(("/", "..")) and self._has_files(os.path.join(self._site.root, path))
        ]

    @staticmethod
    def _has_files(folder: str) -> bool:
        try:
            with os.scandir(folder) as entries:
                return next(entries, None) is not None
        except OSError:
            return False

    @cached_property
    def lacks_a_theme(self) -> bool:
        """Whether a theme or a module is not there: it is fetched for the build."""
        return len(self.themes) < len(self._named_themes) + len(self._imports)

    @cached_property
    def layouts(self) -> list[str]:
        """The folders of layouts, of the site and of its themes, with a `/` at the end."""
        own = normpath(str(self._settings.value("layoutDir") or "layouts"))
        return [f"{own}/", *(f"{theme}layouts/" for theme in self.themes)]

    @cached_property
    def _has_mounts(self) -> bool:
        module = self._settings.value("module")
        mounts = module.get("mounts") if isinstance(module, dict) else None
        targets = [str(each.get("target", "")) for each in mounts or () if isinstance(each, dict)]
        return any(each.startswith(("layouts", "assets")) for each in targets)

    def may_generate(self, place: str) -> bool:
        """Return whether Hugo, a theme or a module may provide an address, a page or a template."""
        if place.startswith("page:"):
            return self._is_list(place)
        if not place.startswith("/"):
            return self.lacks_a_theme or self._has_mounts
        if _ALWAYS.fullmatch(place) or self._is_list(place) or self._may_be_adapted:
            return True
        is_open = (
            self.lacks_a_theme or self._settings.value("outputs") or self._settings.value("outputFormats")
        )
        return bool(is_open) and _FILE.search(place) is not None

    def _is_list(self, name: str) -> bool:
        """Return whether an address or a name may be that of the home page, a taxonomy or an unknown term."""
        parts = [each for each in name.rpartition(":")[2].split("/") if each]
        if parts and parts[0].lower() in self._settings.languages:
            parts = parts[1:]
        if not parts or self._moves_terms:
            return True
        if parts[0].lower() not in self._taxonomies or (self._has_no_terms and ":" not in name):
            return False
        return len(parts) == 1 or ":" in name or not self._knows_terms

    @cached_property
    def _knows_terms(self) -> bool:
        """Whether the terms are those of the pages whose front matter is read, each at the usual address."""
        settings = self._settings
        if settings.value("uglyURLs") or settings.value("cascade") or self.lacks_a_theme:
            return False
        if any({"taxonomies", "cascade"} & each.keys() for each in settings.languages.values()):
            return False
        if any("/" in path for path in taxonomies(settings).values()):
            return False
        with_content = (os.path.join(self._site.root, f"{theme}content") for theme in self.themes)
        return not any(map(os.path.lexists, with_content)) and not self._content_has(_is_org)

    @cached_property
    def _has_no_terms(self) -> bool:
        return {"taxonomy", "term"} <= self._settings.names("disableKinds")

    @cached_property
    def _taxonomies(self) -> frozenset[str]:
        return frozenset(path.partition("/")[0].lower() for path in taxonomies(self._settings).values())

    @cached_property
    def _moves_terms(self) -> bool:
        """Whether a permalink moves taxonomies or terms."""
        found = self._settings.value("permalinks")
        keys = {str(key).lower() for key in found} if isinstance(found, dict) else set()
        return bool(keys & ({"taxonomy", "term"} | self._taxonomies))

    @cached_property
    def _may_be_adapted(self) -> bool:
        """Whether a content adapter makes pages: https://gohugo.io/content-management/content-adapters/."""
        return self._content_has(lambda name: name.startswith("_content.") and name.endswith(".gotmpl"))

    def _content_has(self, is_wanted: Callable[[str], bool]) -> bool:
        """Return whether a file of the content has such a name, or there are too many folders to tell."""
        roots = [os.path.join(self._site.root, each.source) for each in self._settings.contents]
        for root in roots:
            for count, (_, _, names) in enumerate(os.walk(root)):
                if count > _MOST_FOLDERS or any(map(is_wanted, names)):
                    return True
        return False


def _is_org(name: str) -> bool:
    return name.endswith(".org")  # whose front matter is not read
