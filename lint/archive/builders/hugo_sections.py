"""What the front matter of Hugo's sections and bundles decides about the files below, by a look at its keys.

https://gohugo.io/content-management/front-matter/#cascade-1
"""

import os
import re
from datetime import UTC, datetime

from lint.archive.builders.hugo_pages import File, names_in
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.site import Site
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_HEAD = 20_000
# What a section may give to its pages that decides where they are published.
_DECIDES = (
    "url", "slug", "aliases", "build", "_build", "headless", "draft", "outputs", "date", "publishdate",
    "expirydate",
)  # fmt: skip
_DECISION = regex(
    rb"(?:^|[{,])[ \t\-\"']*(?:" + "|".join(_DECIDES).encode() + rb")\b", re.IGNORECASE | re.MULTILINE
)
_SLUG = regex(rb"^[\"'{ ]*slug[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
# What moves the files beside a bundle's index, or leaves them out.
_MOVES = regex(rb"^[\"'{ ]*(?:slug|url|draft|_?build|publishdate|expirydate)\b", re.IGNORECASE | re.MULTILINE)
_DAY = regex(rb"^[\"'{ ]*date[\"']?\s*[:=]\s*[\"']?(\d{4}-\d\d-\d\d)", re.IGNORECASE | re.MULTILINE)
_CASCADE = regex(rb"^[\[ \t\"'{]*cascade\b", re.IGNORECASE | re.MULTILINE)


def cascades(site: Site, settings: HugoSettings, file: File, root: str) -> bool:
    """Return whether a section, or the configuration, may decide about the page."""
    if _decides(settings.value("cascade")):
        return True
    disk = file.disk
    while len(disk) >= len(root):
        for name in ("_index.md", "_index.html", "_index.markdown"):
            has_slug, has_cascade = decisions(os.path.join(disk, name), site.bounds)
            if has_cascade or (has_slug and (disk != file.disk or file.name != "_index")):
                return True
        disk = os.path.dirname(disk)
    return False


def decisions(path: str, bounds: Bounds) -> tuple[bool, bool]:
    """Return whether a section's index may have a slug, and a cascade that decides about addresses."""
    text = head(path, _HEAD, bounds) or b""
    cascade = _CASCADE.search(text)
    return _SLUG.search(text) is not None, cascade is not None and _DECISION.search(
        text, cascade.end()
    ) is not None


def identity(folder: str, bounds: Bounds) -> bytes:
    """Return the identity of what the indexes in a folder say of the files in it, and below.

    The names of those of bundles count, and what those of sections decide: an edit of a page's text, or
    another bundle elsewhere, changes nothing.

    Parameters:
        folder: an absolute path.
    """
    names = [name for name in names_in(folder) if name.startswith(("index.", "_index."))]
    decided = [decisions(os.path.join(folder, name), bounds) for name in names if name[0] == "_"]
    return repr((names, decided)).encode("utf-8", "surrogatepass")


def is_moved(site: Site, index: str | None) -> bool:
    """Return whether the front matter of a bundle may move what is beside it, or leave it out."""
    text = head(index, _HEAD, site.bounds) or b"" if index is not None else b""
    day = _DAY.search(text)
    is_later = day is not None and day[1].decode() > datetime.now(UTC).date().isoformat()
    return is_later or _MOVES.search(text) is not None


def _decides(cascade: object) -> bool:
    """Return whether a cascade in the configuration has what decides about addresses."""
    if isinstance(cascade, list):
        return any(map(_decides, cascade))
    if not isinstance(cascade, dict):
        return False
    return not cascade.keys().isdisjoint(_DECIDES) or any(map(_decides, cascade.values()))
