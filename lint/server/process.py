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
        self._killed: list[asyncio.subprocess.Process] = []
        self._task: asyncio.Task[None] | None = None

    def ask(self, key: Hashable, message: object) -> asyncio.Future[Any]:
        """Return the answer to a message, once there is one."""
        for asked in [each for each in self._waiting if each.key == key]:
            self._waiting.remove(asked)
            _settle(asked, None)
        current = self._current
        if current is not None and current.key == key:
            self._give_up()
        asked = _Asked(key, message, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._work())
        return asked.future

    def end(self) -> None:
        """End the process at once; what it was asked is not answered."""
        for asked in (*self._waiting, *([self._current] if self._current is not None else [])):
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

    def _give_up(self) -> None:
        if self._process is not None and _STALE is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(_STALE)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            self._killed = [each for each in self._killed if each.returncode is None]
            self._killed.append(process)
            with suppress(ProcessLookupError):
                process.kill()

    async def _work(self) -> None:
        while self._waiting:
            asked = self._current = self._waiting.popleft()
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
            self._write(self._settings)
        self._write(message)
        process = self._process
        assert process.stdout is not None  # noqa: S101 - a pipe
        (size,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
        return unpacked(await process.stdout.readexactly(size))

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
