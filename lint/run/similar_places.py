"""The places of an archive with a name like that of one that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from unicodedata import normalize

from lint.primitives.fact import PLACES
from lint.run.index_rows import key_id, names_of
from lint.run.index_store import IndexStore

# How many posts are asked for their places, and how many names of a folder are compared with a missing one.
_MOST_POSTS, _MOST_NAMES = 1000, 200
_MOST_SIMILAR = 3
_ALIKE = 0.7


class SimilarPlaces:
    """Finds places with similar names: in another letter case, with another suffix, or mistyped."""

    def __init__(self, store: IndexStore, archive: bytes) -> None:
        self._store = store
        self._archive = archive

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[str]]:
        return {}

    def to(self, places: Sequence[str]) -> tuple[str, ...]:
        """Return the places most similar to missing ones, the best first; at most three."""
        found: dict[str, None] = {}
        for place in places:
            stem, folder = names_of(place)
            same = [each for each in self._named(stem) if each.startswith("/") == place.startswith("/")]
            same.sort(key=lambda each: (_folded(each) != _folded(place), names_of(each)[1] != folder))
            found |= dict.fromkeys(same[:_MOST_SIMILAR])
            if len(found) >= _MOST_SIMILAR:
                break
        if not found and places:
            found |= dict.fromkeys(self._mistyped(places[0]))
        return tuple(found)[:_MOST_SIMILAR]

    def _mistyped(self, place: str) -> list[str]:
        from difflib import get_close_matches  # only for what is missing

        stem, folder = names_of(place)
        by_stem: dict[str, str] = {}
        for each in self._named(folder):
            name, its_folder = names_of(each)
            if its_folder == folder and abs(len(name[1]) - len(stem[1])) <= 2:  # noqa: PLR2004 - letters
                by_stem.setdefault(name[1], each)
        if len(by_stem) > _MOST_NAMES:
            return []
        return [by_stem[name] for name in get_close_matches(stem[1], by_stem, n=1, cutoff=_ALIKE)]

    def _named(self, name: tuple[str, str]) -> list[str]:
        """Return the places with a name."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) == _MOST_POSTS:
                self._known.clear()
            posts = self._store.near(key_id(self._archive, *name), self._archive, _MOST_POSTS)
            found = sorted({
                fact.key
                for post in posts
                for fact in post.known_facts()
                if fact.kind == PLACES and name in names_of(fact.key)
            })  # fmt: skip
            self._known[name] = found
        return found


def _folded(place: str) -> str:
    return normalize("NFC", place.casefold())
