"""All URLs of a run: queues by host, second questions, a budget, and progress."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from lint.web.answer import Answer
from lint.web.asked import Asked, Progress
from lint.web.asker import Asker, Judgement, WebAsker
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.placeholders import mark_placeholders
from lint.web.plan import Plan
from lint.web.queues import Host, Queues
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State, Verdict
from lint.web.wanted import Question

ROBOTS = "robots.txt"
BUDGET = "budget used up"
BUSY = "host asked too often"
# Statuses by which a host says that it is asked too often, and how often a URL is asked again for them.
_TOO_MUCH = (429, 503)
_MOST_TRIES = 4
# For how many seconds what seems dead is left alone, at least.
_SECOND = 5.0
_NO_NETWORK = "no server at all was reached, so the network may be down"
_TICK = 1.0
# Of the first, more is read than of the next.
_MOST_READ = (Kind.ANCHORS, Kind.PAGE, Kind.IMAGE)
# What a killed run has answered since is asked again.
_SAVE = 0.1
_MOST_UNSTORED = 2000


async def ask_all(
    store: Store,
    settings: OnlineSettings,
    judgement: Judgement,
    *,
    client: Client | None = None,
    hosts: Hosts | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Asked:
    """Ask all URLs that a store wants and has no believed verdict on.

    Parameters:
        store: what is wanted, and where verdicts go.
        settings: how the web is asked.
        judgement: makes verdicts of answers.
        client: an open one, which stays open; `None` for one of this run alone.
        hosts: their limits, if other parts of the run share them.
        progress: is told every second.
    """
    hosts = hosts if hosts is not None else Hosts(settings)
    if client is not None:
        asker = WebAsker(settings, client, hosts, judgement)
        return await Schedule(store, settings, asker, progress=progress).run()
    async with Client(settings) as own:
        asker = WebAsker(settings, own, hosts, judgement)
        return await Schedule(store, settings, asker, progress=progress).run()


class Schedule:
    """One run.

    Parameters:
        store: what is wanted, and where verdicts go.
        settings: how the web is asked.
        asker: asks.
        now: seconds since 1970.
        progress: is told every second.
    """

    def __init__(
        self,
        store: Store,
        settings: OnlineSettings,
        asker: Asker,
        *,
        now: Callable[[], float] = time.time,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._asker = asker
        self._now = now
        self._progress = progress
        self._clock = asyncio.get_running_loop().time
        self._start = self._clock()
        self._queues = Queues(store.wanted, asker, self._clock)
        self._slots: asyncio.Queue[tuple[Host, Question]] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._active = 0
        self._answered = 0
        self._requests = 0
        # Whether any server answered: without a network, name servers seem to know no host.
        self._reached = False
        self._states: Counter[State] = Counter()
        self._plan = Plan(store, settings)
        self._not_asked = self._plan.not_asked
        self._unstored: dict[tuple[str, Kind], Verdict] = {}

    async def run(self) -> Asked:
        """Ask everything; what was answered is stored, also when this is cancelled."""
        now = self._now()
        self._queues.add(self._plan.questions(self._store.begin(now), now))
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._work()) for _ in range(self._settings.concurrency)]
                tasks.append(group.create_task(self._tick()))
                await self._dispatch()
                for task in tasks:
                    task.cancel()
        finally:
            self._save()
        if self._queues.left:
            self._not_asked[BUDGET] += self._queues.left
        else:
            self._store.end()
        if self._queues.given_up:
            self._not_asked[BUSY] += self._queues.given_up
        mark_placeholders(self._store)
        return Asked(self._states, self._plan.known, self._not_asked, self._requests, not self._queues.left)

    async def _dispatch(self) -> None:
        """Give questions to the workers until all are answered, or the budget is used up."""
        while True:
            if self._is_spent():
                if not self._active:
                    return
                timeout = None
            elif self._active >= self._settings.concurrency:
                timeout = None
            elif (turn := self._queues.pop()) is not None:
                self._active += 1
                self._slots.put_nowait(turn)
                await asyncio.sleep(0)  # the worker begins, so that the host knows when it was asked
                self._queues.offer(turn[0])
                continue
            else:
                ready = self._queues.ready_at()
                if ready is None and not self._active:
                    return
                timeout = None if ready is None else self._until(ready)
            self._changed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), timeout)

    def _is_spent(self) -> bool:
        settings = self._settings
        # What is under way needs one request each, at least.
        if settings.max_requests and self._requests + self._active >= settings.max_requests:
            return True
        return bool(settings.max_time) and self._clock() >= self._start + settings.max_time

    def _until(self, ready: float) -> float:
        """Return for how many seconds to wait for a host."""
        if self._settings.max_time:
            ready = min(ready, self._start + self._settings.max_time)
        return max(0.0, ready - self._clock())

    async def _work(self) -> None:
        while True:
            host, question = await self._slots.get()
            refused = await self._ask(host, question)
            self._active -= 1
            self._queues.done(host, refused=refused)
            self._changed.set()

    async def _ask(self, host: Host, question: Question) -> bool:
        """Ask one URL; return whether its host says that it is asked too often."""
        if not await self._asker.allowed(question.target):
            self._not_asked[ROBOTS] += 1
            return False
        verdicts = {kind: self._store.verdict(question.url, kind) for kind in question.kinds}
        kind = next(kind for kind in _MOST_READ if kind in question.kinds)
        known = _validated(verdicts) if not question.tries else None
        answer = await self._asker.visit(question.target, kind, known)
        self._answered += 1
        self._requests += 1 + len(answer.hops)
        refused = answer.status in _TOO_MUCH and answer.trouble is None
        if refused and question.tries + 1 < _MOST_TRIES:
            pause = self._asker.ready_in(answer.url)
            self._ask_again(host, question, question.kinds, pause)
        else:
            self._judge(host, question, answer, verdicts if known is not None else {})
        return refused

    def _judge(
        self, host: Host, question: Question, answer: Answer, known: dict[Kind, Verdict | None]
    ) -> None:
        suspects = []
        self._reached = self._reached or answer.status > 0
        for kind in question.kinds:
            verdict = self._asker.judge(question.target, kind, answer, self._now(), known.get(kind))
            first = self._suspect(question.url, kind)
            if first is not None:
                verdict = self._asker.settled(first, verdict)._replace(again=False)
                if verdict.state is State.DEAD and not verdict.status and not self._reached:
                    verdict = verdict._replace(state=State.UNSURE, reason=_NO_NETWORK)
            if verdict.again:
                suspects.append(kind)
            elif kind is not Kind.ANCHORS or Kind.PAGE not in question.kinds:
                self._states[verdict.state] += 1
            self._unstored[question.url, kind] = verdict
        if suspects:
            self._ask_again(host, question, tuple(suspects), _SECOND)
        if len(self._unstored) >= _MOST_UNSTORED:
            self._save()

    def _suspect(self, url: str, kind: Kind) -> Verdict | None:
        """Return what the first question said of a URL that seemed dead."""
        unstored = self._unstored.get((url, kind))
        return unstored if unstored is not None else self._store.suspect(url, kind)

    def _ask_again(self, host: Host, question: Question, kinds: tuple[Kind, ...], pause: float) -> None:
        """Ask a URL once more, after the others of its host."""
        later = question._replace(kinds=kinds, tries=question.tries + 1, earliest=self._clock() + pause)
        self._queues.add([(host.name, later)])

    def _save(self) -> None:
        if self._unstored:
            self._store.put([(url, kind, each) for (url, kind), each in self._unstored.items()])
            self._unstored.clear()

    async def _tick(self) -> None:
        told = self._start
        while True:
            await asyncio.sleep(_SAVE)
            self._save()
            if self._progress is not None and self._clock() >= told + _TICK:
                told = self._clock()
                self._progress(self._so_far())

    def _so_far(self) -> Progress:
        seconds = max(self._clock() - self._start, _TICK)
        hosts = list(self._queues.hosts())
        slowest = max((seconds / each.done * each.left for each in hosts if each.done), default=0.0)
        rate = self._answered / seconds
        left = self._queues.left / rate if rate else 0.0
        return Progress(self._answered, self._queues.left, rate, len(hosts), max(slowest, left))


def _validated(verdicts: dict[Kind, Verdict | None]) -> Verdict | None:
    """Return a verdict by which the server can be asked for changes alone, if it holds for all kinds."""
    known = [each for each in verdicts.values() if each is not None and (each.etag or each.modified)]
    same = {(each.etag, each.modified) for each in known}
    return known[0] if len(known) == len(verdicts) and len(same) == 1 else None
