"""A host is asked as often as it can bear, and no other waits for it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.answer import Answer, Trouble
from lint.web.hosts import Hosts, retry_after
from lint.web.settings import HostSettings, OnlineSettings

_A = "https://a.example/"


class _Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def _hosts(settings: OnlineSettings) -> tuple[Hosts, _Time]:
    time = _Time()
    return Hosts(
        settings, clock=time.clock, sleep=time.sleep, environment={"TOKEN": "secret", "BAD": "a\nb"}
    ), time


def test_interval_and_concurrency() -> None:
    async def run() -> tuple[list[float], int]:
        hosts, time = _hosts(OnlineSettings(host_concurrency=2, host_interval=5.0))
        starts, under_way, most = [], 0, 0

        async def one() -> None:
            nonlocal under_way, most
            async with hosts.turn("a.example"):
                starts.append(time.now)
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0)
                under_way -= 1

        await asyncio.gather(*(one() for _ in range(5)))
        assert hosts.ready_in("b.example") == 0
        return starts, most

    starts, most = asyncio.run(run())
    assert all(later - earlier >= 5 for earlier, later in pairwise(starts))
    assert most <= 2


@pytest.mark.parametrize("status", [429, 503])
def test_busy_hosts(status: int) -> None:
    hosts, time = _hosts(OnlineSettings())
    hosts.tell("a.example", Answer(_A, status, {"retry-after": "120"}))
    assert (hosts.ready_in("a.example"), hosts.ready_in("b.example")) == (120, 0)
    time.now = 120
    hosts.tell("a.example", Answer(_A, status))
    assert hosts.ready_in("a.example") == 2
    for _ in range(99):
        hosts.tell("a.example", Answer(_A, status))
    assert hosts.ready_in("a.example") == 60


def test_recovery() -> None:
    async def run() -> float:
        hosts, time = _hosts(OnlineSettings(host_interval=0.5))
        hosts.tell("a.example", Answer(_A, 429))
        for _ in range(50):
            hosts.tell("a.example", Answer(_A, 200))
        time.now = 100
        async with hosts.turn("a.example"):
            return hosts.ready_in("a.example")

    assert asyncio.run(run()) == 0.5


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 7 ", 7),
        ("9" * 5000, 999_999_999),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60),
        ("Wed, 31 Dec 2025 23:00:00 GMT", 0),
        ("", None),
        ("-1", None),
        ("soon", None),
        ("１", None),
        ("Thu, 99 Jan 2026 00:01:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, lambda: datetime(2026, 1, 1, tzinfo=UTC)) == seconds


def test_headers_are_of_one_host() -> None:
    own = HostSettings(headers={"Authorization": "$TOKEN", "X-A": "plain", "X-B": "$BAD", "X-C": "$UNSET"})
    hosts, _ = _hosts(OnlineSettings(hosts={"a.example": own}))
    assert hosts.headers(_A) == {"Authorization": "secret", "X-A": "plain"}
    assert hosts.headers("https://www.a.example/") == {"X-A": "plain"}
    assert hosts.headers(_A.replace("https:", "http:")) == {"X-A": "plain"}
    for other in (
        "https://b.example/",
        "https://nota.example/",
        "https://a.example.org/",
        "https://a.example@b.example/",
        "x",
    ):
        assert hosts.headers(other) == {}


def test_robots_are_read_once() -> None:
    asked = []

    async def fetch(url: str) -> Answer:
        asked.append(url)
        await asyncio.sleep(0)
        return Answer(url, 200, body=b"User-agent: *\nDisallow: /private\n")

    async def run() -> list[bool]:
        hosts, _ = _hosts(OnlineSettings())
        first = asyncio.create_task(hosts.allowed(_A, fetch, "archive-lint"))
        others = [
            asyncio.create_task(hosts.allowed(_A + path, fetch, "archive-lint"))
            for path in ("", "private", "x?y#z")
        ]
        await asyncio.sleep(0)
        first.cancel()
        return list(await asyncio.gather(*others))

    assert asyncio.run(run()) == [True, False, True]
    assert asked == ["https://a.example/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (Answer(_A, 401), True),
        (Answer(_A, 404), True),
        (Answer(_A, 429), False),
        (Answer(_A, 500), False),
        (Answer(_A, 503), False),
        (Answer(_A, trouble=Trouble.TIMEOUT), False),
        (Answer(_A, 200, trouble=Trouble.BROKEN), False),
        # No such file can be had, and the URL's own verdict says why.
        (Answer(_A, trouble=Trouble.NO_HOST), True),
        (Answer(_A, trouble=Trouble.CERTIFICATE), True),
        (Answer(_A, 301, trouble=Trouble.LOOP), True),
    ],
)
def test_no_robots(answer: Answer, allowed: bool) -> None:  # noqa: FBT001
    async def fetch(_: str) -> Answer:
        return answer

    hosts, _ = _hosts(OnlineSettings())
    assert asyncio.run(hosts.allowed(_A, fetch, "archive-lint")) is allowed
