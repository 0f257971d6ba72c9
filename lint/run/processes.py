"""Processes that work on chunks of files; one that ends is replaced, and its file is named."""

from collections import deque
from contextlib import suppress
from multiprocessing import connection
from typing import Any

from lint.primitives.errors import UserError
from lint.run.budget import DEFAULT, Budget
from lint.run.chunk import Chunk
from lint.run.worker import Raised, Work, Worker, message_of

# Files that end a process are named, and the run goes on. If so many do, something else is wrong.
_MOST_ENDED = 50
# A worker has so many chunks: the next ones are there when it has finished one, whatever this process does.
_AT_ONCE = 6
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
        self._message = b""

    @property
    def message(self) -> bytes:
        """What is sent to a worker."""
        self._message = self._message or message_of(self.chunk)
        return self._message

    def skip(self, index: int, reason: str) -> None:
        """Leave out a file."""
        self.chunk = self.chunk._replace(skipped={**self.chunk.skipped, index: reason})
        self._message = b""


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
        # The chunks of each worker, in the order in which it was asked.
        self._workers: dict[Worker, deque[Asked]] = {}
        self._waiting: deque[Asked] = deque()
        self._ended = 0
        try:
            for _ in range(count):
                self._start()
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
        for worker in self._workers:
            with suppress(OSError):  # it has ended
                worker.send(message_of(None))
        for worker in self._workers:  # so that none begins another chunk while one is waited for
            worker.hang_up()
        for worker in self._workers:
            worker.close()
        self._workers = {}

    def _start(self) -> None:
        others = [end for worker in self._workers for end in worker.ends]
        worker = Worker(self._work, self._budget, others)
        self._workers[worker] = deque()

    def _turn(self, timeout: float) -> None:
        """Give chunks to workers, and take the answers that are there or come soon."""
        while self._waiting and (worker := self._next()) is not None:
            asked = self._waiting.popleft()
            self._workers[worker].append(asked)
            with suppress(OSError):  # it has ended; what it answered before that is taken first
                worker.send(asked.message)
        busy = {worker.answers: worker for worker, chunks in self._workers.items() if chunks}
        ready = connection.wait(busy, timeout)
        for answers, worker in busy.items():
            if answers in ready:
                self._take(worker)
            elif not ready and not worker.is_alive:
                self._replace(worker)

    def _next(self) -> Worker | None:
        """Return the worker that gets the next chunk; `None` if it has to wait.

        To send one that does not fit into the pipe would be to wait for a worker that waits itself.
        """
        worker = min(self._workers, key=lambda each: len(self._workers[each]), default=None)
        if worker is None or not self._workers[worker]:
            return worker
        sent = self._workers[worker]
        size = sum(len(asked.message) for asked in (*sent, self._waiting[0]))
        return None if len(sent) >= _AT_ONCE or size > worker.room else worker

    def _take(self, worker: Worker) -> None:
        try:
            answer = worker.answer()
        except (EOFError, OSError):
            self._replace(worker)
            return
        asked = self._workers[worker].popleft()
        asked.answer, asked.is_answered = answer, True

    def _replace(self, worker: Worker) -> None:
        """Start another worker for one that has ended; the file that it was working on is skipped."""
        chunks = self._workers.pop(worker)
        index, reason = worker.close()
        self._ended += 1
        if self._ended > _MOST_ENDED:
            raise ProcessError(
                f"{_MOST_ENDED} linting processes have ended in this run, the last one: {reason}"
            )
        for asked in chunks:
            if index is not None and asked.chunk.place.start <= index < asked.chunk.place.stop:
                asked.skip(index, reason)
        self._waiting.extendleft(reversed(chunks))
        try:
            self._start()
        except OSError as error:
            if not self._workers:
                raise ProcessError(f"no more linting processes can be started: {error.strerror}") from error
