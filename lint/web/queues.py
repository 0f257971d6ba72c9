"""The queues of the hosts: which host is asked next, and what."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lint.web.asker import Asker
from lint.web.wanted import Question, Wanted

# So many questions are planned at once, so that the first are asked while the others are planned.
_PLANNED = 256
# How many questions of a host are in memory.
_BATCH = 8
# After how many answers in a row that say that it is asked too often a host is left for the next run.
_PATIENCE = 8
# A longer pause, in seconds, is not waited for.
_LONGEST_PAUSE = 3600.0
# For how many seconds more a second question waits while there are first ones.
_SPARE = 29.0


class Host:
    """A host with questions.

    Parameters:
        name: its name.
        left: how many questions wait; `firsts`, how many of these were not asked yet.
    """

    def __init__(self, name: str, left: int) -> None:
        self.name = name
        self.left = left
        self.firsts = 0
        self.done = 0
        self.active = 0
        self.refusals = 0
        self.next: deque[Question] = deque()
        self.last_id = 0
        self.is_waiting = False


class Queues:
    """All hosts: each is asked when it may be, the one that could be for the longest first.

    Parameters:
        wanted: where the questions are.
        asker: knows when a host may be asked.
        clock: time in seconds.
    """

    def __init__(self, wanted: Wanted, asker: Asker, clock: Callable[[], float]) -> None:
        wanted.clear_queues()
        self._wanted = wanted
        self._asker = asker
        self._clock = clock
        self._hosts: dict[str, Host] = {}
        self._heap: list[tuple[float, int, Host]] = []
        self._turns = 0
        self.left = 0
        # Whether first questions are still to be added; these, and what is asked again after them.
        self.is_growing = True
        self._planned: Iterator[tuple[str, Question]] = iter(())
        self._held: list[tuple[str, Question]] = []
        # How many questions that were not asked yet wait, or are being asked; one more while this grows.
        self._firsts = 1
        # How many questions are left for the next run, since their hosts want to be left alone.
        self.given_up = 0

    def add(self, questions: Iterable[tuple[str, Question]]) -> None:
        """Put questions at the ends of their hosts' queues."""
        for name, (count, firsts) in self._wanted.queue(questions).items():
            host = self._hosts.setdefault(name, Host(name, 0))
            host.left += count
            host.firsts += firsts
            self.left += count
            self._firsts += firsts
            self.offer(host)

    def add_again(self, host: Host, question: Question) -> None:
        """Put a question that was asked before after all others of its host."""
        if self.is_growing:
            self.left += 1
            self._held.append((host.name, question))
        else:
            self.add([(host.name, question)])

    def fill_from(self, questions: Iterator[tuple[str, Question]]) -> None:
        """Have `grow` add first questions, by host."""
        self._planned = questions

    def grow(self) -> None:
        """Add some first questions; after the last one, what is asked again has its turn."""
        if some := list(islice(self._planned, _PLANNED)):
            self.add(some)
            return
        self.is_growing = False
        self.left -= len(self._held)
        self.add(self._held)
        self._held.clear()
        self._settle(1)

    def count_left(self) -> int:
        """Return how many questions wait, those that were not added included; no more can be added then."""
        return self.left + sum(1 for _ in self._planned)

    def offer(self, host: Host) -> None:
        """Let a host be asked when it may be, if it has questions and takes one more at once."""
        if host.is_waiting or not host.left:
            return
        if not host.next:
            host.next.extend(self._wanted.take(host.name, host.last_id, _BATCH))
        first = host.next[0]
        pause = self._asker.ready_in(host.name)
        if pause > _LONGEST_PAUSE or host.refusals >= _PATIENCE:
            self.given_up += host.left
            self.left -= host.left
            firsts = host.firsts
            host.left = host.firsts = 0
            host.next.clear()
            self._settle(firsts)
        elif host.active < self._asker.slots(host.name):
            host.is_waiting = True
            self._turns += 1
            spare = _SPARE if first.tries and self._firsts else 0.0
            ready = max(self._clock() + pause, first.earliest + spare)
            heapq.heappush(self._heap, (ready, self._turns, host))

    def pop(self) -> tuple[Host, Question] | None:
        """Return a host that may be asked now, and its question; `None` if there is none."""
        while self._heap and self._heap[0][0] <= self._clock():
            _, _, host = heapq.heappop(self._heap)
            host.is_waiting = False
            if self._asker.ready_in(host.name) > 0:  # it was told to wait meanwhile
                self.offer(host)
                continue
            question = host.next.popleft()
            host.last_id = question.id
            host.left -= 1
            host.firsts -= not question.tries
            host.active += 1
            self.left -= 1
            return host, question
        return None

    def done(self, host: Host, question: Question, *, refused: bool) -> None:
        """Say that a question was answered.

        Parameters:
            host: who was asked.
            question: what.
            refused: whether it said that it is asked too often.
        """
        host.active -= 1
        host.done += 1
        host.refusals = host.refusals + 1 if refused else 0
        self.offer(host)
        self._settle(not question.tries)

    def _settle(self, firsts: int) -> None:
        """Count first questions as done. If none is left, second ones wait no longer than they must."""
        self._firsts -= firsts
        if not firsts or self._firsts:
            return
        hosts = [host for _, _, host in self._heap]
        self._heap.clear()
        for host in hosts:
            host.is_waiting = False
            self.offer(host)

    def ready_at(self) -> float | None:
        """Return when the next host may be asked, by the clock; `None` if none waits."""
        return self._heap[0][0] if self._heap else None

    def hosts(self) -> Iterator[Host]:
        """Yield the hosts that have questions."""
        return (each for each in self._hosts.values() if each.left)
