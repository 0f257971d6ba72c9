"""Processes that work on chunks of files; one that ends is replaced, and its file is named."""

from collections import deque
from contextlib import suppress
from multiprocessing import connection
from typing import Any

from lint.primitives.errors import UserError
from lint.run.budget import DEFAULT, Budget
from lint.run.chunk import Chunk
from lint.run.worker import Raised, Work, Worker

# Files that end a process are named, and the run goes on. If so many do, something else is wrong.
_MOST_ENDED = 50
# Seconds between looks for a process that has ended, although another program's fork holds its pipe open.
_LOOK = 1.0


class ProcessError(UserError):
    """Linting processes end again and again."""


class Asked:
    """A chunk that was submitted, and its answer once there is one."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.is_answered = False
        self.answer: Any = None


class Processes:
    """Workers, and the chunks that wait for one.

    This process forks new workers at any time, so it has no threads of its own: it looks for answers whenever
    a chunk is submitted, or a result is wanted.

    Parameters:
        work: what the workers do with a chunk.
        count: how many workers.
        budget: the time that a file may take.

    Raises:
        OSError: when the system has no more processes or pipes; the processes already started are ended.
    """

    def __init__(self, work: Work, count: int, budget: Budget = DEFAULT) -> None:
        self._work = work
        self._budget = budget
        self._idle: list[Worker] = []
        self._busy: dict[Worker, Asked] = {}
        self._waiting: deque[Asked] = deque()
        self._ended = 0
        try:
            for _ in range(count):
                self._idle.append(self._start())
        except OSError:
            self.end()
            raise

    def submit(self, chunk: Chunk) -> Asked:
        """Queue a chunk."""
        asked = Asked(chunk)
        self._waiting.append(asked)
        self._turn(0)
        return asked

    def result(self, asked: Asked) -> Any:  # noqa: ANN401 - what the work returns
        """Return what the work returned for a chunk, waiting for it, or raise what it raised.

        A file that ends its process is listed in the `skipped` of the chunk that the work gets next.

        Raises:
            ProcessError: when processes end again and again.
        """
        while not asked.is_answered:
            self._turn(_LOOK)
        if isinstance(asked.answer, Raised):
            asked.answer.again()
        return asked.answer

    def end(self) -> None:
        """End each process once it has finished its chunk."""
        self._waiting.clear()
        workers = [*self._idle, *self._busy]
        for worker in workers:
            with suppress(OSError):  # it has ended
                worker.ask(None)
        for worker in workers:
            worker.close()
        self._idle, self._busy = [], {}

    def _start(self) -> Worker:
        return Worker(self._work, self._budget, [worker.pipe for worker in (*self._idle, *self._busy)])

    def _turn(self, timeout: float) -> None:
        """Give chunks to idle workers, and take the answers that are there or come soon."""
        while self._waiting and self._idle:
            worker, asked = self._idle.pop(), self._waiting.popleft()
            self._busy[worker] = asked
            try:
                worker.ask(asked.chunk)
            except OSError:
                self._replace(worker)
        ready = connection.wait([worker.pipe for worker in self._busy], timeout)
        for worker in list(self._busy):
            if worker.pipe in ready:
                self._take(worker)
            elif not ready and not worker.is_alive:
                self._replace(worker)

    def _take(self, worker: Worker) -> None:
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            self._replace(worker)
            return
        asked = self._busy.pop(worker)
        asked.answer, asked.is_answered = answer, True
        self._idle.append(worker)

    def _replace(self, worker: Worker) -> None:
        """Start another worker for one that has ended; the file that it was working on is skipped."""
        asked = self._busy.pop(worker)
        index, reason = worker.close()
        self._ended += 1
        if self._ended > _MOST_ENDED:
            raise ProcessError(
                f"{_MOST_ENDED} linting processes have ended in this run, the last one: {reason}"
            )
        if index is not None:
            asked.chunk = asked.chunk._replace(skipped={**asked.chunk.skipped, index: reason})
        self._waiting.appendleft(asked)
        try:
            self._idle.append(self._start())
        except OSError as error:
            if not self._idle and not self._busy:
                raise ProcessError(f"no more linting processes can be started: {error.strerror}") from error
