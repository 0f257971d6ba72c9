"""The language of a post, as its front matter or its path says."""

from functools import lru_cache

from lint.primitives.patterns import regex
from lint.rule import Document

# A part of a path that stands for a language, such as a folder or the end of a file's name: `zh-tw/`, `index.fr.md`.
_LANGUAGE = regex(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?\Z")
_LONGEST = 7  # as `zh-Hant`
_KEYS = "lang", "language", "locale"


@lru_cache(maxsize=1)  # several collectors ask for that of one post
def language_of(document: Document) -> str:
    """Return the language of a post in lower case; empty if nothing says it."""
    for key in _KEYS:
        if isinstance(value := document.data.get(key), str):
            return value.casefold()
    folder, _, name = document.site_path.rpartition("/")
    return _language_in(name) or _language_of_folder(folder)


@lru_cache(maxsize=256)
def _language_of_folder(folder: str) -> str:
    return _language_in(folder + "/")


def _language_in(path: str) -> str:
    """Return the last language in a path; what comes after the last separator is none."""
    for part in reversed(path.replace("\\", "/").replace(".", "/").split("/")[:-1]):
        if len(part) <= _LONGEST and _LANGUAGE.match(part):
            return part.casefold()
    return ""
