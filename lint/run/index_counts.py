"""How many posts of an archive say what: for facts whose values are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from lint.primitives.fact import LEAST_COMMON, Counts, KnownFact, PlacedFact
from lint.run.index_rows import Post, key_id, post_id, value_id
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
        self._listed: dict[tuple[int, int], Sequence[Post]] = {}
        self._changes: tuple[int, Mapping[tuple[str, str], Counter[str]]] | None = None

    def of(self, fact: KnownFact, path: bytes) -> Counts | None:
        """Return what other posts say of a post's fact; `None` if that is not to be judged."""
        if not fact.value:
            return None
        number, own = key_id(self._archive, fact.kind, fact.key), value_id(fact.value)
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
        def is_rival(other: KnownFact) -> bool:
            return (other.kind, other.key) == (fact.kind, fact.key) and value_id(other.value) == value

        return next(self._having(number, value, is_rival), None)

    def _first_other(self, fact: KnownFact, number: int, value: int, path: bytes) -> PlacedFact | None:
        shared_by = fact.shared_by
        found = self._having(number, value, lambda other: other.shared_by == shared_by, path)
        return next(found, None)

    def _having(
        self, number: int, value: int, has: Callable[[KnownFact], bool], but: bytes | None = None
    ) -> Iterator[PlacedFact]:
        """Yield the facts of the first posts by path with a value."""
        if (number, value) not in self._listed:
            if len(self._listed) == _MOST_KEYS:
                self._listed.clear()
            stored = self._store.with_value(number, value, self._archive, 2 + len(self._instead))
            kept = [post for post in stored if post.path not in self._instead]
            self._listed[number, value] = sorted([*kept, *self._instead.values()])[: 2 + len(self._instead)]
        for post in self._listed[number, value]:
            if post.path != but:
                for fact in filter(has, post.known_facts()):
                    yield self._placed(post, fact)
