"""Copies are looked for within the budget of a run."""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.answer import Answer
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.rescue import rescue_all
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State, Verdict
from lint.web.wanted import Row

GATES = ("https://one.example/web/", "https://two.example/web/")
GONE = [f"https://example.org/{number}" for number in range(3)]


class Archives(Client):
    """Archives that have nothing."""

    async def ask(
        self, url: str, *, headers: Mapping[str, str] = MappingProxyType({}), most: int = 0
    ) -> Answer:
        self.requests += 1
        return Answer(url, 404, {"content-type": "text/html"}, b"not archived", is_whole=True)


def rescued(most: int | None) -> tuple[int, int, int]:
    """Return how many copies were not looked for, how many requests were sent, and what is known of how many."""
    settings = OnlineSettings(timegates=GATES, host_interval=0.0)
    store, client = Store(), Archives(settings)
    store.want(Row(url, Kind.PAGE, date="2021-05-03") for url in GONE)
    store.put([(url, Kind.PAGE, Verdict(State.DEAD)) for url in GONE])
    left = asyncio.run(rescue_all(store, settings, client, Hosts(settings), most=most))
    return left, client.requests, sum(store.copy(url, "2021-05-03") is not None for url in GONE)


@pytest.mark.parametrize(
    ("most", "left", "sent", "known"),
    [(None, 0, 6, 3), (6, 0, 6, 3), (4, 1, 4, 2), (1, 3, 0, 0), (0, 3, 0, 0)],
)
def test_no_more_requests_than_the_budget(most: int | None, left: int, sent: int, known: int) -> None:
    assert rescued(most) == (left, sent, known)
