"""What was found in stretches of running text, for a process that reads the same post after each change.

A stretch, such as a paragraph, is read alike wherever it is. What is in it is kept by its text, with offsets
from its beginning.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, Self, TypeVar

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
# How many stretches are kept as one, on average and at most, and how many characters before its end decide.
_SEVERAL, _MOST_SEVERAL, _DECIDES = 4, 16, 40

Kept = TypeVar("Kept")


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


def several(text: str, start: int, limit: int, sign: str, begin: str = "") -> int:
    """Return where some stretches from an offset on end; -1 if they do not.

    Several are kept as one, as few are found fast. What is before that place decides on it, so
    that what comes after an edit is divided as before.

    Parameters:
        limit: where they end at the latest.
        sign: what each of them ends with.
        begin: what each of them begins with.
    """
    at = text.find(sign, start, limit)
    stop = -1
    for _ in range(_MOST_SEVERAL):
        if at < 0:
            break
        stop = at + len(sign)
        is_last = hash(text[max(at - _DECIDES, start) : at]) % _SEVERAL == 0
        if is_last or (begin and not text.startswith(begin, stop)):
            break
        at = text.find(sign, stop, limit)
    return stop


class Stretches(Generic[Kept]):
    """What is in stretches, by their text; those that were not asked for lately are forgotten."""

    def __init__(self) -> None:
        self._new: dict[Hashable, tuple[Kept, int]] = {}
        self._old: dict[Hashable, tuple[Kept, int]] = {}
        self._size = 0

    def get(self, key: Hashable) -> Kept | None:
        """Return what is in a stretch, if that is known."""
        found = self._new.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Hashable, found: Kept, size: int) -> None:
        """Keep what is in a stretch of so many characters."""
        self._size += size
        if self._size > _MOST:
            self._old, self._new, self._size = self._new, {}, size
        self._new[key] = found, size


class Memory:
    """The stretches of each context: of what else decides how one is read."""

    def __init__(self) -> None:
        self._contexts: dict[Hashable, Stretches[Any]] = {}

    def of(self, context: Hashable) -> Stretches[Any]:
        """Return the stretches of a context; the one that was not asked for longest is forgotten."""
        found = self._contexts.pop(context, None)
        if found is None:
            found = Stretches()
            if len(self._contexts) == _MOST_CONTEXTS:
                del self._contexts[next(iter(self._contexts))]
        self._contexts[context] = found
        return found


_memory: Memory | None = None


def remember(*, lasting: bool = True) -> None:
    """Have this process remember stretches, or no longer."""
    global _memory  # noqa: PLW0603 - a process has one memory
    _memory = Memory() if lasting else None


def known(context: Hashable) -> Stretches[Any] | None:
    """Return the stretches that this process remembers; `None` if it does not."""
    return _memory.of(context) if _memory is not None else None
