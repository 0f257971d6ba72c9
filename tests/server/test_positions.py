"""Places in a text, by row and column in units of an encoding."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.server.positions import Point, Range, Text, units

_TEXTS = st.text(st.sampled_from("ab\n\r é\u2028\x0c🌧️𝒳\ufeff"), max_size=12)
_ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def _rows(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


@given(_TEXTS, _ENCODINGS)
def test_each_place_is_found_again(text: str, encoding: str) -> None:
    codec, size = _CODECS[encoding]
    known = Text(text, encoding)
    for offset in range(len(text) + 1):
        row, column = known.point(offset)
        line = _rows(text)[row].encode(codec)
        assert column * size <= len(line)
        if text[offset - 1 : offset + 1] != "\r\n":
            assert known.offset(Point(row, column)) == offset


@given(_TEXTS, _ENCODINGS, st.integers(0, 50), st.integers(0, 200))
def test_what_is_beyond_is_the_end(text: str, encoding: str, row: int, column: int) -> None:
    rows = _rows(text)
    offset = Text(text, encoding).offset(Point(row, column))
    assert 0 <= offset <= len(text)
    if row >= len(rows):
        assert offset == len(text)
    elif column >= units(rows[row], encoding):
        assert Text(text, encoding).point(offset) == (row, units(rows[row], encoding))


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_an_edit_after_a_character_beyond_16_bits(encoding: str, column: int) -> None:
    text = Text("🌧x\n", encoding)
    place = Range(Point(0, column), Point(0, column + 1))
    assert text.replaced(place, "y").text == "🌧y\n"
