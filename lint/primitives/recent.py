"""A memory of bounded size: what was asked for longest ago is forgotten first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Remembers what is made for keys.

    Parameters:
        make: returns what is remembered for a key.
        size: returns how much of the memory that takes.
        most: how much all may take together; the last is remembered in any case.
    """

    def __init__(self, make: Callable[[K], V], size: Callable[[V], int], most: int) -> None:
        self._make = make
        self._size = size
        self._most = most
        self._taken = 0
        self._known: dict[K, V] = {}  # what was asked for last is at the end

    def __call__(self, key: K) -> V:
        """Return what is remembered for a key, or make it."""
        if key in self._known:
            value = self._known.pop(key)
        else:
            value = self._make(key)
            self._taken += self._size(value)
        self._known[key] = value
        while self._taken > self._most and len(self._known) > 1:
            self._taken -= self._size(self._known.pop(next(iter(self._known))))
        return value
