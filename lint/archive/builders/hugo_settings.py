"""The settings of a Hugo site that decide about addresses (https://gohugo.io/configuration/all/)."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from posixpath import normpath
from typing import NamedTuple

from lint.archive.builders.hugo_paths import Paths, lower
from lint.archive.builders.site import Site

# What a permalink can be for, and what it is for if nothing says so.
_KINDS = ("page", "section", "taxonomy", "term")
_ANY = "page"
_LIMITED = frozenset(("lang", "sites", "files", "includefiles", "excludefiles"))


class Mount(NamedTuple):
    """A folder that is mounted.

    Attributes:
        source: its path, with a `/` at the end.
        target: where it is in `content` or `static`; with a `/` at the end, or empty.
        language: the language of all files in it; `None` if their names tell it.
        is_limited: whether only some files or sites have it.
    """

    source: str
    target: str
    language: str | None = None
    is_limited: bool = False


def folded(value: object) -> object:
    """Return a value of the configuration with all keys in lower case."""
    if isinstance(value, dict):
        return {str(key).lower(): folded(each) for key, each in value.items()}
    return [folded(each) for each in value] if isinstance(value, list) else value


class HugoSettings:
    """The settings, from the main file and those in `config/_default`."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[str, object] = {}

    def value(self, key: str) -> object:
        """Return the value of a key at the top."""
        if key not in self._known:
            self._known[key] = folded(self._site.configuration.get(key, object))
        return self._known[key]

    def value_of(self, language: str, key: str) -> object:
        """Return the value of a key at the top for a language, whose own settings come before the site's."""
        return _merged(self.languages.get(language, {}).get(key.lower()), self.value(key))

    def of_pagination(self, key: str, before: str) -> Iterator[object]:
        """Yield the values of a setting of lists for all languages.

        Parameters:
            key: its name in `pagination`.
            before: its name before Hugo 0.128.
        """
        for language in (*self.languages, ""):
            group = self.value_of(language, "pagination")
            found = group.get(key.lower()) if isinstance(group, dict) else None
            yield from (each for each in (found, self.value_of(language, before)) if each is not None)

    def is_on(self, key: str) -> bool:
        """Return whether a key is true."""
        return self.value(key) is True

    def names(self, key: str, language: str | None = None) -> frozenset[str]:
        """Return the texts at a key, perhaps for a language, in lower case."""
        found = self.value(key) if language is None else self.value_of(language, key)
        return frozenset(
            str(each).lower() for each in (found if isinstance(found, list) else [found]) if each
        )

    @cached_property
    def paths(self) -> Paths:
        """How paths are written."""
        return Paths(self.is_on("disablePathToLower"), self.is_on("removePathAccents"))

    @cached_property
    def languages(self) -> Mapping[str, Mapping[str, object]]:
        """The settings of each language, by its code."""
        found = self.value("languages")
        languages = found if isinstance(found, dict) else {}
        return {code: each if isinstance(each, dict) else {} for code, each in languages.items()} or {
            self.default_language: {}
        }

    @cached_property
    def default_language(self) -> str:
        """The code of the language whose pages have no prefix."""
        return str(self.value("defaultContentLanguage") or "en").lower()

    @cached_property
    def is_untold(self) -> bool:
        """Whether languages have hosts of their own."""
        return any("baseurl" in each for each in self.languages.values())

    def is_built(self, language: str) -> bool:
        """Return whether pages of a language are built."""
        off = self.names("disableLanguages")
        return self.languages.get(language, {}).get("disabled") is not True and language not in off

    def prefix(self, language: str) -> str:
        """Return what comes before the addresses of a language, without slashes."""
        if language == self.default_language and not self.is_on("defaultContentLanguageInSubdir"):
            return ""
        return language

    @cached_property
    def contents(self) -> tuple[Mount, ...]:
        """The folders of the content, the longest first."""
        mounts = list(self._mounts("content"))
        if not mounts:
            own = [
                Mount(_folder(str(each["contentdir"])), "", code)
                for code, each in self.languages.items()
                if each.get("contentdir")
            ]
            main = Mount(_folder(str(self.value("contentDir") or "content")), "")
            mounts = own if len(own) == len(self.languages) else [*own, main]
        return tuple(sorted(mounts, key=lambda each: -len(each.source)))

    @cached_property
    def statics(self) -> tuple[Mount, ...]:
        """The folders of static files, the longest first."""
        mounts = list(self._mounts("static"))
        if not mounts:
            # Those of all languages are in one place.
            own = (each.get("staticdir") for each in self.languages.values())
            found = [self.value("staticDir") or "static", *filter(None, own)]
            names = [name for each in found for name in (each if isinstance(each, list) else [each])]
            mounts = [Mount(_folder(str(name)), "") for name in dict.fromkeys(map(str, names))]
        return tuple(sorted(mounts, key=lambda each: -len(each.source)))

    def _mounts(self, component: str) -> Iterator[Mount]:
        module = self.value("module")
        mounts = module.get("mounts") if isinstance(module, dict) else None
        for each in mounts if isinstance(mounts, list) else ():
            target = normpath(str(each.get("target", ""))).strip("/") if isinstance(each, dict) else ""
            if target.partition("/")[0] == component:
                inside = target.partition("/")[2]
                is_limited = not _LIMITED.isdisjoint(each)
                yield Mount(
                    _folder(str(each.get("source", ""))), f"{inside}/" if inside else "", None, is_limited
                )

    def pattern(self, kind: str, path: str, language: str) -> str | None:
        """Return the permalink for a page; empty if it has none, `None` if it cannot be told.

        Parameters:
            kind: what it is.
            path: its path in the content, such as `/posts/a`.
            language: that of the page.
        """
        found = self.value_of(language, "permalinks")
        if found is None:
            return ""
        if not isinstance(found, dict):
            return None
        patterns = {each for key, each in _patterns(found, kind) if _is_below(lower(path), key)}
        return None if len(patterns) > 1 else next(iter(patterns), "")

    def is_ugly(self, section: str, language: str) -> bool:
        """Return whether pages of a section, in a language, are files of their own names."""
        found = self.value_of(language, "uglyURLs")
        return found is True or (isinstance(found, dict) and found.get(section) is True)


def _merged(own: object, other: object) -> object:
    """Return a language's own value, or else the site's; mappings are joined (`config/allconfig/load.go`)."""
    if isinstance(own, dict) and isinstance(other, dict):
        return {**other, **{key: _merged(each, other.get(key)) for key, each in own.items()}}
    return other if own is None else own


def _patterns(found: Mapping[str, object], kind: str) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if isinstance(value, str) and kind in ("page", "term"):
            yield key, value
        elif isinstance(value, dict) and key == kind:
            yield from ((inner, each) for inner, each in value.items() if isinstance(each, str))


def _is_below(path: str, section: str) -> bool:
    section = section.strip(" /")
    return re.fullmatch(rf"/{re.escape(section)}(?:/.*)?" if section else "/[^/]*", path) is not None


def _folder(path: str) -> str:
    plain = normpath(path).strip("/")
    return "" if plain == "." else f"{plain}/"
