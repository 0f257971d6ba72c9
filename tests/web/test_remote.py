"""A client in another process says what one in this process does, and if it ends, nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.cli.asking_process import asking_process, client_through
from lint.run import forks
from lint.web import remote
from lint.web.answer import NO_HEADERS, Answer, Trouble
from lint.web.client import Client
from lint.web.remote import Channel, RemoteClient, packed, serve
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind
from lint.web.wanted import Row
from tests.web.servers import Names, page
from tests.web.servers import serve as farm

SETTINGS = OnlineSettings(allow_private=True, timeout=10)
NAMES = Names(["127.0.0.1"])
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


async def _respond(head: bytes, writer: asyncio.StreamWriter) -> None:
    path = head.split()[1]
    if path == b"/odd":
        writer.write(page().replace(b"\r\n\r\n", b"\r\nX-Odd: \xff\xe4\r\n\r\n"))
    elif path == b"/gone":
        writer.write(page(b"", "404 Not Found"))
    elif path == b"/slow":
        await asyncio.sleep(60)
    elif path != b"/dropped":
        writer.write(page(head))


def _here(ask: Callable[[RemoteClient, str], Awaitable[None]], client: Client | None = None) -> None:
    """Serve and ask in one process and loop."""

    async def main() -> None:
        here, there = socket.socketpair()
        async with farm(_respond) as server, client or Client(SETTINGS, resolver=NAMES) as inner:
            serving = asyncio.create_task(serve(there, inner))
            async with RemoteClient(SETTINGS, here, resolver=NAMES) as far:
                await ask(far, f"http://a.example:{server.port}")
            here.close()
            await asyncio.gather(serving, return_exceptions=client is not None)

    asyncio.run(main())


def test_answers_are_those_of_a_client_in_this_process() -> None:
    async def ask(far: RemoteClient, start: str) -> None:
        urls = [f"{start}{path}" for path in ("/", "/odd", "/gone", "/dropped")] + ["ftp://a.example/"]
        async with Client(SETTINGS, resolver=NAMES) as near:
            expected = [await near.ask(url, headers={"X-A": "b"}, most=1000) for url in urls]
        found = await asyncio.gather(*(far.ask(url, headers={"X-A": "b"}, most=1000) for url in urls))
        assert found == expected
        assert "X-A: b" in found[0].body.decode()
        assert found[3].trouble is Trouble.BROKEN
        assert far.requests == len(urls)

    _here(ask)


def test_an_answer_that_nobody_waits_for_is_no_trouble() -> None:
    async def ask(far: RemoteClient, start: str) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await far.ask(f"{start}/slow")
        waiting = asyncio.ensure_future(far.ask(f"{start}/"))
        await asyncio.sleep(0)
        waiting.cancel()
        assert (await far.ask(f"{start}/")).status == 200

    _here(ask)


def test_a_failure_there_is_met_here() -> None:
    class Broken(Client):
        async def ask(self, url: str, **_: object) -> Answer:
            raise LookupError(url)

    async def ask(far: RemoteClient, start: str) -> None:
        assert (await far.ask(start)).is_dropped
        assert (await far.ask(start)).status == 200

    _here(ask, Broken(SETTINGS))


@needs_fork
@pytest.mark.parametrize("kill", [False, True])
def test_another_process(kill: bool) -> None:  # noqa: FBT001 - a parameter of the test
    channel = Channel(SETTINGS, resolver=NAMES)

    async def main() -> None:
        async with (
            farm(_respond) as server,
            RemoteClient(SETTINGS, channel.socket, resolver=NAMES) as client,
        ):
            url = f"http://a.example:{server.port}"
            assert (await client.ask(url)).status == 200
            if kill:
                assert channel.process.pid is not None
                waiting = asyncio.ensure_future(client.ask(f"{url}/slow"))
                await asyncio.sleep(0.1)
                os.kill(channel.process.pid, signal.SIGKILL)
                assert (await waiting).is_dropped
            answers = await asyncio.gather(*(client.ask(f"{url}/gone") for _ in range(5)))
            assert [each.status for each in answers] == [404] * 5

    asyncio.run(main())
    channel.close()
    assert not channel.process.is_alive()


def test_answers_for_a_process_that_has_ended_are_dropped() -> None:
    class Stubborn:
        requests = 0

        async def ask(self, url: str, *, headers: Mapping[str, str] = NO_HEADERS, most: int = 0) -> Answer:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(60)
            await asyncio.sleep(most / 20)  # the first answer finds that nobody reads it
            return Answer(url, 200)

    async def main() -> list[dict[str, Any]]:
        troubles: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, trouble: troubles.append(trouble))
        here, there = socket.socketpair()
        serving = asyncio.create_task(serve(there, Stubborn()))
        here.sendall(packed([(number, "http://a.example/", {}, number) for number in range(3)]))
        await asyncio.sleep(0.05)
        here.close()
        await serving
        return troubles

    with asyncio.Runner(loop_factory=pytest.importorskip("uvloop").new_event_loop) as runner:
        assert runner.run(main()) == []


@needs_fork
def test_a_process_that_was_asked_nothing_ends() -> None:
    Channel(SETTINGS).close()


def test_the_other_process_ends_with_its_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("signal.pthread_sigmask", lambda *_: None, raising=False)
    here, there = socket.socketpair()
    asking = here.dup()
    asking.sendall(remote.packed([(1, "ftp://a.example/", {}, 1)]))
    asking.shutdown(socket.SHUT_WR)
    remote.run(there, here, SETTINGS, NAMES)
    assert ended == [0]
    asking.close()


def test_without_a_socket_there_is_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise BlockingIOError

    monkeypatch.setattr("multiprocessing.get_context", refuse)
    with pytest.raises(BlockingIOError):
        Channel(SETTINGS)


@needs_fork
def test_private_addresses_are_refused_there() -> None:
    strict = SETTINGS._replace(allow_private=False)
    channel = Channel(strict, resolver=NAMES)

    async def main() -> None:
        async with (
            farm(_respond) as server,
            RemoteClient(strict, channel.socket, resolver=NAMES) as client,
        ):
            answer = await client.ask(f"http://a.example:{server.port}/")
            assert (answer.trouble, server.heads) == (Trouble.PRIVATE, [])

    asyncio.run(main())
    channel.close()


@needs_fork
@pytest.mark.parametrize(
    ("count", "jobs", "processors", "is_opened"),
    [(1000, 0, 2, True), (999, 0, 2, False), (1000, 1, 2, False), (1000, 0, 1, False), (1000, 2, 1, True)],
)
def test_many_urls_are_asked_by_another_process(
    count: int, jobs: int, processors: int, monkeypatch: pytest.MonkeyPatch, *, is_opened: bool
) -> None:
    monkeypatch.setattr(forks, "processors", lambda: processors)
    store = Store()
    store.want(Row(f"https://a.example/{number}", kind) for number in range(count) for kind in Kind)
    with asking_process(store, SETTINGS, jobs) as connection:
        assert (connection is not None) == is_opened
        assert isinstance(client_through(SETTINGS, connection), RemoteClient) == is_opened


def test_without_room_for_a_process_this_one_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: OnlineSettings) -> Channel:
        raise BlockingIOError

    monkeypatch.setattr(forks, "may_help", lambda _: True)
    monkeypatch.setattr("lint.cli.asking_process.may_help", lambda _: True)
    monkeypatch.setattr("lint.web.remote.Channel", refuse)
    store = Store()
    store.want(Row(f"https://a.example/{number}", Kind.PAGE) for number in range(1000))
    with asking_process(store, SETTINGS, 0) as connection:
        assert connection is None
