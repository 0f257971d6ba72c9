"""Servers on loopback that behave in many ways, each with the verdict that it should get.

`python -m tests.web.farm --runs 50` asks them all, 50 times in a row.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import random
import socket
import ssl
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager, nullcontext, suppress
from functools import partial
from typing import NamedTuple, Self
from unittest import mock

import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

from lint.web import judgement
from lint.web.answer import Answer
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.judgement import judge, settled
from lint.web.public import AddressInfo, is_public, socket_factory
from lint.web.remote import Channel, RemoteClient
from lint.web.schedule import ask_all
from lint.web.sender import Sender
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import State, Verdict
from lint.web.visit import visit
from lint.web.wanted import Row
from tests.web.farm_cases import CASES, Case, Request, Where

# Seconds: long enough for a busy machine; and for the servers that never answer.
TIMEOUT, SHORT_TIMEOUT = 30.0, 1.0
LOOPBACK, LOOPBACK_6 = "127.0.0.1", "::1"


def has_ipv6() -> bool:
    """Return whether this machine has an IPv6 loopback."""
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind((LOOPBACK_6, 0))
    except OSError:
        return False
    return True


class Resolver(AbstractResolver):
    """Resolves the names of the farm, and no others."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked[host] += 1
        case = _BY_HOST.get(host)
        if host.endswith(".gone.test") or (case is None and not host.endswith(".test")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if case is not None and case.where is Where.NAME_SERVER:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        address = case.address if case is not None and case.address else LOOPBACK
        if case is not None and case.then and self.asked[host] > 1:
            address = case.then
        if case is not None and case.where is Where.IPV6:
            address = LOOPBACK_6
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST
            )
        ]

    async def close(self) -> None:
        """Nothing is open."""


class Ports(NamedTuple):
    """Where the servers listen."""

    http: int
    ipv6: int
    tls: dict[Where, int]
    closed: int


class Farm:
    """The servers; as an asynchronous context manager, they run.

    Parameters:
        dropped: how many of a thousand connections are dropped at once, by chance.
        seed: of chance.
    """

    def __init__(self, *, dropped: int = 0, seed: int = 0) -> None:
        self.connections = 0
        self.dropped = 0
        self._drop = dropped / 1000
        self._chance = random.Random(seed)
        self._stack = AsyncExitStack()
        self._tasks: set[asyncio.Task[None]] = set()
        self.ports: Ports

    async def __aenter__(self) -> Self:
        tls = {where: await self._listen(context=context) for where, context in _contexts().items()}
        ipv6 = await self._listen(LOOPBACK_6) if has_ipv6() else 0
        with socket.socket() as free:
            free.bind((LOOPBACK, 0))
            closed = free.getsockname()[1]
        self.ports = Ports(await self._listen(), ipv6, tls, closed)
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stack.aclose()

    def has(self, case: Case) -> bool:
        """Return whether this machine can ask for a case."""
        return case.where is not Where.IPV6 or bool(self.ports.ipv6)

    def url(self, case: Case) -> str:
        """Return the URL that is asked for a case."""
        scheme = "https" if case.where in self.ports.tls or case.where is Where.NOT_TLS else "http"
        port = {**self.ports.tls, Where.IPV6: self.ports.ipv6, Where.CLOSED: self.ports.closed}.get(
            case.where, self.ports.http
        )
        return case.url or f"{scheme}://{case.host}:{port}{case.path}"

    async def _listen(self, address: str = LOOPBACK, context: ssl.SSLContext | None = None) -> int:
        server = await asyncio.start_server(self._serve, address, 0, ssl=context, limit=1 << 20)
        self._stack.callback(server.close)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        try:
            if self._drop and self._chance.random() < self._drop:
                self.dropped += 1
                writer.transport.abort()
                return
            # Cancelled is what still waits when the farm closes.
            with suppress(
                OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError
            ):
                await self._answer(reader, writer)
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        method, path, *_ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host = headers.get("host", "").rpartition(":")[0]
        case = _BY_HOST.get(host) or _BY_HOST[host.partition(".")[2]]
        await case.behave(Request(method, path, headers, case, self.ports.http), writer)
        with suppress(OSError):
            await writer.drain()


_BY_HOST = {case.host: case for case in CASES}


def _contexts() -> dict[Where, ssl.SSLContext]:
    good, other = _authority(), trustme.CA()
    expired = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    hosts = [case.host for case in CASES]
    certificates = {
        Where.TLS: good.issue_cert(*hosts),
        Where.EXPIRED: good.issue_cert(*hosts, not_before=expired, not_after=expired),
        Where.WRONG_NAME: good.issue_cert("another.test"),
        Where.UNKNOWN_SIGNER: other.issue_cert(*hosts),
    }
    contexts = {}
    for where, certificate in certificates.items():
        contexts[where] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(contexts[where])
    return contexts


_AUTHORITIES: list[trustme.CA] = []


def _authority() -> trustme.CA:
    if not _AUTHORITIES:
        _AUTHORITIES.append(trustme.CA())
    return _AUTHORITIES[0]


@contextmanager
def trusted() -> Iterator[None]:
    """Let this process trust the farm's own certificates."""
    before = os.environ.get("SSL_CERT_FILE")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "authority.pem")
        _authority().cert_pem.write_to_path(path)
        os.environ["SSL_CERT_FILE"] = path
        try:
            yield
        finally:
            del os.environ["SSL_CERT_FILE"]
            if before is not None:
                os.environ["SSL_CERT_FILE"] = before


class Outcome(NamedTuple):
    """What came of a case."""

    case: Case
    verdict: Verdict
    answer: Answer

    def __str__(self) -> str:
        verdict = self.verdict
        return (
            f"{self.case.name}: expected {self.case.expected}, got {verdict.state} ({verdict.reason}); "
            f"{self.answer.status} {self.answer.trouble} {self.answer.detail}"
        )


SETTINGS = OnlineSettings(
    timeout=TIMEOUT, host_interval=0.0, host_concurrency=64, concurrency=64, allow_private=True
)


_STRICT = SETTINGS._replace(allow_private=False)
# A client remembers names for a minute; the last one stands for what comes after that.
_CLIENTS = (SETTINGS, SETTINGS._replace(timeout=SHORT_TIMEOUT), _STRICT, _STRICT)


# What other processes are asked: their names do not change between one client and the next.
APART = [case for case in CASES if not case.then]


@contextmanager
def apart() -> Iterator[list[Channel]]:
    """Give processes that ask for a run, one for each of its clients."""
    with mock.patch("lint.web.client.socket_factory", no_internet):
        channels = [Channel(settings, resolver=Resolver()) for settings in _CLIENTS]
    yield channels
    for channel in reversed(channels):  # the later processes have inherited what leads to the earlier ones
        channel.close()


async def ask_farm(
    farm: Farm, cases: Iterable[Case] = CASES, channels: Sequence[Channel] = ()
) -> list[Outcome]:
    """Ask for every case, and again for what seems dead.

    Parameters:
        channels: lead to processes that ask; without, this one does.
    """
    hosts = Hosts(SETTINGS)
    async with AsyncExitStack() as stack:
        names = Resolver()
        stack.enter_context(mock.patch("lint.web.client.socket_factory", no_internet))
        made: list[AbstractAsyncContextManager[Sender]]
        made = [Client(each, resolver=names) for each in _CLIENTS]
        if channels:
            made = [
                RemoteClient(each, channel.socket, resolver=names)
                for each, channel in zip(_CLIENTS, channels, strict=True)
            ]
        usual, short, strict, later = [await stack.enter_async_context(each) for each in made]

        async def one(case: Case) -> Outcome:
            url = farm.url(case)
            chosen = strict if case.strict else short if case.is_endless else usual
            if case.then:
                before, _ = await asked(case, url, chosen)
                assert before.state is State.UNSURE, before  # its public address was allowed
                chosen = later
            first, answer = await asked(case, url, chosen)
            if not first.again:
                return Outcome(case, first, answer)
            second, answer = await asked(case, url, chosen)
            return Outcome(case, settled(first, second), answer)

        async def asked(case: Case, url: str, chosen: Sender) -> tuple[Verdict, Answer]:
            answer = await visit(url, case.kind, chosen, hosts, SETTINGS)
            return judge(url, case.kind, answer, now=1.0), answer

        return await asyncio.gather(*(one(case) for case in cases if farm.has(case)))


def no_internet(*, allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """Return what makes sockets as the client's own does, but reaches no public address."""
    make = socket_factory(allow_private=allow_private)

    def made(info: AddressInfo) -> socket.socket:
        sock = make(info)
        if is_public(str(info[4][0])):
            sock.close()
            raise ConnectionRefusedError("there is no internet here")
        return sock

    return made


async def schedule_farm(farm: Farm) -> list[Outcome]:
    """Ask as a run does: by the store and the schedule. Left out are hosts that want to be left alone for long."""
    cases = {
        farm.url(case): case
        for case in CASES
        if farm.has(case) and not (case.is_busy or case.is_endless or case.strict)
    }
    store = Store()
    store.want(Row(url, case.kind) for url, case in cases.items())
    async with Client(SETTINGS, resolver=Resolver()) as client:
        await ask_all(store, SETTINGS, judgement, client=client)
    found = {(url, kind): known.verdict for url, kind, known in store.verdicts() if known is not None}
    store.close()
    lost = Verdict(State.NOT_ASKED, "lost")
    return [Outcome(case, found.get((url, case.kind), lost), Answer(url)) for url, case in cases.items()]


async def one_run(
    *, dropped: int = 0, seed: int = 0, ask: Callable[[Farm], Awaitable[list[Outcome]]] = ask_farm
) -> tuple[list[Outcome], Farm]:
    """Start the farm, and ask for everything once."""
    async with Farm(dropped=dropped, seed=seed) as farm:
        return await ask(farm), farm


def wrong(outcomes: list[Outcome]) -> list[str]:
    """Return the outcomes that are not as expected."""
    return [str(outcome) for outcome in outcomes if outcome.verdict.state is not outcome.case.expected]


def falsely_dead(outcomes: list[Outcome]) -> list[str]:
    """Return the outcomes that are dead, and should not be."""
    return [each for each in wrong(outcomes) if ", got dead" in each]


def _main() -> int:
    parser = argparse.ArgumentParser(description="ask the farm, many times in a row")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--schedule", action="store_true", help="ask through the store and the schedule")
    parser.add_argument("--apart", action="store_true", help="ask from other processes, as a large run does")
    parser.add_argument("--dropped", type=int, default=0, help="connections of a thousand that are dropped")
    arguments = parser.parse_args()
    ask = schedule_farm if arguments.schedule else ask_farm
    bad, false_dead, total, drops = 0, 0, 0, 0
    for run in range(arguments.runs):
        with trusted(), apart() if arguments.apart else nullcontext(()) as channels:
            chosen = partial(ask_farm, cases=APART, channels=channels) if channels else ask
            outcomes, farm = asyncio.run(one_run(dropped=arguments.dropped, seed=run, ask=chosen))
        total += len(outcomes)
        drops += farm.dropped
        bad += len(wrong(outcomes))
        false_dead += len(falsely_dead(outcomes))
        if not arguments.dropped:
            sys.stdout.writelines(f"run {run}: {line}\n" for line in wrong(outcomes))
    sys.stdout.write(
        f"{arguments.runs} runs, {total} URLs: {bad} not as expected, {false_dead} falsely dead; "
        f"{drops} connections dropped\n"
    )
    return 1 if false_dead or (bad and not arguments.dropped) else 0


if __name__ == "__main__":
    sys.exit(_main())
