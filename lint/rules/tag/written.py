"""Tags and authors, in a form in which spellings of one name are equal."""

from functools import lru_cache
from unicodedata import normalize

from lint.primitives.patterns import regex
from lint.rule import Document, Fact, Facts
from lint.rules.tag.chinese import simplified
from lint.rules.tag.language import language_of

_ROLES = ("tags", "categories", "author")
# What separates words is no part of a name, unless it is between digits, as in `1-0`.
_SEPARATOR = regex(r"(?<![\d\s_·-])[\s_·-]+|(?<=\d)[\s_·-]+(?![\d\s_·-])")
_MOST = 100


def spelled_names(document: Document) -> Facts:
    """Yield the tags, categories and the author of a post; those of another language are other names."""
    language = language_of(document)
    for role in _ROLES:
        field = document.field(role)
        for name, span in field.members[:_MOST] if field is not None else ():
            if isinstance(name, str) and (key := _key(role, language, name)):
                page = name if role == "author" else document.site.tag_page(name)
                yield Fact(key, span, page, "variant")


@lru_cache(maxsize=4096)  # most names are in many posts
def _key(role: str, language: str, name: str) -> str:
    """Return what spellings of a name have in common; empty for what is no name."""
    key = comparable(name) if name == name.strip() else ""
    return f"{role} {language} {key}" if key else ""


def comparable(name: str) -> str:
    """Return a name without upper case, separators, and traditional or full-width characters."""
    return _SEPARATOR.sub("", simplified(normalize("NFKC", name)).casefold())
