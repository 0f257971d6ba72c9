"""The farm's behaviours get the verdicts that they should, from the real client."""

import asyncio
import os
from collections.abc import Iterator
from functools import partial

import pytest

from tests.web import farm
from tests.web.farm_cases import CASES

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


@pytest.fixture(autouse=True)
def _trusted() -> Iterator[None]:
    with farm.trusted():
        yield


def test_each_behaviour_has_its_own_host() -> None:
    assert len({case.host for case in CASES}) == len(CASES) >= 60


def test_verdicts() -> None:
    outcomes, _ = asyncio.run(farm.one_run())
    assert farm.wrong(outcomes) == []


@needs_fork
def test_verdicts_of_other_processes() -> None:
    with farm.apart() as channels:
        ask = partial(farm.ask_farm, cases=farm.APART, channels=channels)
        outcomes, _ = asyncio.run(farm.one_run(ask=ask))
    assert farm.wrong(outcomes) == []


def test_nothing_private_is_connected_to() -> None:
    async def run() -> tuple[list[farm.Outcome], int]:
        async with farm.Farm() as servers:
            outcomes = await farm.ask_farm(servers, [case._replace(strict=True) for case in CASES])
            return outcomes, servers.connections

    outcomes, connections = asyncio.run(run())
    assert connections == 0
    assert {outcome.verdict.state for outcome in outcomes} <= {"refused", "dead", "unsure"}
    assert {outcome.case.name for outcome in outcomes if outcome.verdict.state == "dead"} == {"no such host"}


@pytest.mark.parametrize("seed", range(2))
def test_dropped_connections_make_nothing_dead(seed: int) -> None:
    outcomes, servers = asyncio.run(farm.one_run(dropped=100, seed=seed))
    assert servers.dropped > 0
    assert farm.falsely_dead(outcomes) == []
    assert {outcome.verdict.state for outcome in outcomes if str(outcome) in farm.wrong(outcomes)} <= {
        "unsure"
    }


@pytest.mark.parametrize("dropped", [0, 100])
def test_schedule_loses_nothing(dropped: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.web.schedule._SECOND", 0.0)
    outcomes, _ = asyncio.run(farm.one_run(dropped=dropped, ask=farm.schedule_farm))
    assert farm.falsely_dead(outcomes) == []
    assert [str(each) for each in outcomes if each.verdict.state == "not-asked"] == []
    if not dropped:
        assert farm.wrong(outcomes) == []
