"""What measures growth sees it, and the pumps reach what they are made for."""

import re

import pytest

from tests.growth.cost import LIMIT, MOST, growth, once
from tests.growth.pumps import Pump, pumps, slowest


def test_quadratic_time_is_seen_and_linear_is_not() -> None:
    def linear(size: int) -> object:
        return lambda: sorted(range(size))

    def quadratic(size: int) -> object:
        return lambda: [sum(range(number)) for number in range(size)]

    assert growth(linear, 100_000) <= MOST  # type: ignore[arg-type]
    assert growth(quadratic, 300) > MOST  # type: ignore[arg-type]


def test_what_does_not_end_is_ended() -> None:
    text = "f=a" * 40
    assert once(lambda: re.fullmatch(r"(?:f=[^,]+,?)+!", text), LIMIT / 20) == LIMIT / 20


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:[fhqw]=[^,/]+,?)+/", r"\s+$", r"<!--[ \t]*lint:[^\r\n]*-->", r".*\b404\b.*\berror\b", r"[ \t]*\t[ \t]*x",
        r"(?:[ \t]*(?:\r\n|\n|\r))*key:", r"/blank\.gif(?:\?\S*)?(?:\s+\S+)?\Z", r"\{#\w+[^{}]*+\}", r"\[\^([^\]\n]*+)\]", r"[a-z]++\d",
    ],
)  # fmt: skip
def test_a_pump_is_found_for(pattern: str) -> None:
    assert slowest(re.compile(pattern), 1)


@pytest.mark.parametrize("pattern", [r"<[^<>]*>", "rain|wind", r"\d{1,9}x"])
def test_a_linear_pattern_has_none(pattern: str) -> None:
    assert not slowest(re.compile(pattern), 1)


def test_pumps_are_made_from_the_parts_of_a_pattern() -> None:
    found = pumps(re.compile(r"ab(?:cd|[e-g]+)*(?=h)x"))
    assert {Pump("ab", "cd"), Pump("abcd", "h"), Pump("", "abcd")} <= set(found)
