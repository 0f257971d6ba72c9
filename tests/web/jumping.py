"""A loop in which waiting takes no time, and a web that is made of Python."""

import asyncio
import selectors
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from lint.values.urls import parse
from lint.web.answer import Answer, Trouble
from lint.web.verdict import Kind, State, Verdict

ResultT = TypeVar("ResultT")


class _Selector(selectors.DefaultSelector):
    """Does not wait, but moves the time on."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everything waits for ever"
            self.passed += max(timeout, 1e-9)  # a sum of floats must not stand still
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """A loop whose time begins at 0 and jumps to the next event."""

    def __init__(self) -> None:
        self._jumps = _Selector()
        super().__init__(self._jumps)

    def time(self) -> float:
        """Return the seconds that have passed."""
        return self._jumps.passed


def run(main: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run a coroutine in such a loop."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        return runner.run(main)


class FakeWeb:
    """Answers with what a function says, after some seconds, and keeps count.

    Parameters:
        answer: makes the answer to a URL, given how often it was asked before.
        seconds: how long each host takes.
        slots: how many questions a host takes at once.
        pause: how long a host that answers 429 wants to be left alone.
    """

    def __init__(
        self,
        answer: Callable[[str, int], Answer] = lambda url, _: Answer(url, 200),
        seconds: Callable[[str], float] = lambda _: 0.05,
        slots: int = 2,
        pause: float = 60.0,
    ) -> None:
        self._answer = answer
        self._seconds = seconds
        self._slots = slots
        self._pause = pause
        self._ready: defaultdict[str, float] = defaultdict(float)
        self.forbidden: set[str] = set()
        self.asked: list[tuple[float, str]] = []
        self.requests = 0
        self.kinds: list[Kind] = []
        self.known: list[Verdict | None] = []
        self.active: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    def slots(self, _host: str) -> int:
        return self._slots

    def ready_in(self, host: str) -> float:
        return max(0.0, self._ready[host] - asyncio.get_running_loop().time())

    async def allowed(self, url: str) -> bool:
        return url not in self.forbidden

    async def visit(self, url: str, kind: Kind, known: Verdict | None) -> Answer:
        loop = asyncio.get_running_loop()
        before = sum(each == url for _, each in self.asked)
        self.asked.append((loop.time(), url))
        self.kinds.append(kind)
        self.known.append(known)
        for key in (host_of(url), ""):
            self.active[key] += 1
            self.most[key] = max(self.most[key], self.active[key])
        try:
            await asyncio.sleep(self._seconds(host_of(url)))
        finally:
            for key in (host_of(url), ""):
                self.active[key] -= 1
        answer = self._answer(url, before)
        self.requests += answer.requests
        if answer.status == 429:
            self._ready[host_of(url)] = loop.time() + self._pause
        return answer

    def judge(self, url: str, kind: Kind, answer: Answer, now: float, known: Verdict | None) -> Verdict:
        state = {200: State.ALIVE, 304: State.ALIVE, 404: State.DEAD, 429: State.BLOCKED}.get(
            answer.status, State.UNSURE
        )
        if answer.trouble is Trouble.NO_HOST:
            state = State.DEAD
        picture = answer.body if kind is Kind.IMAGE else b""
        etag = answer.headers.get("etag", "")
        return Verdict(
            state,
            str(answer.status),
            answer.status,
            asked=now,
            etag=etag,
            picture=picture,
            again=state is State.DEAD,
        )

    def settled(self, first: Verdict, second: Verdict) -> Verdict:
        return second


def host_of(url: str) -> str:
    """Return the host of a URL."""
    parsed = parse(url)
    return parsed.host if parsed is not None else ""
