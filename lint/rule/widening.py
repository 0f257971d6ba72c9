r"""Patterns that a set of RE2 can search together, each of which matches wherever a pattern of `re` does.

A widened pattern matches at least what the pattern matches, and perhaps more: what RE2 does not have, such as
a lookaround or a back-reference, matches anything. It is written in the syntax that `re` and RE2 share
(https://github.com/google/re2/wiki/Syntax), without flags.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]  # the only parser of Python's own patterns
from typing import Any, NamedTuple

from lint.primitives.patterns import regex

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_IGNORECASE, _DOTALL = int(re.IGNORECASE), int(re.DOTALL)  # the flags themselves are slow
_LAST = 0x10FFFF
_ASCII = range(0x80)
_NOT_ASCII = (0x80, _LAST)
_SURROGATES = (0xD800, 0xDFFF)
# The letters of ASCII that are equal to others when case is ignored, in any version of Unicode.
_FOLDED = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
# What `\s` matches.
_SPACES = (
    (0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x180E, 0x180E),
    (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
)  # fmt: skip
# Larger repeats cost a set memory, and tell little.
_MOST = 8
_ANYTHING = "[\\x00-\U0010ffff]*"

Range = tuple[int, int]


class _Piece(NamedTuple):
    """A part of a pattern, and whether it may be empty."""

    text: str
    may_be_empty: bool = False


_NOTHING = _Piece("", may_be_empty=True)
_UNKNOWN = _Piece(_ANYTHING, may_be_empty=True)


@cache
def widened(pattern: re.Pattern[str] | str) -> str | None:
    r"""Return a pattern that is found wherever `pattern` is; `None` if that is everywhere.

    `\A`, `\Z`, `^` and `$` match at the edges of a line, so that many strings can be searched at once, each
    on a line of its own.

    Raises:
        re.error: when the text of a pattern is not valid.
    """
    text, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    try:
        items = _parser.parse(text, flags)
        piece = _sequence(items, int(items.state.flags), _Edges(first=True, last=True))
    except RecursionError:
        return None
    return None if piece.may_be_empty else piece.text


class _Edges(NamedTuple):
    """Whether a part of a pattern begins or ends it: there, a lookaround is next to a match."""

    first: bool = False
    last: bool = False


_INNER = _Edges()


def _sequence(items: Any, flags: int, edges: _Edges = _INNER) -> _Piece:  # noqa: ANN401 - the parser's own types have no names
    pieces = []
    most = len(items) - 1
    for at, (operator, argument) in enumerate(items):
        own = _Edges(edges.first and at == 0, edges.last and at == most)
        pieces.append(_item(operator, argument, flags, own))
    return _Piece("".join(piece.text for piece in pieces), all(piece.may_be_empty for piece in pieces))


def _item(operator: object, argument: Any, flags: int, edges: _Edges) -> _Piece:  # noqa: ANN401, PLR0911 - as above; one return a kind
    if operator is _constants.LITERAL:
        return _literal(argument, flags & _IGNORECASE)
    if operator is _constants.NOT_LITERAL:
        cases = _cases(argument, flags)
        return _Piece(_one_of(cases if _is_everything(cases) else _others(cases)))
    if operator is _constants.ANY:
        return _Piece(_one_of([(0, _LAST)] if flags & _DOTALL else _others([(10, 10)])))
    if operator is _constants.IN:
        return _Piece(_one_of(_members(argument, flags)))
    if operator is _constants.SUBPATTERN:
        _, added, removed, items = argument
        return _group([_sequence(items, (flags | added) & ~removed, edges)])
    if operator is _constants.ATOMIC_GROUP:
        return _group([_sequence(argument, flags, edges)])
    if operator is _constants.BRANCH:
        return _group([_sequence(items, flags, edges) for items in argument[1]])
    if operator in _REPEATS:
        return _repeat(argument, flags)
    if operator is _constants.AT:
        return _edge(argument)
    if operator is _constants.ASSERT:
        direction, items = argument
        is_beside = edges.last if direction > 0 else edges.first
        return _group([_sequence(items, flags)]) if is_beside else _NOTHING
    if operator is _constants.ASSERT_NOT:
        return _NOTHING
    return _UNKNOWN  # a back-reference, or what a later Python has


@cache
def _literal(code: int, flags: int) -> _Piece:
    return _Piece(_one_of(_cases(code, flags)))


def _group(branches: Sequence[_Piece]) -> _Piece:
    text = "|".join(branch.text for branch in branches)
    return _Piece(f"(?:{text})", any(branch.may_be_empty for branch in branches))


def _repeat(argument: Any, flags: int) -> _Piece:  # noqa: ANN401 - as above
    least, most, items = argument
    text, may_be_empty = _sequence(items, flags)
    least = min(least, _MOST)
    if (least, most) == (0, 1):
        count = "?"
    elif most > _MOST:
        count = "*" if least == 0 else "+" if least == 1 else f"{{{least},}}"
    else:
        count = f"{{{least},{most}}}"
    return _Piece(f"(?:{text}){count}" if text else "", may_be_empty or least == 0)


def _edge(place: object) -> _Piece:
    if place in (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING, _constants.AT_BEGINNING_LINE):
        return _Piece("(?m:^)", may_be_empty=True)
    if place in (_constants.AT_END, _constants.AT_END_STRING, _constants.AT_END_LINE):
        return _Piece("(?m:$)", may_be_empty=True)
    return _NOTHING  # the edge of a word, which RE2 knows in ASCII only


def _members(items: Sequence[Any], flags: int) -> list[Range]:
    """Return the characters of a class; all beyond ASCII where it is not made of characters and ranges."""
    negated = items[0][0] is _constants.NEGATE
    ranges: list[Range] = []
    for operator, argument in items[negated:]:
        if operator is _constants.LITERAL:
            ranges += _cases(argument, flags)
        elif operator is _constants.RANGE and not flags & _IGNORECASE:
            ranges.append(argument)
        elif argument is _constants.CATEGORY_SPACE:
            ranges += _SPACES
        else:
            return [*_ascii_members(items, flags), _NOT_ASCII]
    if negated and (0, _LAST) in ranges:
        return [*_ascii_members(items, flags), _NOT_ASCII]
    return _others(ranges) if negated else ranges


def _ascii_members(items: Sequence[Any], flags: int) -> list[Range]:
    """Return the characters of a class that are ASCII, as `re` has them."""
    codes: set[int] = set()
    for operator, argument in items:
        if operator is _constants.LITERAL:
            codes.add(argument)
        elif operator is _constants.RANGE:
            codes.update(range(argument[0], min(argument[1] + 1, _ASCII.stop)))
        elif operator is _constants.CATEGORY:
            codes |= _of_category(argument)
    if flags & _IGNORECASE:
        codes |= {ord(chr(code).swapcase()) for code in codes if code in _ASCII}
    return [(code, code) for code in _ASCII if (code in codes) != (items[0][0] is _constants.NEGATE)]


@cache
def _of_category(category: object) -> frozenset[int]:
    escape = _CATEGORIES[category]
    return frozenset(code for code in _ASCII if escape.match(chr(code)))


_CATEGORIES = {
    _constants.CATEGORY_DIGIT: regex(r"\d"),
    _constants.CATEGORY_NOT_DIGIT: regex(r"\D"),
    _constants.CATEGORY_SPACE: regex(r"\s"),
    _constants.CATEGORY_NOT_SPACE: regex(r"\S"),
    _constants.CATEGORY_WORD: regex(r"\w"),
    _constants.CATEGORY_NOT_WORD: regex(r"\W"),
}


def _is_everything(ranges: Sequence[Range]) -> bool:
    return ranges == [(0, _LAST)]


def _cases(code: int, flags: int) -> list[Range]:
    if not flags & _IGNORECASE:
        return [(code, code)]
    char = chr(code)
    if char.lower() == char == char.upper():
        return [(code, code)]
    if code not in _ASCII:
        return [(0, _LAST)]  # its other cases may be anywhere, even in ASCII
    char = char.lower()
    return [(ord(each), ord(each)) for each in dict.fromkeys((char, char.upper(), *_FOLDED.get(char, "")))]


def _others(ranges: Iterable[Range]) -> list[Range]:
    """Return the characters that are in none of some ranges."""
    others: list[Range] = []
    start = 0
    for first, last in sorted(ranges):
        if start < first:
            others.append((start, first - 1))
        start = max(start, last + 1)
    return [*others, (start, _LAST)] if start <= _LAST else others


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _one_of(ranges: Iterable[Range]) -> str:
    """Write a class; UTF-8 has no surrogates, so they are left out."""
    low, high = _SURROGATES
    parts: list[Range] = []
    for first, last in _merged(ranges):
        parts += [(first, min(last, low - 1))] if first < low else []
        parts += [(max(first, high + 1), last)] if last > high else []
    if not parts:
        return _one_of([(0, _LAST)])  # what cannot be written matches anything
    if len(parts) == 1 and parts[0][0] == parts[0][1]:
        return _char(parts[0][0])
    return f"[{''.join(_char(a) if a == b else f'{_char(a)}-{_char(b)}' for a, b in parts)}]"


def _char(code: int) -> str:
    char = chr(code)
    if code < 0x20 or code == 0x7F:  # noqa: PLR2004 - control characters
        return f"\\x{code:02x}"
    return char if char.isalnum() or code not in _ASCII else f"\\{char}"
