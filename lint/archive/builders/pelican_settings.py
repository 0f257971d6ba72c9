"""The settings of a Pelican site that decide about addresses.

See https://docs.getpelican.com/en/latest/settings.html.

`pelicanconf.py` is parsed and never run: a setting is known if it is a literal.
"""

import ast
from collections.abc import Mapping, Sequence
from functools import cached_property

from lint.archive.builders.site import Site

_LONGEST = 200_000
_URLS = {
    "ARTICLE": "{slug}.html", "ARTICLE_LANG": "{slug}-{lang}.html", "PAGE": "pages/{slug}.html",
    "PAGE_LANG": "pages/{slug}-{lang}.html", "DRAFT": "drafts/{slug}.html",
    "DRAFT_LANG": "drafts/{slug}-{lang}.html",
    "DRAFT_PAGE": "drafts/pages/{slug}.html", "DRAFT_PAGE_LANG": "drafts/pages/{slug}-{lang}.html",
    "STATIC": "{path}",
}  # fmt: skip
_DEFAULTS: Mapping[str, object] = {
    **{f"{kind}_{what}": pattern for kind, pattern in _URLS.items() for what in ("URL", "SAVE_AS")},
    "ARTICLE_PATHS": ("",), "ARTICLE_EXCLUDES": (), "PAGE_PATHS": ("pages",), "PAGE_EXCLUDES": (),
    "STATIC_PATHS": ("images",), "STATIC_EXCLUDES": (), "STATIC_EXCLUDE_SOURCES": True,
    "USE_FOLDER_AS_CATEGORY": True,
    "DEFAULT_CATEGORY": "misc", "CATEGORY_SAVE_AS": "category/{slug}.html", "WITH_FUTURE_DATES": True,
    "DEFAULT_LANG": "en", "DEFAULT_METADATA": {}, "DEFAULT_DATE": None, "AUTHOR": None, "PLUGINS": (),
    "FILENAME_METADATA": r"(?P<date>\d{4}-\d{2}-\d{2}).*", "PATH_METADATA": "", "EXTRA_PATH_METADATA": {},
    "ARTICLE_PERMALINK_STRUCTURE": "", "SLUGIFY_SOURCE": "title", "SLUGIFY_USE_UNICODE": False,
    "SLUGIFY_PRESERVE_CASE": False, "SLUG_REGEX_SUBSTITUTIONS": None, "CATEGORY_REGEX_SUBSTITUTIONS": None,
    "AUTHOR_REGEX_SUBSTITUTIONS": None, "TYPOGRIFY": False, "CLEAN_URLS": False,
}  # fmt: skip
UNTOLD = object()


class PelicanSettings:
    """The settings that are literals, and Pelican's defaults."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def _literals(self) -> Mapping[str, object]:
        found: dict[str, object] = {}
        try:
            nodes = ast.parse(self._site.configuration.text[:_LONGEST]).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            nodes = []
        for node in nodes:
            names = [
                each.id for each in ast.walk(node) if isinstance(each, ast.Name) and each.id in _DEFAULTS
            ]
            is_plain = isinstance(node, ast.Assign) and all(
                isinstance(each, ast.Name) for each in node.targets
            )
            if is_plain and isinstance(node, ast.Assign):
                value = _literal(node.value)
                found |= {each.id: value for each in node.targets if isinstance(each, ast.Name)}
            else:  # what a condition, a loop or a call does with it
                found |= dict.fromkeys(names, UNTOLD)
        return found

    def get(self, name: str) -> object:
        """Return the value of a setting; `UNTOLD` if a program makes it."""
        return self._literals.get(name, _DEFAULTS[name])

    def text(self, name: str) -> str | None:
        """Return a setting that is a text; empty if it is off, `None` if it is untold."""
        value = self.get(name)
        return value if isinstance(value, str) else None if value else ""

    def texts(self, name: str) -> Sequence[str] | None:
        """Return the texts of a setting; `None` if they are untold."""
        value = self.get(name)
        if isinstance(value, str):  # which Pelican ignores
            value = _DEFAULTS[name]
        return [str(each) for each in value] if isinstance(value, list | tuple) else None

    def mapping(self, name: str) -> Mapping[str, object] | None:
        """Return a setting that is a mapping; `None` if it is untold."""
        value = self.get(name)
        return {str(key): each for key, each in value.items()} if isinstance(value, dict) else None


def _literal(node: ast.expr) -> object:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return UNTOLD
