"""The places of an archive with a name like that of one that is missing."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain
from unicodedata import normalize

from lint.primitives.fact import FILE, PLACES
from lint.primitives.recent import Recent
from lint.run.index_rows import key_id, names_of
from lint.run.index_store import IndexStore

# How many posts are asked for their places, how many places with one name are compared with a missing one,
# and how many names of a folder.
MOST_POSTS, _MOST_PLACES, _MOST_NAMES = 1000, 10_000, 1000
# How many places of posts and files, by name and in folders are remembered.
_KNOWN_PLACES, _KNOWN_STEMS, _KNOWN_NAMES = 300_000, 100_000, 100_000
_MOST_SIMILAR, _MOST_COMPARED = 3, 8
_ALIKE = 0.7
# What begins the name of a note, in lower case.
_NOTE = "note:"
# Longer names are not looked for mistyped.
_LONGEST = 100

# A kind of name, and the name: as `names_of` returns them.
_Name = tuple[str, str]


class SimilarPlaces:
    """Finds places with similar names: in another letter case, with another suffix, or mistyped."""

    def __init__(self, store: IndexStore, archive: bytes) -> None:
        self._store = store
        self._archive = archive
        self._places = Recent(self._places_of, _size, _KNOWN_PLACES)
        self._stems = Recent(self._with_stem, _size, _KNOWN_STEMS)
        self._folders = Recent(self._in_folder, _size, _KNOWN_NAMES)

    def to(self, places: Sequence[str]) -> tuple[str, ...]:
        """Return the places most similar to missing ones, the best first; at most three."""
        found: dict[str, None] = {}
        for place in places:
            stem, folder = names_of(place)
            by_likeness = self._stems(stem)
            same = chain.from_iterable(by_likeness.get(each, ()) for each in _likeness(place, folder))
            found |= dict.fromkeys(list(dict.fromkeys(same))[:_MOST_SIMILAR])
            if len(found) >= _MOST_SIMILAR:
                break
        for place in places[:_MOST_SIMILAR]:
            if found:
                break
            found |= dict.fromkeys(self._mistyped(place))
        return tuple(found)[:_MOST_SIMILAR]

    def _mistyped(self, place: str) -> list[str]:
        """Return a place in the same folder, whose name has one letter more, less, changed or moved."""
        (_, name), folder = names_of(place)
        is_address = place.startswith("/")
        names = self._folders(folder)
        for sort in (is_address, not is_address):
            found = {other for is_one, other in names if is_one == sort and is_mistyped(name, other)}
            if found:
                from difflib import get_close_matches  # only for what is missing

                some = sorted(found)[:_MOST_COMPARED]
                return [names[sort, other] for other in get_close_matches(name, some, n=1, cutoff=_ALIKE)]
        return []

    def _with_stem(self, stem: _Name) -> Mapping[Hashable, Sequence[str]]:
        """Return the places with a name, by what else they have in common with another: the first of each."""
        places: list[str] = []
        for each in self._named(stem):
            places.append(each)
            if len(places) == _MOST_PLACES:
                break
        found: dict[Hashable, list[str]] = {}
        for each in sorted(set(places)):
            for likeness in _likeness(each, names_of(each)[1]):
                first = found.setdefault(likeness, [])
                if len(first) < _MOST_SIMILAR:
                    first.append(each)
        return found

    def _in_folder(self, folder: _Name) -> Mapping[tuple[bool, str], str]:
        """Return the first place in a folder with each name, by whether it is an address, and the name.

        None are returned if there are too many to compare.
        """
        found: dict[tuple[bool, str], str] = {}
        for each in self._named(folder):
            key = each.startswith("/"), names_of(each)[0][1]
            found[key] = min(each, found.get(key, each))
            if len(found) > _MOST_NAMES:
                return {}
        return found

    def _named(self, name: _Name) -> Iterator[str]:
        """Yield the places with a name, or in a folder."""
        kind, text = name
        for number in self._store.near(key_id(self._archive, *name), MOST_POSTS):
            for place in self._places(number):
                # The first look is cheap: a row may have thousands of places.
                if text in (place.casefold() if kind == "stem" else place) and name in names_of(place):
                    yield self._as_written(place, number)

    def _as_written(self, place: str, number: int) -> str:
        """Return a note's name with the capitals of its file; the place itself if it is none of a file."""
        name = place.removeprefix(_NOTE)
        if name == place:
            return place
        files = (each.removeprefix(FILE) for each in self._places(number) if each.startswith(FILE))
        for file in (each for path in files for each in (path, path.rpartition(".")[0])):
            end = file[-len(name) :]
            if end.lower() == name:
                return f"{_NOTE}{end}"
        return place

    def _places_of(self, number: int) -> Sequence[str]:
        """Return the places of a post, or of some files."""
        post = self._store.post(number, self._archive)
        facts = post.known_facts() if post is not None else ()
        return [fact.key for fact in facts if fact.kind == PLACES]


def _likeness(place: str, folder: _Name) -> tuple[Hashable, ...]:
    """Return what a place of some name may have in common with another one, the closest first."""
    is_address, folded = place.startswith("/"), normalize("NFC", place.casefold())
    return (is_address, folded, folder), (is_address, folded), (is_address, folder), is_address


def is_mistyped(name: str, other: str) -> bool:
    """Return whether names are the same but for one letter: too many, too few, another one, or moved."""
    if name == other:
        return True
    shorter, longer = (name, other) if len(name) < len(other) else (other, name)
    if len(longer) - len(shorter) > 1 or len(longer) > _LONGEST:
        return False
    same = _same(shorter, longer)
    if len(shorter) < len(longer):
        return shorter[same:] == longer[same + 1 :]
    end = len(name) - _same(name[:same:-1], other[:same:-1])
    left, right = name[same:end], other[same:end]
    return left[1:] == right[:-1] or left[:-1] == right[1:]


def _same(name: str, other: str) -> int:
    """Return how many letters at the beginning are the same."""
    least, most = 0, min(len(name), len(other))
    while least < most:  # halved each time: names of a folder often begin alike
        middle = (least + most + 1) // 2
        if name[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _size(some: Sequence[str] | Mapping[tuple[bool, str], str] | Mapping[Hashable, Sequence[str]]) -> int:
    return 1 + len(some)
