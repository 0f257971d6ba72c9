"""Patterns of paths as most builders write them: `**` for any folders, `*` in a name, `{a,b}` for either."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lint.primitives.patterns import regex

_PART = regex(r"(\*\*/)|(\*\*)|(\*)|(\?)|(.)", re.DOTALL)
_EITHER = regex(r"\{([^{}]*)\}")
_MOST_PATTERNS = 200
_MOST_ALTERNATIVES = 32
_LONGEST = 1000
# A regular expression tries each place for each wildcard; beyond these, places are counted instead.
_MOST_WILDCARDS = 3
_LONGEST_PATH = 300


class Globs:
    """Some patterns, matched against whole paths in linear time.

    Parameters:
        patterns: the patterns; a leading `./` or `/` has no meaning.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        plain = [each.removeprefix("./").lstrip("/") for each in patterns][:_MOST_PATTERNS]
        tokens = [_PART.findall(one) for each in plain if 0 < len(each) <= _LONGEST for one in _spread(each)]
        fast = [each for each in tokens if _wildcards(each) <= _MOST_WILDCARDS]
        self._slow = [each for each in tokens if _wildcards(each) > _MOST_WILDCARDS]
        self._fast = re.compile(rf"(?s:{'|'.join(map(_expression, fast))})\Z") if fast else None
        self._all = tokens

    def match(self, path: str) -> bool:
        """Return whether a pattern matches a path."""
        if len(path) > _LONGEST_PATH:
            return any(_simulate(tokens, path) for tokens in self._all)
        is_fast = self._fast is not None and self._fast.match(path) is not None
        return is_fast or any(_simulate(tokens, path) for tokens in self._slow)


def and_below(patterns: Iterable[str]) -> Iterator[str]:
    """Yield the patterns; a folder's name is all that is below it."""
    for each in patterns:
        yield each
        yield each.rstrip("/") + "/**"


def _spread(pattern: str) -> list[str]:
    """Return the patterns without braces that one with braces stands for."""
    found = [pattern]
    while (match := _EITHER.search(found[0])) is not None and len(found) < _MOST_ALTERNATIVES:
        choices = match[1].split(",")[:_MOST_ALTERNATIVES]
        found = [each.replace(match[0], choice, 1) for each in found for choice in choices]
    return found


def _wildcards(tokens: Sequence[tuple[str, ...]]) -> int:
    return sum(bool(folders or anything or within) for folders, anything, within, _, _ in tokens)


def _expression(tokens: Sequence[tuple[str, ...]]) -> str:
    return "".join(
        "(?:.*/)?"
        if folders
        else ".*"
        if anything
        else "[^/]*"
        if within
        else "[^/]"
        if one
        else re.escape(plain)
        for folders, anything, within, one, plain in tokens
    )


def _simulate(tokens: Sequence[tuple[str, ...]], path: str) -> bool:
    """Return whether the tokens of a pattern match, by the set of all places that they can reach."""
    places = {0}
    for folders, anything, within, one, plain in tokens:
        if folders:
            first = min(places, default=len(path))
            places |= {at + 1 for at in range(first, len(path)) if path[at] == "/"}
        elif anything:
            places = set(range(min(places, default=len(path) + 1), len(path) + 1))
        elif within:
            reached: set[int] = set()
            for at in sorted(places):
                while at not in reached and at <= len(path):
                    reached.add(at)
                    if path[at : at + 1] == "/":
                        break
                    at += 1  # noqa: PLW2901 - as far as the name reaches
            places = reached
        else:
            places = {
                at + 1 for at in places if at < len(path) and (path[at] == plain or (one and path[at] != "/"))
            }
    return len(path) in places
