"""Whether the next character always decides how a pattern goes on, so that `re` never tries again.

Such a pattern is LL(1), in the terms of parsers: what a repeat or alternative may begin with differs from all
that may come instead. Then even Python's `re` takes linear time.
"""

import re
from re import _constants  # type: ignore[attr-defined]  # of the trees of Python's parser
from typing import Any

from lint.config.patterns import REPEATS

Chars = frozenset[str]

# A normalised URL has no other characters (https://url.spec.whatwg.org/#url-serializing).
_ALL = frozenset(map(chr, range(128)))
_END = frozenset(("end of text",))
_ENDS = (_constants.AT_END, _constants.AT_END_STRING)
_CATEGORIES = {
    name: frozenset(char for char in _ALL if re.match(sign, char))
    for name, sign in (
        (_constants.CATEGORY_DIGIT, r"\d"),
        (_constants.CATEGORY_NOT_DIGIT, r"\D"),
        (_constants.CATEGORY_SPACE, r"\s"),
        (_constants.CATEGORY_NOT_SPACE, r"\S"),
        (_constants.CATEGORY_WORD, r"\w"),
        (_constants.CATEGORY_NOT_WORD, r"\W"),
    )
}


class _UncertainError(Exception):
    """More than one way to go on begins with the same character."""


def is_certain(tree: Any, *, anywhere: bool) -> bool:  # noqa: ANN401 - the parser's own types have no names
    """Return whether the next character always decides how a pattern goes on.

    Parameters:
        tree: the pattern, parsed.
        anywhere: whether it is searched for: then it may not repeat anything, as the search tries each place.
    """
    if tree.state.flags & re.IGNORECASE or (anywhere and _repeats(tree)):
        return False
    try:
        _check(tree, frozenset())
    except _UncertainError:
        return False
    return True


def _check(items: Any, after: Chars) -> Chars:  # noqa: ANN401 - as above
    """Return what the first character may be, given what may come after the items."""
    for operator, argument in reversed(list(items)):
        if operator is _constants.SUBPATTERN and not argument[1]:
            after = _check(argument[3], after)
        elif operator is _constants.BRANCH:
            after = _disjoint([_check(branch, after) for branch in argument[1]])
        elif operator in REPEATS:
            least, most, body = argument
            again, is_empty = _first(body)
            if is_empty:
                raise _UncertainError
            _check(body, after | again)
            if least != most:
                _disjoint([again, after])
            after = again if least else again | after
        elif operator is not _constants.AT:
            after = _chars(operator, argument)
        elif argument in _ENDS:
            after = _END
        else:
            raise _UncertainError
    return after


def _disjoint(choices: list[Chars]) -> Chars:
    union = frozenset[str]().union(*choices)
    if sum(map(len, choices)) != len(union):
        raise _UncertainError
    return union


def _first(items: Any) -> tuple[Chars, bool]:  # noqa: ANN401 - as above
    """Return what some items may begin with, and whether they may be empty."""
    found: Chars = frozenset()
    for operator, argument in items:
        if operator is _constants.SUBPATTERN:
            chars, is_empty = _first(argument[3])
        elif operator is _constants.BRANCH:
            firsts = [_first(branch) for branch in argument[1]]
            chars = frozenset[str]().union(*(each for each, _ in firsts))
            is_empty = any(each for _, each in firsts)
        elif operator in REPEATS:
            chars, is_empty = _first(argument[2])
            is_empty |= argument[0] == 0
        elif operator is _constants.AT:
            raise _UncertainError
        else:
            chars, is_empty = _chars(operator, argument), False
        found |= chars
        if not is_empty:
            return found, False
    return found, True


def _repeats(tree: Any) -> bool:  # noqa: ANN401 - as above
    for operator, argument in tree:
        if operator in REPEATS and (argument[1] > 1 or _repeats(argument[2])):
            return True
        if operator is _constants.SUBPATTERN and _repeats(argument[3]):
            return True
        if operator is _constants.BRANCH and any(map(_repeats, argument[1])):
            return True
    return False


def _chars(operator: Any, argument: Any) -> Chars:  # noqa: ANN401 - as above
    """Return the characters that an item can be."""
    if operator is _constants.ANY:
        return _ALL
    if operator is _constants.NOT_LITERAL:
        return _ALL - {chr(argument)}
    if operator is _constants.LITERAL:
        return frozenset((chr(argument),))
    if operator is not _constants.IN:
        raise _UncertainError
    found = frozenset[str]().union(*(_of_class(*each) for each in argument))
    return _ALL - found if argument[0][0] is _constants.NEGATE else found


def _of_class(operator: Any, argument: Any) -> Chars:  # noqa: ANN401 - as above
    if operator is _constants.LITERAL:
        return frozenset((chr(argument),))
    if operator is _constants.RANGE:
        return frozenset(char for char in _ALL if argument[0] <= ord(char) <= argument[1])
    return _CATEGORIES[argument] if operator is _constants.CATEGORY else frozenset()
