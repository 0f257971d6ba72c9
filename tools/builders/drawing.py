"""Draws the late inputs by chance, and the same ones each time."""

from collections.abc import Callable, Iterable
from random import Random


def drawn(count: int, make: Callable[[Random], str], known: Iterable[str]) -> list[str]:
    """Return this many different texts, none of them known.

    Args:
        count: How many.
        make: Makes a text, given the source of chance.
        known: The texts that are not to be drawn: those of the first set.
    """
    chance = Random(13)  # noqa: S311  inputs, not secrets
    barred = set(known)
    texts: list[str] = []
    while len(texts) < count:
        text = make(chance)
        if text not in barred:
            barred.add(text)
            texts.append(text)
    return texts


def table(text: str) -> list[str]:
    """Return the lines of a table, without the line breaks around it."""
    return text.strip("\n").split("\n")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


def often(chance: Random, percent: int) -> bool:
    """Return true in this share of cases."""
    return chance.randrange(100) < percent
