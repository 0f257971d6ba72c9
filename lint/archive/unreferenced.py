"""The images and downloads of a site whose names no text of the site has."""

import os
import re
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import unquote

from lint.archive.archive_files import MEDIA
from lint.archive.conventions import MADE
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_DOWNLOADS = (*MEDIA, ".pdf", ".zip", ".gz")
_LONGEST = 4 << 20
_SKIPPED = MADE | {".git"}
# Names as they are usual in addresses, percent-encoded or not.
_WORD = regex(r"[^\s/\\\"'()<>\[\]{}|=:,;?#]+")
_SUFFIX = regex("|".join(map(re.escape, _DOWNLOADS)), re.IGNORECASE)


def unreferenced(root: str, bounds: Bounds) -> Iterator[str]:
    """Yield the paths of the files, in order.

    A name that any post, template, style sheet, program or data file contains is referred to, wherever the
    file is: this finds too few files rather than too many. Links to folders are not followed.

    Parameters:
        root: the folder of the site.
        bounds: the archive.
    """
    assets: dict[str, str] = {}
    texts: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(each for each in folders if each not in _SKIPPED)
        is_hidden = os.path.relpath(folder, root).startswith(".") and folder != root
        for name in names:
            path = os.path.join(folder, name)
            if not name.lower().endswith(_DOWNLOADS):
                texts.append(path)
            elif not is_hidden and name[0] != ".":
                assets[path] = _comparable(name)
    wanted = set(assets.values())
    odd = {name for name in wanted if [*_names(name)] != [name]}
    for path in texts:
        if not wanted:
            break
        content = head(path, _LONGEST, bounds) or b""
        text = content.decode("utf-8", "replace")
        wanted -= {_comparable(unquote(match)) for match in _names(text)}
        if odd:
            plain = _comparable(unquote(text))
            wanted -= {name for name in odd if name in plain}
    yield from sorted(path for path, name in assets.items() if name in wanted)


def _names(text: str) -> Iterator[str]:
    """Yield the names of files in a text: words, as far as their last suffix."""
    for word in _WORD.finditer(text):
        end = 0
        for suffix in _SUFFIX.finditer(text, word.start() + 1, word.end()):
            end = suffix.end()
        if end:
            yield text[word.start() : end]


def _comparable(name: str) -> str:
    return normalize("NFC", name).casefold()
