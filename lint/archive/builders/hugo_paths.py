"""How Hugo writes paths: `common/paths/path.go` and `helpers/path.go` (https://github.com/gohugoio/hugo)."""

import posixpath
import re
import unicodedata
from typing import NamedTuple

from lint.primitives.patterns import regex

_ALLOWED = frozenset("./\\_#+~-@")
_HEX = regex(r"%[0-9A-Fa-f]{2}")


class Paths(NamedTuple):
    """How a site wants its paths.

    Attributes:
        keeps_case: `disablePathToLower`.
        without_accents: `removePathAccents`.
    """

    keeps_case: bool = False
    without_accents: bool = False

    def sanitized(self, text: str) -> str:
        """Return a path with the characters that Hugo keeps, and hyphens for spaces."""
        found = _sanitized(text)
        if self.without_accents:
            plain = [
                each for each in unicodedata.normalize("NFD", found) if unicodedata.category(each) != "Mn"
            ]
            found = unicodedata.normalize("NFC", "".join(plain))
        return found if self.keeps_case else lower(found)

    def of_file(self, text: str) -> str:
        """Return a part of a file's path: in lower case, each space is a hyphen."""
        return text if self.keeps_case else lower(text.replace(" ", "-"))


def lower(text: str) -> str:
    """Return a text in lower case as Go writes it: a character for each."""
    return "".join(each.lower()[:1] for each in text)


def _sanitized(text: str) -> str:
    found: list[str] = []
    is_pending = was_hyphen = False
    for at, each in enumerate(text):
        if _is_allowed(text, at, each):
            was_hyphen = each == "-"
            if is_pending and not was_hyphen:
                found.append("-")
            is_pending = False
            found.append(each)
        elif found and not was_hyphen and each.isspace():
            is_pending = True
    return "".join(found)


def _is_allowed(text: str, at: int, each: str) -> bool:
    category = unicodedata.category(each)
    return (
        category[0] in "LM"
        or category == "Nd"
        or each in _ALLOWED
        or (each == "%" and bool(_HEX.match(text, at)))
    )


def joined(*parts: str) -> str:
    """Return parts as a path from the root, each without the slashes around it."""
    return re.sub("/+", "/", "/" + "/".join(each.strip("/") for each in parts if each.strip("/")))


def clean(path: str) -> str:
    """Return an absolute path without `.`, `..` and double slashes."""
    return posixpath.normpath("/" + path.lstrip("/"))
