"""How many columns text takes on a terminal, and text cut to fit."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

_EMOJI_STYLE = "\ufe0f"  # makes the character before it two columns wide


def columns(text: str) -> int:
    """Return how many columns text takes: a CJK character takes two."""
    return len(text) if text.isascii() else max(_wcwidth().wcswidth(text), 0)


def most_columns(text: str) -> int:
    """Return the columns that text takes on a terminal that does not join emoji."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def cut(text: str, room: int) -> str:
    """Cut text at its end to a number of columns."""
    if 2 * len(text) <= room or most_columns(text) <= room:
        return text
    return text[: _fitting(text, room - 1)] + "…" if room > 0 else ""


def cut_left(text: str, room: int) -> str:
    """Cut text at its start to a number of columns, at least one."""
    return text if most_columns(text) <= room else "…" + text[len(text) - _fitting(text[::-1], room - 1) :]


class _Widths(dict[str, int]):
    """How many columns a character takes; remembered, since a report has the same ones again and again."""

    def __missing__(self, char: str) -> int:
        width = 1 if char.isascii() or char == _EMOJI_STYLE else max(_wcwidth().wcwidth(char), 0)
        self[char] = width
        return width


_WIDTHS = _Widths()


@cache
def _wcwidth():  # type: ignore[no-untyped-def]  # noqa: ANN202 - an untyped package
    import wcwidth  # only for text that is not ASCII

    return wcwidth


def _fitting(chars: Iterable[str], room: int) -> int:
    """Return how many of these characters fit."""
    return bisect_right(list(accumulate(map(_WIDTHS.__getitem__, chars))), room)
