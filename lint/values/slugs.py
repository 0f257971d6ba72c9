"""The ids that Markdown programs derive from the texts of headings."""

import re
from collections.abc import Iterable

_NOT_IN_SLUG = re.compile(r"[^\w\- ]+")


def github(text: str) -> str:
    """Return the id of a heading with this visible text, by GitHub's rule, which most programs follow."""
    return _NOT_IN_SLUG.sub("", text.lower()).strip(" ").replace(" ", "-")


def any_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the ids that some program gives to headings with these texts."""
    return frozenset(github(text) for text in texts)
