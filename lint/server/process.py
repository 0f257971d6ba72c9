"""A linting process as the server sees it: what it is asked, and what is no longer wanted of it."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import deque
from collections.abc import Hashable
from contextlib import suppress
from typing import Any, NamedTuple

from lint.server.messages import LENGTH, Failed, Settings, packed, unpacked

COMMAND = (sys.executable, "-P", "-m", "lint", "server", "--worker")
_STALE = getattr(signal, "SIGUSR1", None)
# Seconds until a process is told once more: it may not have begun when it was told.
_AGAIN = 0.05
_TOO_SLOW = "it takes more processor time than --file-timeout allows"


class _Asked(NamedTuple):
    key: Hashable
    message: object
    future: asyncio.Future[Any]


class Process:
    """Asks a process one thing after the other; one that has ended is started anew.

    A question replaces an earlier one with the same key: what is waiting is dropped, and what is being
    answered is given up, if it can be. The answer is then `None`.

    Parameters:
        settings: what is said to the process first.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: deque[_Asked] = deque()
        self._current: _Asked | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._may_stop = False
        self._is_over = False
        self._killed: list[asyncio.subprocess.Process] = []
        self._task: asyncio.Task[None] | None = None

    def ask(self, key: Hashable, message: object) -> asyncio.Future[Any]:
        """Return the answer to a message, once there is one; nobody need wait for one that was cancelled."""
        self.drop(key)
        asked = _Asked(key, message, asyncio.get_running_loop().create_future())
        if self._is_over:
            _settle(asked, None)
            return asked.future
        asked.future.add_done_callback(lambda _: self._give_up(asked))
        self._waiting.append(asked)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._work())
        return asked.future

    def drop(self, key: Hashable) -> None:
        """Say that what was asked with a key is no longer wanted."""
        for asked in self._asked():
            if asked.key == key:
                _settle(asked, None)

    def end(self) -> None:
        """End the process at once; what it was asked, and will be asked, is not answered."""
        self._is_over = True
        for asked in self._asked():
            _settle(asked, None)
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._current = None
        self._kill()

    async def ended(self) -> None:
        """Wait for the processes that `end` has ended."""
        for process in self._killed:
            await process.wait()
        self._killed.clear()

    def _asked(self) -> list[_Asked]:
        return [*self._waiting, *([self._current] if self._current is not None else [])]

    def _give_up(self, asked: _Asked) -> None:
        """Have the process leave what is no longer wanted, until it has."""
        if self._current is not asked:
            return
        # Not before its first answer: until then, it may not know the signal, which would end it.
        if self._process is not None and self._may_stop and _STALE is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(_STALE)
        asyncio.get_running_loop().call_later(_AGAIN, self._give_up, asked)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            self._killed = [each for each in self._killed if each.returncode is None]
            self._killed.append(process)
            with suppress(ProcessLookupError):
                process.kill()

    async def _work(self) -> None:
        while self._waiting:
            asked = self._waiting.popleft()
            if asked.future.done():
                continue  # it is no longer wanted
            self._current = asked
            try:
                answer = await self._answer(asked.message)
            except (OSError, asyncio.IncompleteReadError):
                answer = Failed(await self._reason())
            self._current = None
            _settle(asked, answer)

    async def _answer(self, message: object) -> Any:  # noqa: ANN401 - whatever the process answers
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                *COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
            )
            self._may_stop = False
            self._write(self._settings)
        self._write(message)
        process = self._process
        assert process.stdout is not None  # noqa: S101 - a pipe
        (size,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        answer = unpacked(await process.stdout.readexactly(size))
        # What others have in common is written down whole.
        self._may_stop = not self._settings.archive
        return answer

    def _write(self, message: object) -> None:
        assert self._process is not None  # noqa: S101 - it was started
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        self._process.stdin.write(packed(message))

    async def _reason(self) -> str:
        """Return why the process has ended."""
        process, self._process = self._process, None
        code = await process.wait() if process is not None else 0
        if code == -getattr(signal, "SIGPROF", 0):
            return _TOO_SLOW
        return f"the process that linted it ended with the exit code {code}"


def _settle(asked: _Asked, answer: object) -> None:
    if not asked.future.done():
        asked.future.set_result(answer)
