"""All URLs of a run: queues by host, second questions, a budget, and progress."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, islice

from lint.values.urls import host_of
from lint.web.answer import Answer, Trouble
from lint.web.asked import Asked, Progress
from lint.web.asker import Asker, Judgement, WebAsker
from lint.web.budget import Budget
from lint.web.hosts import LONGEST_PAUSE, Hosts
from lint.web.known import validated
from lint.web.placeholders import mark_placeholders
from lint.web.plan import Plan
from lint.web.queues import Host, Queues
from lint.web.sender import Sender
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
# For how many seconds what seems dead is left alone, at least; longer while others are asked (`Queues`), and
# twice as long if a name server said so, which may be at a loss for longer than a server of pages.
_SECOND = 1.0
_NO_NETWORK = "no server at all was reached, so the network may be down"
_TICK = 1.0
# Of the first, more is read than of the next.
_MOST_READ = (Kind.ANCHORS, Kind.PAGE, Kind.IMAGE)


async def ask_all(
    store: Store,
    settings: OnlineSettings,
    judgement: Judgement,
    *,
    client: Sender | None = None,
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
    from lint.web.client import Client  # takes a while, and may be another process's alone

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
        self._budget = Budget(settings, asker, self._clock)
        self._queues = Queues(store.wanted, asker, self._clock)
        self._slots: asyncio.Queue[tuple[Host, Question]] = asyncio.Queue()
        self._changed = asyncio.Event()
        self._active = 0
        self._answered = 0
        self._urls = 0
        # Whether any server answered: without a network, name servers seem to know no host.
        self._reached = False
        self._states: Counter[State] = Counter()
        self._is_resumed = False
        self._plan = Plan(store, settings)
        self._not_asked = self._plan.not_asked
        self._unstored: dict[tuple[str, Kind], Verdict] = {}
        self._new: set[tuple[str, Kind]] = set()

    async def run(self) -> Asked:
        """Ask everything; what was answered is stored, also when this is cancelled."""
        now = self._now()
        began = self._store.begin(now)
        self._is_resumed = began < now
        questions = self._plan.questions(began, now)
        first = list(islice(questions, 1))
        if not self._plan.has_new:
            # The earlier run has asked everything. What it is unsure of is a run of its own: a budget that is
            # too small for all of it would else always go to the same URLs.
            self._store.end()
            self._store.begin(now)
        self._queues.fill_from(chain(first, questions))
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._work()) for _ in range(self._settings.handed_out)]
                tasks.append(group.create_task(self._tick()))
                await self._dispatch()
                for task in tasks:
                    task.cancel()
        finally:
            self._save()
        left = self._queues.count_left() + self._active
        if left:
            self._not_asked[BUDGET] += left
        else:
            self._store.end()
        if self._queues.given_up:
            self._not_asked[BUSY] += self._queues.given_up
        mark_placeholders(self._store)
        return Asked(
            self._urls,
            self._states,
            self._plan.known,
            self._not_asked,
            self._budget.requests,
            not left,
        )

    async def _dispatch(self) -> None:
        """Give questions to workers that have none until all are answered, or the budget is used up."""
        while True:
            is_spent = self._budget.is_spent(self._active)
            is_free = self._active < self._settings.handed_out and not is_spent
            if is_free and (turn := self._queues.pop()) is not None:
                self._active += 1
                self._slots.put_nowait(turn)
                await asyncio.sleep(0)  # the worker begins, so that the host knows when it was asked
                self._queues.offer(turn[0])
                continue
            ready = self._queues.ready_at()
            is_waiting = ready is not None and not is_spent
            is_growing = self._queues.is_growing and not is_spent
            if self._budget.is_over or not (self._active or is_waiting or is_growing):
                return
            if is_growing:
                self._queues.grow()
                await asyncio.sleep(0)
                continue
            end = self._budget.last
            if is_free and ready is not None:
                end = self._clock() + self._budget.until(ready)
            self._changed.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout_at(end if end < float("inf") else None):
                    await self._changed.wait()

    async def _work(self) -> None:
        while True:
            turn: tuple[Host, Question] | None = await self._slots.get()
            while turn is not None:
                host, question = turn
                refused = await self._ask(host, question)
                if self._unstored:
                    # `_save` is called first: a run that is killed loses one question of each worker at most.
                    await asyncio.sleep(0)
                self._queues.done(host, question, refused=refused)
                turn = self._next()
            self._active -= 1
            self._changed.set()

    def _next(self) -> tuple[Host, Question] | None:
        """Return what a worker that has just got an answer asks at once, without the dispatcher."""
        turn = None if self._budget.is_spent(self._active - 1) else self._queues.pop()
        if turn is not None:
            asyncio.get_running_loop().call_soon(self._offer, turn[0])
        return turn

    def _offer(self, host: Host) -> None:
        """Let a host be asked once more, now that it knows when it was asked."""
        self._queues.offer(host)
        if self._active < self._settings.handed_out:
            self._changed.set()

    async def _ask(self, host: Host, question: Question) -> bool:
        """Ask one URL; return whether its host says that it is asked too often."""
        if not await self._asker.allowed(question.target):
            self._not_asked[ROBOTS] += 1
            await asyncio.sleep(0)  # others have their turn, too
            return False
        verdicts: dict[Kind, Verdict | None] = {}
        if question.is_known and not question.tries:
            verdicts = {kind: self._store.verdict(question.url, kind) for kind in question.kinds}
        kind = next(kind for kind in _MOST_READ if kind in question.kinds)
        known = validated(verdicts.values())
        answer = await self._asker.visit(question.target, kind, known)
        if not answer.requests:
            await asyncio.sleep(0)
        self._answered += 1
        if answer.trouble is Trouble.FORBIDDEN:
            self._not_asked[ROBOTS] += 1
            return False
        refused = answer.status in _TOO_MUCH and answer.trouble is None
        is_busy = refused or answer.trouble is Trouble.BUSY
        pause = self._asker.ready_in(host_of(answer.url)) if is_busy else 0.0
        if is_busy and (refused or pause <= LONGEST_PAUSE) and question.tries + 1 < _MOST_TRIES:
            self._ask_again(host, question, question.kinds, pause)
        else:
            self._judge(host, question, answer, verdicts if known is not None else {})
        return refused

    def _judge(
        self, host: Host, question: Question, answer: Answer, known: dict[Kind, Verdict | None]
    ) -> None:
        suspects, states = [], set()
        self._reached = self._reached or answer.status > 0
        for kind in question.kinds:
            verdict = self._asker.judge(question.target, kind, answer, self._now(), known.get(kind))
            first = self._suspect(question, kind)
            if first is not None:
                verdict = self._asker.settled(first, verdict)._replace(again=False)
                if verdict.state is State.DEAD and not verdict.status and not self._reached:
                    verdict = verdict._replace(state=State.UNSURE, reason=_NO_NETWORK)
            if verdict.again:
                suspects.append(kind)
            elif kind is not Kind.ANCHORS or Kind.PAGE not in question.kinds:
                states.add(verdict.state)
            if not self._unstored:
                # With what else is answered meanwhile, in one transaction.
                asyncio.get_running_loop().call_soon(self._save)
            self._unstored[question.url, kind] = verdict
            if first is None and not question.is_known:
                self._new.add((question.url, kind))
        for state in states:
            self._states[state] += 1
        if suspects:
            pause = _SECOND if answer.status else 2 * _SECOND
            self._ask_again(host, question, tuple(suspects), pause)
        else:
            self._urls += 1

    def _suspect(self, question: Question, kind: Kind) -> Verdict | None:
        """Return what the first question said of a URL that seemed dead."""
        may_be = question.tries or self._is_resumed
        return self._store.suspect(question.url, kind) if may_be else None

    def _ask_again(self, host: Host, question: Question, kinds: tuple[Kind, ...], pause: float) -> None:
        """Ask a URL once more, after the others of its host."""
        later = question._replace(kinds=kinds, tries=question.tries + 1, earliest=self._clock() + pause)
        self._queues.add_again(host, later)

    def _save(self) -> None:
        if self._unstored:
            rows = [(url, kind, each) for (url, kind), each in self._unstored.items()]
            self._store.put(rows, new=self._new)
            self._unstored.clear()
            self._new.clear()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            if self._progress is not None:
                self._progress(self._so_far())

    def _so_far(self) -> Progress:
        seconds = max(self._clock() - self._budget.start, _TICK)
        hosts = list(self._queues.hosts())
        slowest = max((seconds / each.done * each.left for each in hosts if each.done), default=0.0)
        rate = self._answered / seconds
        left = self._queues.left / rate if rate else 0.0
        return Progress(self._answered, self._queues.left, rate, len(hosts), max(slowest, left))
