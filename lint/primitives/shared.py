"""What judges are told: what a post has in common with others, and what there is of what it wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lint.primitives.fact import Key, KnownFact, PlacedFact
from lint.primitives.finding import Related

# How many facts of other posts a judge is given.
MOST_OTHERS = 100


class Others(NamedTuple):
    """The facts of other posts with the same key.

    Parameters:
        facts: the first by path, at most 100.
        posts: how many posts there are.
    """

    facts: tuple[PlacedFact, ...]
    posts: int

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the places of these facts, for an issue; the message says what is there."""
        return tuple(
            Related("", message, fact.span, fact.location, fact.end_location, fact.filename)
            for fact in self.facts
        )

    def where(self, counts: Callable[[PlacedFact], bool]) -> Others:
        """Return those that count; posts that are not listed do."""
        kept = tuple(filter(counts, self.facts))
        gone = {fact.path for fact in self.facts} - {fact.path for fact in kept}
        return Others(kept, self.posts - len(gone))


class Found(NamedTuple):
    """What there is of something that a post wants.

    Parameters:
        facts: those with one of the places as their key, the first by path; none if nothing is there.
        told: what the first of these posts says of itself: the values of its facts without a key, by kind.
        near: the places with the most similar names, if nothing is there.
        is_text_only: whether the archive has many posts, but no images: then files are kept elsewhere.
    """

    facts: tuple[PlacedFact, ...] = ()
    told: Mapping[str, str] = {}
    near: tuple[str, ...] = ()
    is_text_only: bool = False


class Counts(NamedTuple):
    """How many other posts say what, for a fact whose values are counted.

    Parameters:
        posts: how many others have the key.
        alike: how many of these have the same value.
        first: the first of those by path.
        rivals: how many posts have the value that most others have.
        rival: the first of those by path; only for facts that are judged as a variant.
    """

    posts: int
    alike: int = 0
    first: PlacedFact | None = None
    rivals: int = 0
    rival: PlacedFact | None = None

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the place of the rival, for an issue; the message says what is there."""
        return Others((self.rival,), 1).related(message) if self.rival is not None else ()


class Shared(NamedTuple):
    """What a post has in common with others.

    Parameters:
        facts: its own facts that are judged, as far as they are known.
        others: those of other posts, by kind and key.
        found: what there is of what it wants, by kind and key; what is there, and needs no look, is left out.
        path: its path from the folder of the archive.
        crashed: whether a collector crashed in it, which is reported when it is linted.
    """

    facts: tuple[KnownFact, ...] = ()
    others: Mapping[Key, Others | Counts] = {}
    found: Mapping[Key, Found] = {}
    path: str = ""
    crashed: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The collectors of the facts that it has in common with others, or that are wanted."""
        return frozenset(kind.partition(" ")[0] for kind, *_ in (*self.others, *self.found))

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to judge."""
        return bool(self.others or self.found or self.crashed)


NOTHING_SHARED = Shared()
