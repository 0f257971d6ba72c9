"""Which files Jekyll reads, by their paths.

The rules are those of `lib/jekyll/entry_filter.rb` and `lib/jekyll/readers` in Jekyll 4
(https://github.com/jekyll/jekyll).
"""

import re
from collections.abc import Iterable, Mapping
from fnmatch import translate
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.outputs import Output
from lint.primitives.patterns import regex

# DATE_FILENAME_MATCHER in lib/jekyll/document.rb.
DATED = regex(r"(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)\Z")
_NAMED = regex(r".*\.[^.]+\Z", re.DOTALL)
# DEFAULT_EXCLUDES in lib/jekyll/configuration.rb, to which `exclude` adds.
_DEFAULT_EXCLUDES = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules/", "vendor/bundle/",
    "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_DEFAULT_INCLUDES = ".htaccess"
_SPECIAL = regex(r"\A[._#~]|[~.]\Z")

Kind = Literal["page", "post", "draft", "document"]


class Patterns:
    """What `exclude` and `include` match, as `pattern` returns it.

    It is equal to nothing else: to hash a pattern takes longer than to match a path.
    """

    __slots__ = ("excluded", "included")

    def __init__(self, excluded: re.Pattern[str] | None, included: re.Pattern[str] | None) -> None:
        self.excluded = excluded
        self.included = included


_NO_PATTERNS = Patterns(None, None)


class Entry(NamedTuple):
    """A file that Jekyll reads.

    Attributes:
        kind: what it is: `document` in a collection other than posts.
        path: its path, of a post or document from the folder of the collections.
        collection: the collection's label; empty for a page.
        is_written: whether the collection is.
    """

    kind: Kind
    path: str
    collection: str = ""
    is_written: bool = True


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


def output(relative: str, configuration: SiteConfiguration, patterns: Patterns) -> Output:
    """Return what Jekyll makes of a file with a front matter."""
    found = entry(relative, configuration, patterns)
    return "page" if found is not None and found.kind != "draft" and found.is_written else "left out"


def entry(relative: str, configuration: SiteConfiguration, patterns: Patterns = _NO_PATTERNS) -> Entry | None:
    """Return what Jekyll reads a file as; `None` if it does not read it.

    Parameters:
        relative: its path from the site's folder, with `/`.
        patterns: what `exclude` and `include` match.
    """
    source = _folder(configuration.get("source"))
    if not relative.startswith(source):
        return None
    relative = relative.removeprefix(source)
    container = _folder(configuration.get("collections_dir"))
    found = _document(relative, container, configuration, patterns)
    if found is not None:
        return found if _is_read(relative, _inside(found), patterns) else None
    folder, _, name = relative.rpartition("/")
    posts = _posts_above(folder, patterns)
    if posts is None:
        return None
    if posts:
        return _post(relative, posts, container, patterns)
    return Entry("page", relative) if _is_read(relative, name, patterns) else None


@lru_cache(maxsize=256)  # it is the same for all files of a folder
def _posts_above(folder: str, patterns: Patterns) -> str | None:
    """Return the folder of posts that has a folder; empty for none, `None` if Jekyll does not look there."""
    folders = folder.split("/") if folder else []
    for at, name in enumerate(folders):
        path = "/".join(folders[: at + 1])
        if name in ("_posts", "_drafts"):
            return path
        if not _is_read(path, name, patterns):
            return None
    return ""


def collections(configuration: SiteConfiguration) -> Mapping[str, Mapping[str, object]]:
    """Return the settings of the collections, by label."""
    found = configuration.get("collections", (dict, list)) or {}
    if isinstance(found, list):
        found = dict.fromkeys(found)
    settings = {str(name): value if isinstance(value, dict) else {} for name, value in found.items()}
    return {re.sub(r"[^A-Za-z0-9_\-.]", "", name): value for name, value in settings.items()}


@lru_cache(maxsize=16)  # each site has two
def _folder(name: str | None) -> str:
    plain = (name or "").removeprefix("./").strip("/")
    return f"{plain}/" if plain not in ("", ".") else ""


def _inside(found: Entry) -> str:
    return found.path.partition("/")[2]


def _document(
    relative: str, container: str, configuration: SiteConfiguration, patterns: Patterns
) -> Entry | None:
    path = relative.removeprefix(container)
    folder, slash, _ = path.partition("/")
    if not slash or not relative.startswith(container) or folder[:1] != "_" or folder == "_posts":
        return None
    settings = collections(configuration).get(folder[1:])
    if settings is None or folder == "_data":
        return None
    del patterns
    return Entry("document", path, folder[1:], bool(settings.get("output", False)))


def _post(relative: str, folder: str, container: str, patterns: Patterns) -> Entry | None:
    base = f"{folder}/"
    inside = relative.removeprefix(base)
    name = inside.rpartition("/")[2]
    kind: Kind = "post" if folder.rpartition("/")[2] == "_posts" else "draft"
    is_named = DATED.match(name) if kind == "post" else _NAMED.match(name)
    # Folders that are hidden are not looked into.
    is_hidden = any(each.startswith(".") for each in inside.split("/"))
    if (
        not base.startswith(container)
        or not is_named
        or is_hidden
        or not _is_read(relative, inside, patterns)
    ):
        return None
    return Entry(kind, relative.removeprefix(container), "posts")


def _is_read(relative: str, inside: str, patterns: Patterns) -> bool:
    """Return whether a file or folder passes EntryFilter.

    Parameters:
        relative: its path from the site's folder.
        inside: its path from the folder that is read.
        patterns: what `exclude` and `include` match.
    """
    included = patterns.included
    name = inside.rpartition("/")[2]
    if name.endswith("."):
        return False
    if inside == _DEFAULT_INCLUDES or (
        included is not None and (included.match(inside) or included.match(name))
    ):
        return True
    if any(each is not None and each.match(relative) for each in (patterns.excluded, _built_in())):
        return False
    return not _SPECIAL.search(inside) and not _SPECIAL.search(name)


@cache
def _built_in() -> re.Pattern[str] | None:
    return pattern(_DEFAULT_EXCLUDES)
