"""Where Hugo is configured, and how a folder shows that (https://gohugo.io/configuration/introduction/)."""

import os
import re

from lint.archive.builders.configuration import SiteConfiguration
from lint.primitives.bounds import Bounds
from lint.primitives.files import Listings, head, is_there

_MAIN = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
OLD = ("config.toml", "config.yaml", "config.yml", "config.json")
_WHOLE = (*_MAIN, *OLD)
MARKS = (*_MAIN, *(f"config/_default/{name}" for name in _WHOLE))
# Beside one of these, `hugo.json` is not looked at: it may be data about Hugo.
_CERTAIN = (*_MAIN[:3], "config")
_BESIDE = ("archetypes", "layouts", "themes")
_OWN_KEY = rb"^[ \t]*[\"']?(?:baseurl|languagecode|contentdir|disablekinds)[\"']?\s*[:=]"
_DEFAULT = os.path.join("config", "_default")
_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
_MOST_FILES = 50
_HEAD = 16_384


def recognised(folder: str, names: frozenset[str], listings: Listings, mark: str | None) -> str | None:
    """Return how a folder shows that it is a site's: a `hugo.toml`, or an older file beside Hugo's folders.

    Parameters:
        folder: an absolute path.
        names: the names in it.
        listings: reads within the archive.
        mark: the reason that one of `MARKS` gives.
    """
    if mark is not None and names.isdisjoint(_CERTAIN):
        start = head(os.path.join(folder, "hugo.json"), _HEAD, listings.bounds)
        mark = mark if start is None or start.lstrip()[:1] == b"{" else None
    old = next((name for name in OLD if name in names), None) if "content" in names else None
    if mark is not None or old is None:
        return mark
    start = head(os.path.join(folder, old), _HEAD, listings.bounds) or b""
    is_own = not names.isdisjoint(_BESIDE) or re.search(_OWN_KEY, start, re.IGNORECASE | re.MULTILINE)
    return f"{old} and content are in {folder}" if is_own else None


def read(root: str, bounds: Bounds) -> SiteConfiguration:
    """Return the main file and those in `config/_default`, which are named after the keys that they hold."""
    names = [next((each for each in _WHOLE if is_there(os.path.join(root, each))), None)]
    try:
        listed = sorted(os.listdir(os.path.join(root, _DEFAULT)))[:_MOST_FILES]
    except OSError:
        listed = []
    names += [os.path.join(_DEFAULT, name) for name in listed if name.endswith(_SUFFIXES)]
    paths = [os.path.join(root, name) for name in names if name is not None]
    return SiteConfiguration.of_files(paths, bounds, folds=True, whole=_WHOLE)


def content_folders(configuration: SiteConfiguration) -> tuple[str, ...]:
    """Return the folders of the content, with a `/` at the end, by `contentDir`, languages and mounts."""
    folders = [configuration.get("contentDir") or "content"]
    languages = configuration.get("languages", dict) or {}
    for each in languages.values():
        folders += _texts_of(each, "contentdir")
    for each in configuration.get("module.mounts", list) or ():
        if any(f"{target}/".startswith("content/") for target in _texts_of(each, "target")):
            folders += _texts_of(each, "source")
    return tuple(dict.fromkeys(os.path.normpath(folder).strip("/") + "/" for folder in folders if folder))


def _texts_of(value: object, key: str) -> list[str]:
    """Return the text at a key of a mapping, in a list; the list is empty without it."""
    items = value.items() if isinstance(value, dict) else ()
    return [text for name, text in items if str(name).lower() == key and isinstance(text, str)]
