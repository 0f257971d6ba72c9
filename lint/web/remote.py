"""A client in a process of its own: with many URLs, requests take half of a processor's time.

What is asked, when and how often stays with the run. The other process only sends requests and reads answers.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
import signal
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from lint.primitives import interrupts
from lint.web.answer import MOST, NO_HEADERS, Answer, Trouble
from lint.web.sender import Sender
from lint.web.settings import RESOLVERS, OnlineSettings

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

    from lint.web.client import Client

_SIZE = 4  # bytes of a message's length
_BUFFER = 1 << 20
_ENDED = "the process that asked has ended"


class Channel:
    """The other process, and what leads to it. It is a fork, so it has to be made before there are threads.

    Parameters:
        settings: how the web is asked.
        resolver: resolves names instead of the system.

    Raises:
        OSError: when the system has no more processes or sockets.
    """

    def __init__(self, settings: OnlineSettings, *, resolver: AbstractResolver | None = None) -> None:
        self.socket, there = socket.socketpair()
        try:
            with interrupts.held():
                context = multiprocessing.get_context("fork")
                arguments = (there, self.socket, settings, resolver)
                self.process = context.Process(target=run, args=arguments, daemon=True)
                self.process.start()
        except OSError:
            self.socket.close()
            raise
        finally:
            there.close()

    def close(self) -> None:
        """End the process."""
        self.socket.close()
        self.process.join()


class RemoteClient:
    """Asks through another process, and by itself once that has ended.

    Parameters:
        settings: how the web is asked.
        connection: leads to the other process; it stays open.
        resolver: resolves names instead of the system.
    """

    def __init__(
        self, settings: OnlineSettings, connection: socket.socket, *, resolver: AbstractResolver | None = None
    ) -> None:
        self._settings = settings
        self._resolver = resolver
        self.requests = 0
        # Asks once the other process has ended.
        self._own: Client | None = None
        self._connection = connection
        self._is_alive = True
        self._last = 0
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._unsent: list[tuple[int, str, dict[str, str], int]] = []
        self._writer: asyncio.StreamWriter
        self._reading: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        reader, self._writer = await asyncio.open_connection(sock=self._connection.dup(), limit=_BUFFER)
        self._reading = asyncio.create_task(self._read(reader))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        self._writer.close()
        if self._own is not None:
            await self._own.__aexit__(kind, error, trace)

    async def ask(self, url: str, *, headers: Mapping[str, str] = NO_HEADERS, most: int = MOST) -> Answer:
        """Ask for a URL, as `Client.ask` does."""
        self.requests += 1
        if not self._is_alive:
            return await self._opened().ask(url, headers=headers, most=most)
        self._last += 1
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting[self._last] = answer
        if not self._unsent:
            loop.call_soon(self._send)  # with what else is asked meanwhile
        self._unsent.append((self._last, url, dict(headers), most))
        return await answer

    def _opened(self) -> Client:
        if self._own is None:
            from lint.web.client import Client  # takes a while, and is the other process's part

            self._own = Client(self._settings, resolver=self._resolver)
        return self._own

    def _send(self) -> None:
        if not self._writer.is_closing():  # else the other process has ended, which `_read` sees
            self._writer.write(packed(self._unsent))
        self._unsent.clear()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while (message := await _message(reader)) is not None:
                for number, *values in message:
                    answer = self._waiting.pop(number)
                    if not answer.done():  # whoever waited for it was cancelled
                        answer.set_result(_answer(values))
        finally:
            self._is_alive = False
            for answer in self._waiting.values():
                if not answer.done():  # like a connection that drops: it is asked once more
                    answer.set_result(Answer("", trouble=Trouble.BROKEN, detail=_ENDED))


async def serve(connection: socket.socket, client: Sender) -> None:
    """Ask what comes through a connection, until it ends.

    Raises:
        ExceptionGroup: for an error of ours; the main process then asks by itself, and meets it again.
    """
    reader, writer = await asyncio.open_connection(sock=connection, limit=_BUFFER)
    loop = asyncio.get_running_loop()
    answered: list[tuple[Any, ...]] = []

    def send() -> None:
        if not writer.is_closing():  # else the main process has ended
            writer.write(packed(answered))
        answered.clear()

    async def ask(number: int, url: str, headers: dict[str, str], most: int) -> None:
        answer = await client.ask(url, headers=headers, most=most)
        if not answered:
            loop.call_soon(send)
        answered.append((number, *_values(answer)))

    tasks = set[asyncio.Task[None]]()
    try:
        async with asyncio.TaskGroup() as group:
            while (message := await _message(reader)) is not None:
                for each in message:
                    task = group.create_task(ask(*each))
                    tasks.add(task)
                    task.add_done_callback(tasks.discard)
            for task in tasks:  # nobody waits for them
                task.cancel()
    finally:
        writer.close()


def run(
    there: socket.socket, here: socket.socket, settings: OnlineSettings, resolver: AbstractResolver | None
) -> None:
    """Be the other process, until the main one closes the connection or ends.

    Parameters:
        there: leads to the main process.
        here: the main process's end, which the fork has inherited.
        settings: how the web is asked.
        resolver: resolves names instead of the system.
    """
    try:
        here.close()
        # All signals were held when this process began, and Ctrl-C stays so: the main process ends this one.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        if there.recv(1, socket.MSG_PEEK):  # else nothing was asked
            with asyncio.Runner(loop_factory=_loop) as runner:
                runner.run(_serve(there, settings, resolver))
    finally:
        os._exit(
            0
        )  # what the main process has open is its own; and a name server may hold up a thread for long


def _loop() -> asyncio.AbstractEventLoop:
    try:
        from uvloop import Loop  # which saves a sixth of the processor time
    except ImportError:  # it is not made for every platform
        return asyncio.new_event_loop()
    return Loop()


async def _serve(there: socket.socket, settings: OnlineSettings, resolver: AbstractResolver | None) -> None:
    from lint.web.client import Client  # here, while the main process goes on

    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(RESOLVERS))
    async with Client(settings, resolver=resolver) as client:
        await serve(there, client)


def packed(message: list[tuple[Any, ...]]) -> bytes:
    """Return some questions, or some answers, as they are sent."""
    data = pickle.dumps(message)
    return len(data).to_bytes(_SIZE) + data


async def _message(reader: asyncio.StreamReader) -> list[Any] | None:
    """Return the next message; `None` at the end."""
    with suppress(asyncio.IncompleteReadError, OSError):
        size = int.from_bytes(await reader.readexactly(_SIZE))
        message: list[Any] = pickle.loads(await reader.readexactly(size))  # noqa: S301 - from a fork of this process
        return message
    return None


def _values(answer: Answer) -> tuple[Any, ...]:
    """Return what a client says, in types that pickle at once."""
    trouble = None if answer.trouble is None else answer.trouble.value
    headers = dict(answer.headers)
    return answer.url, answer.status, headers, answer.body, answer.is_whole, trouble, answer.detail


def _answer(values: list[Any]) -> Answer:
    url, status, headers, body, is_whole, trouble, detail = values
    known = None if trouble is None else Trouble(trouble)
    return Answer(url, status, headers, body, is_whole, trouble=known, detail=detail)
