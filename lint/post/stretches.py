"""What was found in stretches of running text, for a process that reads the same post after each change.

A stretch, such as a paragraph, is read alike wherever it is. What is in it is kept by its text, with offsets
from its beginning.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple, Self

from lint.post.markdown import MarkdownLink
from lint.primitives.source import Span

# Characters that are kept, and as many again until they are forgotten: those of some large posts.
_MOST = 2_000_000
# In a longer stretch, there is always a change.
LONGEST = 10_000
# How many characters before and after a stretch decide how it is read: a space, or the rest of `<!--`.
BEFORE, AFTER = 1, 4
# What a place is larger by, as one number, for each character that it is further on.
_ONE = (1 << 32) + 1
_MOST_CONTEXTS = 8


# The length of a stretch, and its text with what is around it.
Key = tuple[int, str]


class Found(NamedTuple):
    """What is in a stretch.

    Parameters:
        links: of each link whether it is an image, its form and its value, and the four ends of its places.
        code: the places of code and formulas, each as one number, as in a `PlaceList`.
        less_than: those of `<` that begin no tag.
    """

    links: list[tuple[bool, str, str, int, int, int, int]]
    code: list[int]
    less_than: list[int]

    @classmethod
    def of(
        cls, links: Iterable[MarkdownLink], code: Iterable[int], less_than: Iterable[int], start: int
    ) -> Self:
        """Return what is in a stretch that begins at `start`."""
        return cls(
            [
                (image, form, value, at - start, to - start, begin - start, end - start)
                for image, form, value, (at, to), (begin, end) in links
            ],
            moved(code, -start),
            moved(less_than, -start),
        )

    def links_at(self, start: int) -> Iterator[MarkdownLink]:
        """Yield the links of the stretch where it begins at `start`."""
        new = tuple.__new__
        for image, form, value, at, to, begin, end in self.links:
            place, whole = new(Span, (at + start, to + start)), new(Span, (begin + start, end + start))
            yield new(MarkdownLink, (image, form, value, place, whole))


NOTHING = Found([], [], [])


def moved(places: Iterable[int], by: int) -> list[int]:
    """Return places, each as one number, that are some characters further on."""
    return [place + by * _ONE for place in places]


class Stretches:
    """Stretches by their text; those that were not asked for lately are forgotten."""

    def __init__(self) -> None:
        self._new: dict[Key, Found] = {}
        self._old: dict[Key, Found] = {}
        self._size = 0

    def get(self, key: Key) -> Found | None:
        """Return what is in a stretch, if that is known."""
        found = self._new.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, found: Found) -> None:
        """Keep what is in a stretch."""
        size = len(key[1])
        self._size += size
        if self._size > _MOST:
            self._old, self._new, self._size = self._new, {}, size
        self._new[key] = found


class Memory:
    """The stretches of each context: of what else decides how one is read."""

    def __init__(self) -> None:
        self._contexts: dict[Hashable, Stretches] = {}

    def of(self, context: Hashable) -> Stretches:
        """Return the stretches of a context."""
        if context not in self._contexts:
            if len(self._contexts) == _MOST_CONTEXTS:
                del self._contexts[next(iter(self._contexts))]
            self._contexts[context] = Stretches()
        return self._contexts[context]


_memory: Memory | None = None


def remember(*, lasting: bool = True) -> None:
    """Have this process remember stretches, or no longer."""
    global _memory  # noqa: PLW0603 - a process has one memory
    _memory = Memory() if lasting else None


def known(context: Hashable) -> Stretches | None:
    """Return the stretches that this process remembers; `None` if it does not."""
    return _memory.of(context) if _memory is not None else None
