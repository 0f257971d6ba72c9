"""Nothing in a post costs more than in proportion to its length: hostile text is made from the rules and patterns
themselves, so that a new one is tried without being named here.

`python -m tests.growth` tries far more, for as long as it is let.
"""

from collections.abc import Iterable, Iterator

import pytest

from lint.rule.definition import Rule
from lint.rule.registry import load
from tests.growth.bounded import BOUNDED, UNTRIED
from tests.growth.cost import MOST, Call, growth
from tests.growth.patterns import Place, Written, patterns
from tests.growth.places import HEAD, MARK, at, bodies, call, codes_of, lint
from tests.growth.pumps import Pump

SIZE = 1000
# In CPU seconds, what is not worth comparing on 4,000 characters.
_CHEAP = 0.01


def failures(pump: Pump, places: Iterable[Place], codes: frozenset[str] | None = None) -> Iterator[str]:
    """Yield the places in which a pump costs more than in proportion to its size.

    Parameters:
        codes: the codes of the rules that read it; all by default.
    """
    for place in places:

        def make(size: int, place: Place = place) -> Call:
            text = pump.text(size)
            if place.template:
                return call(place.reader, place.template.replace(MARK, text), codes)
            return at(place.reader, text, codes)

        cost = growth(make, SIZE, _CHEAP)
        if cost > MOST:
            where = f"{place.reader} {place.template!r}"
            yield f"{where}: {pump.head!r}, then {pump.part!r} repeated, costs {cost:.1f} times as much on 4 times"


def slow(written: Written) -> list[str]:
    """Return what is wrong with a pattern: that it makes a post slow, or that it may and no place reaches it."""
    name = f"{written.module}.{written.name}"
    if written.pumps and not written.places and name not in BOUNDED:
        pump = written.pumps[0]
        advice = (
            "make it linear, or add a sample that reaches it to samples.py, or why nothing does to bounded.py"
        )
        slow_on = f"takes more than linear time on {pump.head!r}, then {pump.part!r} repeated"
        return [f"{name} {slow_on}, and no place reaches it: {advice}"]
    codes = codes_of(written.module)
    return [f"{name}, {each}" for pump, place in written.places for each in failures(pump, [place], codes)]


def test_no_pattern_makes_a_post_cost_more_than_its_length() -> None:
    # In one test with this, since each process that asks for the patterns records them anew.
    known = {f"{written.module}.{written.name}" for written in patterns()}
    assert BOUNDED.keys() <= known
    # This needs no clock, so a new pattern that nothing tries is named each time.
    untried = {f"{written.module}.{written.name}" for written in patterns() if not written.is_tried}
    assert sorted(each for each in untried - BOUNDED.keys() if not each.startswith(UNTRIED)) == []
    assert [each for each in UNTRIED if not any(name.startswith(each) for name in untried)] == []
    # Which of the patterns are slow by themselves varies a little, and with it what no place reaches.
    assert [each for written in patterns() if written.places for each in slow(written)] == []


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_findings_cost_no_more_than_their_number(rule: Rule) -> None:
    pump = Pump("", f"{bodies(rule)}\n\n")
    cost = growth(lambda size: lint(HEAD + pump.text(size)), 2 * SIZE, _CHEAP)
    assert cost <= MOST, f"{rule.code}: its bad examples cost {cost:.1f} times on 4 times"
