"""Hostile text, made from a pattern's own parts: what repeats in it, its beginnings, and what matches it."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]  # the only parser of Python's own patterns
from typing import Any, NamedTuple

from tests.growth.cost import spent

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_LOOKS = (_constants.ASSERT, _constants.ASSERT_NOT)
_NESTING = (_constants.SUBPATTERN, _constants.ATOMIC_GROUP, _constants.BRANCH, *_LOOKS)
# The characters tried for a class, the most telling first.
_TRIED = " \n\ta0A\"'<>/=-_.:;,&#%?!()[]{}*+|\\^$@`~\r\u00a0\u200b\ufffd\u3000\u00e9"
_LONGEST = 60
# So many beginnings of a text that matches are pumps, and then each fourth.
_DENSE = 8
# After a repetition it makes most patterns go back: two words of a character that no class names.
_TAIL = " \ue000 \ue000"
# A pattern is tried on so many characters. In seconds, what is cheap for it, when it is ended, and
# what is so much that no other pump is tried. Most linear ones take a third of the first at most.
_OWN_SIZE = 2500
_CHEAP = 0.0006
_OWN_LIMIT = 0.012
_ENOUGH = 0.003
_TRIES = 2
# On 8 times as much, linear costs 8 times as much, and quadratic 64 times.
_GROWTH = 12
# The clock of the limit counts in steps of so many seconds or less.
_STEP = 0.004
# A repetition that is bounded by more is as good as not bounded.
_MANY = 50


class Pump(NamedTuple):
    """A text that begins with `head`, repeats `part`, and ends with what matches little."""

    head: str
    part: str

    def text(self, size: int) -> str:
        """Return the text with about `size` characters."""
        return self.head + self.part * (size // len(self.part) + 1) + _TAIL


def pumps(pattern: re.Pattern[str]) -> list[Pump]:
    """Return the pumps that a pattern's parts make, without repeats."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found: dict[Pump, None] = {}
    for head, part in _parts(tree, ""):
        for each in (Pump(head, part), Pump("", part), Pump("", head + part)):
            if each.part:
                found[Pump(each.head[-_LONGEST:], each.part[:_LONGEST])] = None
    whole = _sample(tree)
    for end in (*range(1, min(len(whole), _DENSE) + 1), *range(_DENSE, min(len(whole), _LONGEST) + 1, 4)):
        found[Pump("", whole[:end])] = None
    return list(found)


def _parts(items: Sequence[Any], head: str) -> Iterator[tuple[str, str]]:
    """Yield each part that may repeat, after a text that leads to it."""
    previous = ""
    for operator, argument in items:
        if operator in _REPEATS:
            inner = argument[2]
            for part in _choices(inner):
                yield head, part
                if previous:
                    yield head, previous + part
            yield from _parts(inner, head)
            previous = _sample(inner)
        elif operator is _constants.SUBPATTERN:
            yield from _parts(argument[3], head)
        elif operator is _constants.ATOMIC_GROUP:
            yield from _parts(argument, head)
        elif operator in _LOOKS:
            yield from ((head, part) for part in _choices(argument[1]))
            yield from _parts(argument[1], head)
        elif operator is _constants.BRANCH:
            for branch in argument[1]:
                yield from ((head, part) for part in _choices(branch))
                yield from _parts(branch, head)
        head += _of_item(operator, argument)


def _choices(items: Sequence[Any]) -> Iterator[str]:
    """Yield some texts that match: one for each branch, or some characters of a class."""
    items = list(items)
    while len(items) == 1 and items[0][0] in (_constants.SUBPATTERN, _constants.ATOMIC_GROUP):
        items = list(items[0][1][3] if items[0][0] is _constants.SUBPATTERN else items[0][1])
    if len(items) == 1:
        operator, argument = items[0]
        if operator is _constants.BRANCH:
            for branch in argument[1]:
                yield from _choices(branch)
            return
        if operator in (_constants.IN, _constants.NOT_LITERAL, _constants.ANY, _constants.CATEGORY):
            yield from _characters(operator, argument)[:3]
            return
    yield _sample(items)


def _sample(items: Sequence[Any]) -> str:
    return "".join(_of_item(operator, argument) for operator, argument in items)


def _of_item(operator: Any, argument: Any) -> str:
    if operator is _constants.LITERAL:
        return chr(argument)
    if operator in (_constants.IN, _constants.NOT_LITERAL, _constants.ANY, _constants.CATEGORY):
        return (_characters(operator, argument) or [""])[0]
    if operator is _constants.SUBPATTERN:
        return _sample(argument[3])
    if operator is _constants.ATOMIC_GROUP:
        return _sample(argument)
    if operator is _constants.BRANCH:
        return _sample(argument[1][0])
    if operator in _REPEATS:
        times: int = min(max(argument[0], 1), 8)
        return _sample(argument[2]) * times
    if operator is _constants.AT and argument is _constants.AT_BEGINNING:
        return "\n"
    return ""


def _characters(operator: Any, argument: Any) -> list[str]:
    """Return characters of a class, at most a letter or digit, a space, and signs."""
    return _matching(repr((operator, argument)), _class(operator, argument))


def _class(operator: Any, argument: Any) -> re.Pattern[str]:
    if operator is _constants.ANY:
        return re.compile(".")
    if operator is _constants.NOT_LITERAL:
        return re.compile(f"[^{re.escape(chr(argument))}]")
    items = argument if operator is _constants.IN else [(operator, argument)]
    negated = "^" if items[0][0] is _constants.NEGATE else ""
    return re.compile(f"[{negated}{''.join(map(_member, items[1:] if negated else items))}]")


def _member(item: Any) -> str:
    operator, argument = item
    if operator is _constants.LITERAL:
        return re.escape(chr(argument))
    if operator is _constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return _CATEGORIES[argument]


_CATEGORIES = {
    _constants.CATEGORY_DIGIT: r"\d", _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s", _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w", _constants.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


@cache
def _matching(_: str, members: re.Pattern[str]) -> list[str]:
    written = [chr(int(each)) for each in re.findall(r"LITERAL, (\d+)", _) if int(each) < 0x110000]
    letters = [each for each in "a0A" if members.match(each)]
    others = [each for each in (*written, *_TRIED) if members.match(each) and not each.isalnum()]
    first = [each for each in written if members.match(each)]
    return list(dict.fromkeys([*letters[:1], *others[:2], *first[:1], *letters, *others]))


def slowest(pattern: re.Pattern[str], count: int, *, looks: bool = True) -> list[Pump]:
    """Return the pumps that cost the pattern itself most; none if all are cheap.

    Parameters:
        looks: whether it looks for itself in a text, and does not only try one place.
    """
    if not is_unbounded(pattern):
        return []
    costs: list[tuple[float, Pump]] = []
    for pump in pumps(pattern):
        costs.append((-_own_cost(pattern, pump.text(_OWN_SIZE), looks=looks), pump))
        if sum(cost <= -_ENOUGH for cost, _ in costs) == count:
            break  # none can cost more
    likely = [(-cost, pump) for cost, pump in sorted(costs)[:count] if cost < -_CHEAP]
    return [pump for cost, pump in likely if _grows(pattern, pump, cost, looks=looks)]


def _grows(pattern: re.Pattern[str], pump: Pump, cost: float, *, looks: bool) -> bool:
    """Return whether a pump costs a pattern more than in proportion to its size, again and again."""
    if cost == float("inf"):
        return True
    search = _search(pattern, pump.text(8 * _OWN_SIZE), looks=looks)
    return all(spent(search, _GROWTH * cost + _STEP) == float("inf") for _ in range(_TRIES))


def is_unbounded(pattern: re.Pattern[str]) -> bool:
    """Return whether a pattern may match many characters."""
    return _is_unbounded(_parser.parse(pattern.pattern, pattern.flags))


def sample(pattern: re.Pattern[str]) -> str:
    """Return a text that a pattern likely matches."""
    return _sample(_parser.parse(pattern.pattern, pattern.flags))


def _is_unbounded(items: Sequence[Any]) -> bool:
    """Return whether a part of a pattern may match many characters."""
    for operator, argument in items:
        if operator in _REPEATS and (argument[1] > _MANY or _is_unbounded(argument[2])):
            return True
        inner = argument[1] if operator is _constants.BRANCH or operator in _LOOKS else argument
        inner = inner[3] if operator is _constants.SUBPATTERN else inner
        parts = inner if operator is _constants.BRANCH else [inner]
        if operator in _NESTING and any(map(_is_unbounded, parts)):
            return True
    return False


def _search(pattern: re.Pattern[str], text: str, *, looks: bool) -> Callable[[], None]:
    """Return a call that tries a pattern on a text."""

    def search() -> None:
        if looks:
            deque(pattern.finditer(text), 0)
        else:
            pattern.match(text)
        pattern.fullmatch(text)

    return search


def _own_cost(pattern: re.Pattern[str], text: str, *, looks: bool) -> float:
    """Return the seconds of a pattern, the least of some tries if they seem to be many."""
    search = _search(pattern, text, looks=looks)
    cost = spent(search, _OWN_LIMIT)
    for _ in range(_TRIES if cost >= _CHEAP else 0):
        cost = min(cost, spent(search, _OWN_LIMIT))
    return cost
