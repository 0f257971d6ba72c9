"""Nothing in a post costs more than in proportion to its length: hostile text is made from the rules and patterns
themselves, so that a new one is tried without being named here.

`python -m tests.growth` tries far more, for as long as it is let.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from lint.rule.definition import Rule
from lint.rule.registry import load
from tests.growth.cost import MOST, Call, growth
from tests.growth.patterns import patterns
from tests.growth.places import HEAD, at, bodies, codes_of, lint, places_of
from tests.growth.pumps import Pump, slowest

SIZE = 1000
# In CPU seconds, what is not worth comparing on 4,000 characters.
_CHEAP = 0.01
_SHARDS = 16


@cache  # patterns have pumps in common
def _growth(pump: Pump, place: str, codes: frozenset[str] | None) -> float:
    def make(size: int) -> Call:
        return at(place, pump.text(size), codes)

    return growth(make, SIZE, _CHEAP)


def failures(pump: Pump, places: Iterable[str], codes: frozenset[str] | None = None) -> Iterator[str]:
    """Yield the places in which a pump costs more than in proportion to its size.

    Parameters:
        codes: the codes of the rules that read it; all by default.
    """
    for place in places:
        cost = _growth(pump, place, codes)
        if cost > MOST:
            yield f"{place}: {pump.head!r}, then {pump.part!r} repeated, costs {cost:.1f} times as much on 4 times"


@pytest.mark.parametrize("shard", range(_SHARDS))
def test_no_pattern_makes_a_post_cost_more_than_its_length(shard: int) -> None:
    found = [
        f"{written.module}, {written.pattern.pattern[:80]!r}: {each}"
        for written in patterns()[shard::_SHARDS]
        if (places := places_of(written.module))
        for pump in slowest(written.pattern, 1)
        for each in failures(pump, places, codes_of(written.module))
    ]
    assert found == []


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_findings_cost_no_more_than_their_number(rule: Rule) -> None:
    pump = Pump("", f"{bodies(rule)}\n\n")
    cost = growth(lambda size: lint(HEAD + pump.text(size)), 4 * SIZE)
    assert cost <= MOST, f"{rule.code}: its bad examples cost {cost:.1f} times on 4 times"
