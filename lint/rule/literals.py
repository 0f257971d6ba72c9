"""Literal strings that a pattern needs to match: looking for them is cheaper than searching the pattern."""

import re
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]  # the only parser of Python's own patterns
from string import whitespace
from typing import Any

_MOST = 32
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)


@cache
def is_anchored(pattern: re.Pattern[str]) -> bool:
    """Return whether a pattern can only match at the start of the text."""
    text = pattern.pattern
    if text.startswith(r"\A") and "|" not in text:
        return True  # as most are; to read a pattern takes nearly as long as to compile it
    if not text.startswith(("\\", "^", "(?", "#", *whitespace)):
        return False
    items = _parser.parse(text, pattern.flags)
    first = next(iter(items), None)
    if first == (_constants.AT, _constants.AT_BEGINNING):
        return not items.state.flags & re.MULTILINE
    return first == (_constants.AT, _constants.AT_BEGINNING_STRING)


@cache
def needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return strings of which every match contains at least one; none if the pattern does not tell.

    A pattern that ignores case does not tell, and neither does one with too many alternatives.
    """
    items = _parser.parse(pattern.pattern, pattern.flags)
    if items.state.flags & re.IGNORECASE:
        return ()
    found = _of_sequence(items)
    return tuple(sorted(found)) if found else ()


def _of_sequence(items: Any) -> frozenset[str]:  # noqa: ANN401 - the parser's own types have no names
    """Return the literals of the element whose shortest literal is longest."""
    found: list[frozenset[str]] = []
    run = ""
    for operator, argument in (*items, (None, None)):  # the last ends a run
        if operator is _constants.LITERAL:
            run += chr(argument)
            continue
        found += (frozenset((run,)) if run else frozenset(), _of_item(operator, argument))
        run = ""
    return max(found, key=lambda texts: min(map(len, texts), default=0) * 100 - len(texts) if texts else -1)


def _of_item(operator: object, argument: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    if operator is _constants.IN:
        return _of_class(argument)
    if operator is _constants.SUBPATTERN:
        _, added, _, items = argument
        return frozenset() if added & re.IGNORECASE else _of_sequence(items)
    if operator is _constants.ATOMIC_GROUP:
        return _of_sequence(argument)
    if operator is _constants.BRANCH:
        branches = [_of_sequence(items) for items in argument[1]]
        joined: frozenset[str] = frozenset().union(*branches)
        return joined if all(branches) and len(joined) <= _MOST else frozenset()
    if operator in _REPEATS and argument[0] > 0:
        return _of_sequence(argument[2])
    return frozenset()


def _of_class(items: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    chars: set[str] = set()
    for operator, argument in items:
        if operator is _constants.LITERAL:
            chars.add(chr(argument))
        elif operator is _constants.RANGE and argument[1] - argument[0] < _MOST:
            chars.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return frozenset()
    return frozenset(chars) if len(chars) <= _MOST else frozenset()
