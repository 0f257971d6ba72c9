"""Regular expressions in a configuration: only what can be matched in linear time.

A configuration may have come with the archive. Python's `re` takes exponential time for some patterns, so
look-around and back-references, which no linear engine has, are refused with what to write instead.
"""

import re
import warnings
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]  # the only parser of Python's own patterns
from typing import Any

LONGEST = 2000
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_INSTEAD = {
    _constants.ASSERT: "look-around, such as `(?=…)`; instead, match that text too, outside of any group",
    _constants.GROUPREF: "a back-reference, such as `\\1`; instead, write again what it refers to",
    _constants.GROUPREF_EXISTS: "a condition on a group; instead, write both alternatives with `|`",
    _constants.ATOMIC_GROUP: "an atomic group, such as `(?>…)`; instead, write `(?:…)`",
    _constants.POSSESSIVE_REPEAT: "a possessive repeat, such as `*+`; instead, write `*`",
}
_INSTEAD[_constants.ASSERT_NOT] = _INSTEAD[_constants.ASSERT]


class PatternError(ValueError):
    """A pattern is not valid; the message is the reason."""


def parsed(pattern: str) -> Any:  # noqa: ANN401 - the parser's own types have no names
    """Return the syntax tree of a pattern, as Python's own parser makes it.

    Raises:
        PatternError: when it is not valid, is too long, or has what no linear engine can match.
    """
    if len(pattern) > LONGEST:
        raise PatternError(f"it has {len(pattern):,} characters; expected at most {LONGEST:,}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what may mean something else in a later Python
            tree = _parser.parse(pattern)
        for operator in _operators(tree):
            if operator in _INSTEAD:
                raise PatternError(f"it has {_INSTEAD[operator]}")
    except re.error as error:
        raise PatternError(str(error)) from error
    except (RecursionError, OverflowError) as error:
        raise PatternError("it is nested too deeply, or repeats too often") from error
    return tree


def _operators(items: Any) -> Iterator[object]:  # noqa: ANN401 - as above
    for operator, argument in items:
        yield operator
        for part in argument if isinstance(argument, tuple | list) else (argument,):
            for below in part if isinstance(part, list) else (part,):
                if isinstance(below, _parser.SubPattern):
                    yield from _operators(below)
