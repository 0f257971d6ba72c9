"""Lists of many tags or places in little memory: numbers, made into objects when they are read."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, compress, pairwise
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

from lint.primitives.source import Span

if TYPE_CHECKING:
    _Numbers = array[int]
else:
    _Numbers = array  # which takes no type before Python 3.12

Item = TypeVar("Item")

# Few posts have more. Reading an object again and again is faster than making it anew.
MANY = 5000
_FITS = 1 << 32


class Packed(Sequence[Item], Generic[Item]):
    """Items of which each is a few numbers, by column."""

    def __init__(self, width: int, largest: int) -> None:
        code = "I" if largest < _FITS else "Q"
        self._columns = [array(code) for _ in range(width)]

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> "list[Item]": ...
    def __getitem__(self, at: int | slice) -> "Item | list[Item]":
        if isinstance(at, slice):
            return [
                self._item(*numbers) for numbers in zip(*(each[at] for each in self._columns), strict=True)
            ]
        return self._item(*(each[at] for each in self._columns))

    def __iter__(self) -> Iterator[Item]:
        return map(self._item, *self._columns)

    def append(self, item: Item) -> None:
        """Add an item."""
        for column, number in zip(self._columns, self._numbers(item), strict=True):
            column.append(number)

    def extend(self, items: Iterable[Item]) -> None:
        """Add items."""
        for item in items:
            self.append(item)

    def __iadd__(self, items: Iterable[Item]) -> Self:
        self.extend(items)
        return self

    def only(self, test: Callable[[Item], object]) -> Self:
        """Remove the items that a test fails for."""
        kept = bytes(bool(test(item)) for item in self)
        if not all(kept):
            self._columns = [array(each.typecode, compress(each, kept)) for each in self._columns]
        return self

    def sort(self) -> None:
        """Sort by the first two numbers."""
        first, second = self._columns[:2]
        if any((a, b) > (c, d) for (a, b), (c, d) in pairwise(zip(first, second, strict=True))):
            order = sorted(range(len(first)), key=lambda at: (first[at], second[at]))
            self._columns = [array(each.typecode, map(each.__getitem__, order)) for each in self._columns]

    def pop(self, at: int = -1) -> Item:
        """Remove an item, and return it."""
        return self._item(*(each.pop(at) for each in self._columns))

    def _item(self, *numbers: int) -> Item:
        raise NotImplementedError

    def _numbers(self, item: Item) -> tuple[int, ...]:
        raise NotImplementedError


class PackedSpans(Packed[Span]):
    """Many places.

    Parameters:
        largest: an offset that none is beyond.
    """

    def __init__(self, largest: int = _FITS - 1) -> None:
        super().__init__(2, largest)

    def _item(self, *numbers: int) -> Span:
        return tuple.__new__(Span, numbers)

    def _numbers(self, item: Span) -> tuple[int, ...]:
        return item


def packed(spans: Iterable[Span]) -> PackedSpans:
    """Return many places in little memory."""
    places = PackedSpans()
    places.extend(spans)
    return places


class PlaceList(_Numbers):
    """Places that are found in any order, each as one number: `PlaceList("Q")`."""

    def add(self, start: int, end: int) -> None:
        """Add a place."""
        self.append(start << 32 | end)

    def found(self) -> Sequence[Span]:
        """Return the places in order."""
        new = tuple.__new__
        numbers: Sequence[int] = self
        if len(self) < MANY:
            return [new(Span, (number >> 32, number % _FITS)) for number in sorted(self)]
        if any(one > other for one, other in pairwise(numbers)):
            numbers = sorted(numbers)
        return packed(new(Span, (number >> 32, number % _FITS)) for number in numbers)


def disjoint(*places: Sequence[Span]) -> Sequence[Span]:
    """Return places in order, joined where they overlap."""
    joined: list[Span] | PackedSpans = []
    ordered: Iterable[Span]
    if sum(map(len, places)) < MANY:
        ordered = sorted(chain.from_iterable(places))
    else:
        from heapq import merge  # few posts have so many

        joined = PackedSpans()
        ordered = merge(*(each if isinstance(each, Packed) else sorted(each) for each in places))
    kept: Span | None = None
    last = -1
    for place in ordered:
        start, end = place
        if start >= last:
            if kept is not None:
                joined.append(kept)
            kept, last = place, end
        elif kept is not None and end > last:
            kept, last = Span(kept.start, end), end
    if kept is not None:
        joined.append(kept)
    return joined


def sort(items: "list[Item] | Packed[Item]", key: Callable[[Item], Span]) -> None:
    """Sort items by place, with which the numbers of packed ones begin."""
    if isinstance(items, Packed):
        items.sort()
    else:
        items.sort(key=key)


def only(items: "list[Item] | Packed[Item]", test: Callable[[Item], object]) -> "list[Item] | Packed[Item]":
    """Return the items that a test holds for; packed ones are changed."""
    return items.only(test) if isinstance(items, Packed) else [item for item in items if test(item)]
