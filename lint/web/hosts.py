"""When a host may be asked, and with what: one host's limits are never another's."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from http import HTTPStatus

from lint.values.urls import parse
from lint.web.answer import Answer, Trouble
from lint.web.link_header import http_date
from lint.web.settings import HostSettings, OnlineSettings

# Statuses by which a server says that it is asked too often, or has too much to do (RFC 6585, RFC 9110).
_TOO_MUCH = (429, 503)
# Seconds: the least interval once a host was too busy, the longest, and the longest pause that is waited for.
_SLOW, _SLOWEST, LONGEST_PAUSE = 1.0, 60.0, 3600.0
# How many answers in a row make a host faster again, by half.
_GOOD = 10
_HERE = ("127.0.0.1", "[::1]", "localhost")
_LARGEST_ROBOTS = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are read
# Why a `robots.txt` was not read that leaves all allowed: no server is asked anything (then the URL's own
# verdict says so), or its redirects lead nowhere (RFC 9309, 2.3.1.2).
_NO_ROBOTS = (
    Trouble.NO_HOST,
    Trouble.PRIVATE,
    Trouble.CERTIFICATE,
    Trouble.BAD_URL,
    Trouble.LOOP,
    Trouble.TOO_MANY_REDIRECTS,
)


class _Host:
    """One host: how many requests are under way, and when the next may start. `async with` takes a turn.

    Parameters:
        concurrency: how many requests at once.
        interval: seconds between their starts.
        clock, sleep: time in seconds, and what waits for it.
    """

    def __init__(
        self,
        concurrency: int,
        interval: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
    ) -> None:
        self.slots = asyncio.Semaphore(concurrency)
        self.usual = self.interval = interval
        self.next_start = 0.0
        self.good = 0
        self._clock = clock
        self._sleep = sleep

    async def __aenter__(self) -> None:
        await self.slots.acquire()
        try:
            while (now := self._clock()) < self.next_start:
                await self._sleep(self.next_start - now)  # meanwhile the host may say that it needs longer
        except BaseException:  # cancelled
            self.slots.release()
            raise
        self.next_start = now + self.interval

    async def __aexit__(self, *_: object) -> None:
        self.slots.release()


class Hosts:
    """All hosts of a run.

    Parameters:
        settings: how the web is asked.
        clock, sleep: time in seconds, and what waits for it.
        environment: where the values of `$NAME` in headers come from.
    """

    def __init__(
        self,
        settings: OnlineSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._environment = environment
        self._hosts: dict[str, _Host] = {}
        self._robots: dict[str, asyncio.Task[Callable[[str], bool]]] = {}

    def settings_of(self, host: str) -> HostSettings:
        """Return what the configuration says of a host, or of the nearest domain above it."""
        name = host
        while name:
            found = self._settings.hosts.get(name)
            if found is not None:
                return found
            name = name.partition(".")[2]
        return HostSettings()

    def headers(self, url: str) -> dict[str, str]:
        """Return the headers that a URL's host gets, and no other; not those whose variable is not set.

        What comes from the environment is a secret: it goes to the very host that is named, and only
        encrypted or to this machine.
        """
        parsed = parse(url) if self._settings.hosts else None
        if parsed is None:
            return {}
        is_safe = parsed.host in self._settings.hosts and (parsed.scheme == "https" or parsed.host in _HERE)
        found = {}
        for name, value in self.settings_of(parsed.host).headers.items():
            if value.startswith("$"):
                given = self._environment.get(value[1:]) if is_safe else None
            else:
                given = value
            if given and "\n" not in given and "\r" not in given:
                found[name] = given
        return found

    def turn(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait until a host may be asked; while it is held, one of the host's requests is under way."""
        return self._host(name)

    def tell(self, name: str, answer: Answer) -> None:
        """Learn from an answer how fast a host may be asked."""
        host = self._host(name)
        if answer.status in _TOO_MUCH:
            host.good = 0
            host.interval = min(max(host.interval * 2, _SLOW), _SLOWEST)
            pause = retry_after(answer.headers.get("retry-after", ""))
            wait = host.interval if pause is None else pause
            host.next_start = max(host.next_start, self._clock() + wait)
        elif host.interval > host.usual and answer.status:
            host.good += 1
            if host.good >= _GOOD:
                host.good, host.interval = 0, max(host.usual, host.interval / 2)

    def ready_in(self, name: str) -> float:
        """Return in how many seconds a host may be asked."""
        return max(0.0, self._host(name).next_start - self._clock())

    async def allowed(self, url: str, fetch: Callable[[str], Awaitable[Answer]], agent: str) -> bool:
        """Return whether `robots.txt` lets a URL be asked; it is read once for each origin.

        Parameters:
            fetch: asks for the URL of a `robots.txt`.
            agent: the product's name.

        Source: RFC 9309. Without such a file everything is allowed; if the server fails, or is asked too
        often, nothing is.
        """
        parsed = parse(url)
        if parsed is None:
            return True
        origin = parsed.href[: len(parsed.href.partition("#")[0]) - len(parsed.path + parsed.query)]
        known = self._robots.get(origin)
        if known is None:
            known = self._robots[origin] = asyncio.create_task(_read_robots(origin, fetch, agent))
        # If one of those who wait is cancelled, the others still get their answer.
        return (await asyncio.shield(known))(url)

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            own = self.settings_of(name)
            host = self._hosts[name] = _Host(
                own.concurrency or self._settings.host_concurrency,
                own.interval if own.interval >= 0 else self._settings.host_interval,
                self._clock,
                self._sleep,
            )
        return host


def retry_after(value: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """Return the seconds that a `Retry-After` asks for; `None` if it says nothing that can be read.

    Source: RFC 9110, 10.2.3: seconds, or a date.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(int(value[:9]))
    date = http_date(value)
    return None if date is None else max(0.0, (date - now()).total_seconds())


async def _read_robots(
    origin: str, fetch: Callable[[str], Awaitable[Answer]], agent: str
) -> Callable[[str], bool]:
    answer = await fetch(f"{origin}/robots.txt")
    if answer.trouble in _NO_ROBOTS:
        return lambda _: True
    # To the RFC, a 4xx means that there is no such file. Google takes 429 for a failure of the server:
    # https://developers.google.com/search/docs/crawling-indexing/robots/robots_txt#http-status-codes
    is_failure = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _TOO_MUCH
    if answer.trouble is not None or is_failure:
        return lambda _: False
    if answer.status != HTTPStatus.OK:
        return lambda _: True
    from protego import Protego  # only with `robots = true`

    rules = Protego.parse(answer.body[:_LARGEST_ROBOTS].decode("utf-8", "replace"))
    return lambda url: bool(rules.can_fetch(url, agent))
