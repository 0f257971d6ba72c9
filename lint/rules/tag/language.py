"""The language of a post, as its front matter or its path says."""

from functools import lru_cache

from lint.primitives.patterns import regex
from lint.rule import Document

# A folder or the end of a file's name that stands for a language: `zh-tw/`, `index.fr.md`.
_LANGUAGE = regex(r"(?:\A|[/\\.])([a-z]{2}(?:[-_][A-Za-z]{2,4})?)(?=[/\\.])")
_KEYS = "lang", "language", "locale"


@lru_cache(maxsize=1)  # several collectors ask for that of one post
def language_of(document: Document) -> str:
    """Return the language of a post in lower case; empty if nothing says it."""
    for key in _KEYS:
        if isinstance(value := document.data.get(key), str):
            return value.casefold()
    folder, _, name = document.site_path.rpartition("/")
    found = _LANGUAGE.findall(name) or _language_of_folder(folder)
    return found[-1].casefold() if found else ""


@lru_cache(maxsize=256)
def _language_of_folder(folder: str) -> list[str]:
    return _LANGUAGE.findall(folder + "/")
