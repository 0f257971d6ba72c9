"""How many posts of an archive say what: for facts whose values are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from lint.primitives.fact import LEAST_COMMON, KnownFact, PlacedFact
from lint.primitives.shared import Counts
from lint.run.index_rows import Post, numbers_of, post_id, value_id
from lint.run.index_store import IndexStore

_MOST_KEYS = 4096
# How many values are looked at beyond those that staged posts have.
_MOST_VALUES = 64


class IndexCounts:
    """Counts the posts with a key by value.

    Parameters:
        store: where the index is stored.
        archive: stands for the archive.
        instead: posts that count instead of what is stored of them, by path.
        placed: returns a fact of a post, placed.
    """

    def __init__(
        self,
        store: IndexStore,
        archive: bytes,
        instead: Mapping[bytes, Post],
        placed: Callable[[Post, KnownFact], PlacedFact],
    ) -> None:
        self._store = store
        self._archive = archive
        self._instead = instead
        self._placed = placed
        self._counted: dict[int, dict[int, int]] = {}
        self._totals: dict[int, int] = {}
        self._listed: dict[tuple[str, str, int], Sequence[tuple[bytes, PlacedFact]]] = {}
        self._changes: tuple[int, Mapping[tuple[str, str], Counter[str]]] | None = None

    def of(self, fact: KnownFact, path: bytes) -> Counts | None:
        """Return what other posts say of a post's fact; `None` if that is not to be judged."""
        if not fact.value:
            return None
        number, own = numbers_of(self._archive, fact.shared_by)
        values = self._values(fact, number)
        if own not in values:
            values[own] = self._store.count_value(number, own)
        alike = values[own] - 1
        if fact.sort == "common":
            if alike + 1 < LEAST_COMMON:
                return None
            return Counts(self._posts(fact, number) - 1, alike, self._first_other(fact, number, own, path))
        others = ((count, -value) for value, count in values.items() if value != own)
        rivals, rival = max(others, default=(0, 0))
        if rivals <= alike:
            return None
        return Counts(self._posts(fact, number) - 1, alike, None, rivals, self._rival(fact, number, -rival))

    def _posts(self, fact: KnownFact, number: int) -> int:
        """Return how many posts have a key."""
        if number not in self._totals:
            if len(self._totals) == _MOST_KEYS:
                self._totals.clear()
            staged = self._staged_of(fact)
            self._totals[number] = self._store.count(number) + sum(staged.values())
        return self._totals[number]

    def _values(self, fact: KnownFact, number: int) -> dict[int, int]:
        """Return how many posts have each value of a key, as far as it is known; the commonest are."""
        if number not in self._counted:
            if len(self._counted) == _MOST_KEYS:
                self._counted.clear()
            staged = self._staged_of(fact)
            values = self._store.values(number, _MOST_VALUES + len(staged))
            for value, more in staged.items():
                changed = value_id(value)
                if changed not in values:
                    values[changed] = self._store.count_value(number, changed)
                values[changed] += more
            values.pop(0, None)
            self._counted[number] = values
        return self._counted[number]

    def _staged_of(self, fact: KnownFact) -> Mapping[str, int]:
        """Return by how much each value of a fact's key is commoner than in what is stored."""
        return self._staged().get((fact.kind, fact.key), {})

    def _staged(self) -> Mapping[tuple[str, str], Counter[str]]:
        if self._changes is None or len(self._instead) != self._changes[0]:
            found: dict[tuple[str, str], Counter[str]] = {}
            for post in self._instead.values():
                stored = self._store.post(post_id(self._archive, post.path), self._archive)
                for sign, each in ((-1, stored), (1, post)):
                    facts = each.known_facts() if each is not None else ()
                    for kind, key, *value in {fact.shared_by for fact in facts if fact.is_counted}:
                        found.setdefault((kind, key), Counter())[value[0]] += sign
            self._changes = len(self._instead), found
        return self._changes[1]

    def _rival(self, fact: KnownFact, number: int, value: int) -> PlacedFact | None:
        return next((other for _, other in self._having(fact, number, value)), None)

    def _first_other(self, fact: KnownFact, number: int, value: int, path: bytes) -> PlacedFact | None:
        found = self._having(fact, number, value)
        return next((other for post, other in found if post != path and other.value == fact.value), None)

    def _having(self, fact: KnownFact, number: int, value: int) -> Sequence[tuple[bytes, PlacedFact]]:
        """Return the facts of the first posts by path with the key of a fact and a value."""
        place = fact.kind, fact.key, value
        if place not in self._listed:
            if len(self._listed) == _MOST_KEYS:
                self._listed.clear()
            most = 2 + len(self._instead)
            stored = self._store.with_value(number, value, self._archive, most)
            kept = [post for post in stored if post.path not in self._instead]
            self._listed[place] = [
                (post.path, self._placed(post, other))
                for post in sorted([*kept, *self._instead.values()])[:most]
                for other in post.known_facts()
                if (other.kind, other.key) == place[:2] and value_id(other.value) == value
            ]
        return self._listed[place]
