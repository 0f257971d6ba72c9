"""The values that `defaults` in Jekyll's `_config.yml` gives to front matter.

https://jekyllrb.com/docs/configuration/front-matter-defaults/, as `lib/jekyll/frontmatter_defaults.rb` in
Jekyll 4 applies it.
"""

import os
from collections.abc import Iterator, Mapping

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.globs import Globs

_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}


def defaults(configuration: SiteConfiguration, path: str, kind: str | None) -> dict[str, object]:
    """Return the values for a file, those of the nearest scope first.

    Parameters:
        configuration: the site's.
        path: its path from the site's folder, or from the folder of the collections.
        kind: `pages`, the label of a collection, or `None` for a file that is no page.
    """
    found: dict[str, object] = {}
    before: Mapping[str, object] | None = None
    for scope, values in _sets(configuration):
        if not _applies(scope, path, kind, configuration):
            continue
        if _comes_before(scope, before):
            found |= values
            before = scope
        else:
            found = {**values, **found}
    return found


def keys_of_posts(configuration: SiteConfiguration) -> frozenset[str]:
    """Return the keys to which `defaults` gives a value for all posts."""
    found: set[str] = set()
    for scope, values in _sets(configuration):
        path = scope.get("path")
        if not (isinstance(path, str) and path) and _type_of(scope) in (None, "posts"):
            found.update(map(str, values))
    return frozenset(found)


def _sets(configuration: SiteConfiguration) -> Iterator[tuple[Mapping[str, object], dict[str, object]]]:
    """Yield each scope with its values; one that is left out applies to everything."""
    for each in configuration.get("defaults", list) or ():
        values = each.get("values") if isinstance(each, dict) else None
        scope = each.get("scope", {}) if isinstance(each, dict) else None
        if isinstance(values, dict) and isinstance(scope, dict):
            yield scope, values


def _type_of(scope: Mapping[str, object]) -> object:
    found = scope.get("type")
    return _OLD_TYPES.get(str(found), found)


def _applies(
    scope: Mapping[str, object], path: str, kind: str | None, configuration: SiteConfiguration
) -> bool:
    if "type" in scope and _type_of(scope) != kind:
        return False
    beginning = scope.get("path")
    if not isinstance(beginning, str) or not beginning:
        return True
    container = (configuration.get("collections_dir") or "").strip("/")
    if container:
        beginning = beginning.removeprefix(f"{container}/")
    path = path.removeprefix("/")
    if "*" not in beginning:
        return path.startswith(beginning)
    # The pattern names files and folders that exist, and each is the beginning of a path.
    globs = Globs([beginning])
    return any(
        globs.match(path[:at])
        and (path[at : at + 1] in ("", "/") or _exists(configuration, container, path[:at]))
        for at in range(1, len(path) + 1)
    )


def _exists(configuration: SiteConfiguration, container: str, path: str) -> bool:
    folder = os.path.dirname(configuration.file or "")
    return os.path.lexists(os.path.join(folder, container, path)) or os.path.lexists(
        os.path.join(folder, path)
    )


def _comes_before(scope: Mapping[str, object], other: Mapping[str, object] | None) -> bool:
    if other is None:
        return True
    length, before = (len(str(each.get("path") or "").removeprefix("/")) for each in (scope, other))
    if length != before:
        return length > before
    return "type" in scope or "type" not in other
