"""What the schedule needs of the web: the client, the hosts and the judgement, as one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Protocol

from lint.values.urls import host_of
from lint.web.answer import Answer
from lint.web.hosts import Hosts
from lint.web.sender import Sender
from lint.web.settings import OnlineSettings
from lint.web.verdict import Kind, Verdict
from lint.web.visit import visit

_PRODUCT = "archive-lint"


class Judgement(Protocol):
    """How answers become verdicts: the module `lint.web.judgement`."""

    def judge(
        self,
        url: str,
        kind: Kind,
        answer: Answer,
        *,
        accept: Collection[int] = (),
        now: float,
        known: Verdict | None = None,
    ) -> Verdict:
        """Return the verdict on an answer."""
        ...

    def settled(self, first: Verdict, second: Verdict) -> Verdict:
        """Return the verdict on what was asked twice."""
        ...


class Asker(Protocol):
    """Asks a URL, and says when its host may be asked."""

    @property
    def requests(self) -> int:
        """How many requests were sent, those for redirects and `robots.txt` included."""
        ...

    def slots(self, host: str) -> int:
        """Return how many questions a host takes at once."""
        ...

    def ready_in(self, host: str) -> float:
        """Return in how many seconds a host may be asked."""
        ...

    async def allowed(self, url: str) -> bool:
        """Return whether the host lets the URL be asked."""
        ...

    async def visit(self, url: str, kind: Kind, known: Verdict | None) -> Answer:
        """Ask a URL."""
        ...

    def judge(self, url: str, kind: Kind, answer: Answer, now: float, known: Verdict | None) -> Verdict:
        """Return the verdict on an answer."""
        ...

    def settled(self, first: Verdict, second: Verdict) -> Verdict:
        """Return the verdict on what was asked twice."""
        ...


class WebAsker:
    """Asks the real web.

    Parameters:
        settings: how it is asked.
        client: makes the requests.
        hosts: their limits.
        judgement: makes verdicts.
    """

    def __init__(self, settings: OnlineSettings, client: Sender, hosts: Hosts, judgement: Judgement) -> None:
        self._settings = settings
        self._client = client
        self._hosts = hosts
        self._judgement = judgement
        self.settled = judgement.settled
        self.requests = 0

    def slots(self, host: str) -> int:
        """Return how many questions a host takes at once."""
        own = self._hosts.settings_of(host).concurrency if self._settings.hosts else 0
        return own or self._settings.host_concurrency

    def ready_in(self, host: str) -> float:
        """Return in how many seconds a host may be asked."""
        return self._hosts.ready_in(host)

    async def allowed(self, url: str) -> bool:
        """Return whether `robots.txt` lets a URL be asked, if it is obeyed."""
        return not self._settings.robots or await self._hosts.allowed(url, self._robots, _PRODUCT)

    async def visit(self, url: str, kind: Kind, known: Verdict | None) -> Answer:
        """Ask a URL and follow its redirects."""
        allowed = self.allowed if self._settings.robots else None
        return await self._visit(url, kind, known, allowed)

    def judge(self, url: str, kind: Kind, answer: Answer, now: float, known: Verdict | None) -> Verdict:
        """Return the verdict on an answer."""
        accept = self._hosts.settings_of(host_of(answer.url)).accept if self._settings.hosts else ()
        return self._judgement.judge(url, kind, answer, accept=accept, now=now, known=known)

    async def _robots(self, url: str) -> Answer:
        return await self._visit(url, Kind.PAGE, None, None)

    async def _visit(
        self, url: str, kind: Kind, known: Verdict | None, allowed: Callable[[str], Awaitable[bool]] | None
    ) -> Answer:
        answer = await visit(url, kind, self._client, self._hosts, self._settings, known, allowed=allowed)
        self.requests += answer.requests
        return answer
