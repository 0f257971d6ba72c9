"""What Hugo, its themes and its modules add to a site besides the pages of its files."""

import os
import re
from functools import cached_property
from posixpath import normpath

from lint.archive import conventions
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.hugo_terms import taxonomies
from lint.archive.builders.references import Reference
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex

# Feeds, files for search engines, and images that were processed.
_ALWAYS = regex(
    r"/(?:.*/)?(?:index\.(?!html)\w+|sitemap\.xml|feed\.xml|rss\.xml)"
    r"|/robots\.txt|/404\.html|/(?:.*/)?[^/]*_hu_?[0-9a-f]{6,}[^/]*"
)
# The settings of a language that decide about terms.
_TERMS = frozenset(("taxonomies", "cascade", "uglyurls", "disablekinds"))
# The places of what programs in the content make.
ADAPTER, _ORG = "adapter:", "org:"
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
        if place.startswith((ADAPTER, _ORG)):  # pages and notes of content, whose mounts are known
            return self.lacks_a_theme
        if not place.startswith("/"):
            return self.lacks_a_theme or self._has_mounts
        if self._settings.is_untold:
            return True
        if _ALWAYS.fullmatch(place) or self.list_pages.fullmatch(place) or self._is_list(place):
            return True
        if any(f"{place}/".startswith(f"/{each}") for each in self._from_elsewhere):
            return True
        is_open = (
            self.lacks_a_theme or self._settings.value("outputs") or self._settings.value("outputFormats")
        )
        return bool(is_open) and _FILE.search(place) is not None

    @cached_property
    def _from_elsewhere(self) -> tuple[str, ...]:
        """Where static files are mounted that are not listed, such as those of packages."""
        return tuple(mount.target for mount in self._settings.statics if is_elsewhere(mount.source))

    @cached_property
    def list_pages(self) -> re.Pattern[str]:
        """The pages of lists: the address of the `list`, and the `number` of the page."""
        set_to = [*map(str, self._settings.of_pagination("path", "paginatePath"))]
        folders = {"page", *set_to, *map(self._settings.paths.sanitized, set_to)}
        names = "|".join(re.escape(each.strip("/")) for each in sorted(folders))
        return re.compile(rf"(?P<list>/(?:.+/)?)(?:{names})/(?P<number>\d{{1,9}})/(?:index\.html)?")

    def is_of_posts(self, address: str) -> bool:
        """Return whether the list at an address can only be one of posts, not of terms."""
        parts = self._parts(address)
        return not self._moves_terms and not (parts and parts[0].lower() in self._taxonomies)

    def _parts(self, name: str) -> list[str]:
        """Return the parts of an address or a name, without the language."""
        parts = [each for each in name.rpartition(":")[2].split("/") if each]
        return parts[1:] if parts and parts[0].lower() in self._settings.languages else parts

    def _is_list(self, name: str) -> bool:
        """Return whether an address or a name may be that of the home page, a taxonomy or an unknown term."""
        parts = self._parts(name)
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
        if any(
            {"taxonomies", "cascade", "uglyurls", "disablekinds"} & each.keys()
            for each in settings.languages.values()
        ):
            return False
        if any("/" in path for path in taxonomies(settings).values()):
            return False
        return not any(
            os.path.lexists(os.path.join(self._site.root, f"{theme}content")) for theme in self.themes
        )

    @cached_property
    def _has_no_terms(self) -> bool:
        return {"taxonomy", "term"} <= self._settings.names("disableKinds")

    @cached_property
    def _taxonomies(self) -> frozenset[str]:
        return frozenset(path.partition("/")[0].lower() for path in taxonomies(self._settings).values())

    @cached_property
    def _moves_terms(self) -> bool:
        """Whether a permalink moves taxonomies or terms."""
        settings = self._settings
        found = [settings.value_of(language, "permalinks") for language in settings.languages]
        keys = {str(key).lower() for each in found if isinstance(each, dict) for key in each}
        return bool(keys & ({"taxonomy", "term"} | self._taxonomies))

    def with_programs(self, reference: Reference | None) -> Reference | None:
        """Return a reference that is also right where a program in the content may make its page.

        Such files are known when all files of the site are: see `program_of`.
        """
        if reference is None or reference.kind not in ("page", "file"):
            return reference
        is_term = any(self._is_term(place) for place in reference.places)
        programs = (ADAPTER, _ORG) if is_term else (ADAPTER,)
        return reference._replace(places=(*reference.places, *programs))

    def _is_term(self, place: str) -> bool:
        parts = place.split("/", 3)
        return place.startswith("/") and not self._taxonomies.isdisjoint(each.lower() for each in parts[1:3])


def is_elsewhere(folder: str) -> bool:
    """Return whether a mounted folder is one whose files are not listed, such as that of a package."""
    return any(part in conventions.MADE or part[:1] == "." for part in folder.split("/"))


def program_of(relative: str) -> tuple[str, ...]:
    """Return the place of all that a file in the content may make, which its front matter does not tell.

    It is a content adapter (https://gohugo.io/content-management/content-adapters/), or a page in Org mode,
    which may have any term.
    """
    name = relative.rpartition("/")[2]
    if name.startswith("_content.") and name.endswith(".gotmpl"):
        return (ADAPTER,)
    return (_ORG,) if name.endswith(".org") else ()
