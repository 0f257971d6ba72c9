"""Which files Jekyll reads, by their paths.

The rules are those of `lib/jekyll/entry_filter.rb` and `lib/jekyll/readers` in Jekyll 4
(https://github.com/jekyll/jekyll).
"""

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import cache

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.outputs import Output
from lint.primitives.patterns import regex

# DATE_FILENAME_MATCHER in lib/jekyll/document.rb.
_POST = regex(r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+\Z")
# DEFAULT_EXCLUDES in lib/jekyll/configuration.rb, to which `exclude` adds.
_DEFAULT_EXCLUDES = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules/", "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_SPECIAL = regex(r"\A[._#~]|~\Z")


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches paths that a list in `_config.yml` names: by glob, or by a path's beginning.

    `EntryFilter#glob_include?` takes `draft` for the beginning of `drafts.md`, too.
    """
    parts: list[str] = []
    for name in names:
        each = name.removeprefix("/")
        if each:
            parts += [translate(each), re.escape(each)]
            # A folder's own path has no slash at its end.
            parts += [re.escape(each[:-1]) + r"\Z"] if each.endswith("/") else []
    return re.compile("|".join(parts)) if parts else None


def output(relative: str, configuration: SiteConfiguration) -> Output:
    """Return what Jekyll makes of a file with a front matter."""
    if (built_in := _built_in()) is not None and built_in.match(relative):
        return "left out"
    *folders, name = relative.split("/")
    for at, folder in enumerate(folders):
        if folder == "_posts":
            inside = folders[at + 1 :]
            is_read = _POST.match(name) and not name.endswith("~") and not any(map(_SPECIAL.search, inside))
            return "page" if is_read else "left out"
        if _SPECIAL.search(folder):
            is_collection = at == 0 and folder[0] == "_" and _is_written(folder[1:], configuration)
            return "page" if is_collection and not _SPECIAL.search(name) else "left out"
    return "left out" if _SPECIAL.search(name) else "page"


def _is_written(collection: str, configuration: SiteConfiguration) -> bool:
    """Return whether `collections` in `_config.yml` has a collection whose documents become pages."""
    collections = configuration.get("collections", (dict, list))
    settings = collections.get(collection) if isinstance(collections, dict) else None
    return isinstance(settings, dict) and settings.get("output") is True


@cache
def _built_in() -> re.Pattern[str] | None:
    return pattern(_DEFAULT_EXCLUDES)
