"""Nothing in a post costs more than in proportion to its length: hostile text is made from the rules and patterns
themselves, so that a new one is tried without being named here.

`python -m tests.growth` tries far more, for as long as it is let.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from lint.rule.definition import Rule
from lint.rule.registry import load
from tests.growth.cost import MOST, Call, growth, once
from tests.growth.patterns import patterns
from tests.growth.places import HEAD, PLACES, bodies, lint, places_of
from tests.growth.pumps import Pump, slowest

SIZE = 1500
_SHARDS = 16
_PLAIN = Pump("", "It rained. ")


@cache
def cheap(place: str) -> float:
    """Return a cost of four times the size that is clearly linear: some times that of plain text."""
    plain = PLACES[place](_PLAIN.text(4 * SIZE))
    return 4 * min(once(plain) for _ in range(3)) + 0.01


def failures(pump: Pump, places: Iterable[str]) -> Iterator[str]:
    """Yield the places in which a pump costs more than in proportion to its size."""
    for place in places:

        def make(size: int, place: str = place) -> Call:
            return PLACES[place](pump.text(size))

        cost = growth(make, SIZE, cheap(place))
        if cost > MOST and (again := growth(make, 4 * SIZE)) > MOST:  # not only up to a limit
            cost = max(cost, again)
            yield f"{place}: {pump.head!r}, then {pump.part!r} repeated, costs {cost:.1f} times as much on 4 times"


@pytest.mark.parametrize("shard", range(_SHARDS))
def test_no_pattern_makes_a_post_cost_more_than_its_length(shard: int) -> None:
    found = [
        f"{written.module}, {written.pattern.pattern[:80]!r}: {each}"
        for written in patterns()[shard::_SHARDS]
        if (places := places_of(written.module))
        for pump in slowest(written.pattern, 1)
        for each in failures(pump, places)
    ]
    assert found == []


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_findings_cost_no_more_than_their_number(rule: Rule) -> None:
    pump = Pump("", f"{bodies(rule)}\n\n")
    cost = growth(lambda size: lint(HEAD + pump.text(size)), 5 * SIZE)
    assert cost <= MOST, f"{rule.code}: its bad examples cost {cost:.1f} times on 4 times"
