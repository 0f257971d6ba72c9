"""The places of an archive with a name like that of one that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from lint.primitives.fact import PLACES
from lint.run.index_rows import Post, key_id, names_of
from lint.run.index_store import IndexStore

# How many posts are asked for their places, and how many names of a folder are compared with a missing one.
_MOST_POSTS, _MOST_NAMES = 1000, 1000
# How many rows, each with up to 1,000 files, and how many folders are remembered.
_MOST_ROWS, _MOST_FOLDERS = 64, 4
_MOST_SIMILAR, _MOST_COMPARED = 3, 8
_ALIKE = 0.7
# Longer names are not looked for mistyped.
_LONGEST = 100


class SimilarPlaces:
    """Finds places with similar names: in another letter case, with another suffix, or mistyped."""

    def __init__(self, store: IndexStore, archive: bytes) -> None:
        self._store = store
        self._archive = archive
        self._known: dict[tuple[str, str], list[str]] = {}
        self._rows: dict[bytes, dict[tuple[str, str], list[str]]] = {}
        self._mistakes: dict[tuple[str, str], dict[str, dict[str, str]]] = {}

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
        """Return a place in the same folder, whose name has one letter more, less, changed or moved."""
        stem, folder = names_of(place)
        by_part = self._mistakes.get(folder)
        if by_part is None:
            if len(self._mistakes) == _MOST_FOLDERS:
                self._mistakes.clear()
            by_part = self._mistakes[folder] = self._by_part(folder)
        found = {name: each for part in _parts(stem[1]) for name, each in by_part.get(part, {}).items()}
        if not found:
            return []
        from difflib import get_close_matches  # only for what is missing

        some = sorted(found)[:_MOST_COMPARED]
        return [found[name] for name in get_close_matches(stem[1], some, n=1, cutoff=_ALIKE)]

    def _by_part(self, folder: tuple[str, str]) -> dict[str, dict[str, str]]:
        """Return the places in a folder by name, and these by what is left of them without one letter."""
        by_stem: dict[str, str] = {}
        for each in self._named(folder):
            name, its_folder = names_of(each)
            if its_folder == folder:
                by_stem.setdefault(name[1], each)
        found: dict[str, dict[str, str]] = {}
        for stem, each in by_stem.items() if len(by_stem) <= _MOST_NAMES else ():
            for part in _parts(stem):
                found.setdefault(part, {})[stem] = each
        return found

    def _named(self, name: tuple[str, str]) -> list[str]:
        """Return the places with a name."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) == _MOST_POSTS:
                self._known.clear()
            posts = self._store.near(key_id(self._archive, *name), self._archive, _MOST_POSTS)
            found = self._known[name] = sorted(
                {place for post in posts for place in self._row(post).get(name, ())}
            )
        return found

    def _row(self, post: Post) -> dict[tuple[str, str], list[str]]:
        """Return the places of a post, or of some files, by name."""
        found = self._rows.get(post.path)
        if found is None:
            if len(self._rows) == _MOST_ROWS:
                self._rows.clear()
            found = self._rows[post.path] = {}
            for fact in post.known_facts():
                if fact.kind == PLACES:
                    for name in names_of(fact.key):
                        found.setdefault(name, []).append(fact.key)
        return found


def _parts(name: str) -> set[str]:
    """Return a name, and what is left of it without one letter."""
    if len(name) > _LONGEST:
        return {name}
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _folded(place: str) -> str:
    return normalize("NFC", place.casefold())
