"""The layouts and includes of a Jekyll site, and whether they escape titles."""

import os

from lint.archive.builders.site_settings import SiteSettings
from lint.primitives.files import head
from lint.primitives.patterns import regex

# The title is printed as it is: no filter follows, or none that escapes.
_PRINTS_TITLE = regex(
    rb"\{\{-?\s*(?:page|post|include)\.title\s*"
    rb"(?:\|(?!\s*(?:\w+\s*\|\s*)*(?:xml_)?escape)(?:[^{}]|\{(?!\{))*)?\}\}"
)
_LAYOUT = 100_000


def paths(root: str) -> list[str]:
    """Return the paths of the layouts and includes of a site."""
    folders = (os.path.join(root, name) for name in ("_layouts", "_includes"))
    return [os.path.join(folder, name) for folder in folders for name in _names(folder)]


def print_titles(site: SiteSettings) -> bool:
    """Return whether a layout of the site prints titles without escaping them, or its layouts are elsewhere.

    Those of themes escape them.
    """
    found = paths(site.root)
    if not found:
        has_theme = any(site.configuration.get(key) for key in ("theme", "remote_theme"))
        return bool(site.configuration.files) and not has_theme
    return any(_PRINTS_TITLE.search(head(path, _LAYOUT, site.bounds) or b"") for path in found)


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
