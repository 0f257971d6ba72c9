"""Nothing in a post costs more than in proportion to its length: hostile text is made from the rules and patterns
themselves, so that a new one is tried without being named here.

`python -m tests.growth` tries far more, for as long as it is let.
"""

import pytest

from lint.rule.definition import Rule
from lint.rule.registry import load
from tests.growth.cost import MOST, growth, once
from tests.growth.patterns import patterns
from tests.growth.places import HEAD, PLACES, bodies, lint, places_of
from tests.growth.pumps import Pump, slowest

SIZE = 2000
_SHARDS = 16


def _cheap() -> float:
    """Return what four times the size costs when it is clearly linear: some times as much as plain text."""
    plain = lint(HEAD + "<p>It rained.</p>\n" * (SIZE // 4))
    return 3 * min(once(plain) for _ in range(3)) + 0.01


def failures(pump: Pump, places: tuple[str, ...], cheap: float) -> list[str]:
    """Return the places in which a pump costs more than in proportion."""
    found = []
    for place in places:
        cost = growth(lambda size: PLACES[place](pump.text(size)), SIZE, cheap)
        if cost > MOST:
            found.append(f"{place}: {pump.head!r} and {pump.part!r} repeated cost {cost:.1f} times on 4 times")
    return found


@pytest.mark.parametrize("shard", range(_SHARDS))
def test_no_pattern_makes_a_post_cost_more_than_its_length(shard: int) -> None:
    cheap = _cheap()
    found = []
    for written in patterns()[shard::_SHARDS]:
        places = places_of(written.module)
        for pump in slowest(written.pattern, 1) if places else ():
            found += [f"{written.module}, {written.pattern.pattern[:80]!r}: {each}" for each in failures(pump, places, cheap)]
    assert found == []


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_findings_cost_no_more_than_their_number(rule: Rule) -> None:
    pump = Pump("", f"{bodies(rule)}\n\n")
    cost = growth(lambda size: lint(HEAD + pump.text(size)), 4 * SIZE, _cheap())
    assert cost <= MOST, f"{rule.code}: its bad examples cost {cost:.1f} times on 4 times"
