"""How many columns text takes on a terminal, and text cut to fit."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

from lint.primitives.patterns import regex

_EMOJI_STYLE = "\ufe0f"  # makes the character before it two columns wide
# Letters and punctuation of which nobody doubts how wide they are: to import wcwidth takes longer than all
# else that is done with the findings of a post.
_NARROW = "\xa1-\xac\xae-\u02ff\u2010-\u2027"
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_IS_WIDE = regex(f"[{_WIDE}]")
_IS_PLAIN = regex(f"[ -~{_NARROW}{_WIDE}]*")


def columns(text: str) -> int:
    """Return how many columns text takes: a CJK character takes two."""
    if text.isascii():
        return len(text)
    if _IS_PLAIN.fullmatch(text):
        return most_columns(text)
    width: int = max(_wcwidth().wcswidth(text), 0)
    return width


def most_columns(text: str) -> int:
    """Return the columns that text takes on a terminal that does not join emoji."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def cut(text: str, room: int) -> str:
    """Cut text at its end to a number of columns."""
    if 2 * len(text) <= room:
        return text
    if text.isascii():
        return text if len(text) <= room else text[: room - 1] + "…" if room > 0 else ""
    # Most text has at least one column a character: what is beyond them does not fit.
    ends = _ends(text[: max(room, 0) + 1])
    if ends[-1] <= room and len(ends) < len(text):
        ends = _ends(text)
    if ends[-1] <= room:
        return text
    return text[: bisect_right(ends, room - 1)] + "…" if room > 0 else ""


def cut_left(text: str, room: int) -> str:
    """Cut text at its start to a number of columns, at least one."""
    if most_columns(text) <= room:
        return text
    return "…" + text[len(text) - bisect_right(_ends(text[::-1]), room - 1) :]


class _Widths(dict[str, int]):
    """How many columns a character takes; remembered, since a report has the same ones again and again."""

    def __missing__(self, char: str) -> int:
        if _IS_WIDE.match(char):
            width = 2
        elif char.isascii() or char == _EMOJI_STYLE or _IS_PLAIN.fullmatch(char):
            width = 1
        else:
            width = max(_wcwidth().wcwidth(char), 0)
        self[char] = width
        return width


_WIDTHS = _Widths()


@cache
def _wcwidth():  # type: ignore[no-untyped-def]  # noqa: ANN202 - an untyped package
    import wcwidth  # only for text with rarer characters

    return wcwidth


def _ends(chars: Iterable[str]) -> list[int]:
    """Return the column in which each of these characters ends."""
    return list(accumulate(map(_WIDTHS.__getitem__, chars)))
