"""However a private address is written or reached, nothing connects to it without the permission."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.answer import Answer, Trouble
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.settings import OnlineSettings
from lint.web.verdict import Kind
from lint.web.visit import visit
from tests.web.servers import Names, Server, page, serve

_SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "0177.0.0.1",
    "0177.1",
    "017700000001",
    "127.0.0.1.",
    "127.000.000.001",
    "127.255.255.254",
    "0",
    "0.0.0.0",  # noqa: S104
    "0x0",
    "１２７.０.０.１",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "%31%32%37.0.0.1",
    "user@127.0.0.1",
    "user:secret@127.0.0.1",
    "example.org@127.0.0.1",
    "example.org%40x@127.0.0.1",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::1]",
    "[fe80::1]",
    "[fc00::1]",
    "[ff02::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "100.100.100.200",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "[fe80::1%25lo]",
    "127.0.0.1\\@example.org",
]
_NAMES = ("localhost", "localhost.", "LOCALHOST", "a.localhost", "inside.example", "metadata.google.internal")


async def _visit(url: str, names: Names | None, settings: OnlineSettings) -> Answer:
    async with Client(settings, resolver=names) as client:
        return await visit(url, Kind.PAGE, client, Hosts(settings), settings)


@pytest.mark.parametrize("host", [*_SPELLINGS, *_NAMES])
def test_spellings(host: str) -> None:
    async def run() -> tuple[Answer, Server]:
        async with serve(page()) as server:
            host_and_port = (
                host.replace("\\", f":{server.port}\\") if "\\" in host else f"{host}:{server.port}"
            )
            answer = await _visit(f"http://{host_and_port}/", Names(["127.0.0.1"]), OnlineSettings())
            return answer, server

    answer, server = asyncio.run(run())
    assert server.connections == 0
    assert answer.trouble in (Trouble.PRIVATE, Trouble.BAD_URL)
    assert answer.status == 0


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["10.0.0.1", "127.0.0.1"], ["::1", "127.0.0.1", "fe80::1"]]
)
def test_names_of_private_addresses(addresses: list[str]) -> None:
    async def run() -> tuple[Answer, Server]:
        async with serve(page()) as server:
            answer = await _visit(f"http://a.example:{server.port}/", Names(addresses), OnlineSettings())
            return answer, server

    answer, server = asyncio.run(run())
    assert (answer.trouble, server.connections) == (Trouble.PRIVATE, 0)


def test_permission() -> None:
    async def run() -> tuple[Answer, Server]:
        async with serve(page()) as server:
            settings = OnlineSettings(allow_private=True)
            return await _visit(f"http://a.example:{server.port}/", Names(["127.0.0.1"]), settings), server

    answer, server = asyncio.run(run())
    assert (answer.status, answer.body, server.connections) == (200, b"hello", 1)


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "//[::1]/", "http://169.254.169.254/latest/meta-data/"]
)
def test_redirects_inside(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # No other address can be asked here, so 127.0.0.1 plays the public one.
    monkeypatch.setattr("lint.web.public.is_public", lambda address: address == "127.0.0.1")

    async def run() -> Answer:
        async with serve(page(b"", "302 Found", f"Location: {target}")) as server:
            return await _visit(f"http://a.example:{server.port}/", Names(["127.0.0.1"]), OnlineSettings())

    answer = asyncio.run(run())
    assert answer.trouble is Trouble.PRIVATE
    assert [hop.status for hop in answer.hops] == [302]


def test_names_that_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.web.public.is_public", lambda address: address == "127.0.0.1")

    async def run() -> Answer:
        async with serve(page(b"", "302 Found", "Location: http://b.example/")) as server:
            names = Names(["127.0.0.1"], ["10.0.0.1"])
            return await _visit(f"http://a.example:{server.port}/", names, OnlineSettings())

    assert asyncio.run(run()).trouble is Trouble.PRIVATE
