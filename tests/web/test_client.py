"""Whatever a server sends, a request ends with an answer, within bounds."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("aiohttp", reason="needs the extra `online`")
pytest.importorskip("trustme")

import trustme

from lint.web.answer import Answer, Trouble
from lint.web.client import Client
from lint.web.settings import OnlineSettings
from tests.web.servers import Names, Respond, page, serve

_SETTINGS = OnlineSettings(allow_private=True, timeout=10)
_QUICK = _SETTINGS._replace(timeout=0.3)


def _ask(
    respond: Respond | bytes,
    asked: OnlineSettings = _SETTINGS,
    headers: Mapping[str, str] = {},
    most: int = 65536,
) -> tuple[Answer, list[str]]:
    async def run() -> tuple[Answer, list[str]]:
        async with serve(respond) as server, Client(asked, resolver=Names(["127.0.0.1"])) as client:
            answer = await client.ask(f"http://a.example:{server.port}/x", headers=headers, most=most)
            return answer, server.heads

    return asyncio.run(run())


def test_plain() -> None:
    answer, heads = _ask(
        page(b"hello", "200 OK", "Set-Cookie: a=b", "X-A: 1", "x-a: 2"), headers={"X-B": "3"}
    )
    assert (answer.status, answer.body, answer.is_whole, answer.trouble) == (200, b"hello", True, None)
    assert answer.headers["x-a"] == "1"
    head = heads[0].lower()
    assert head.startswith("get /x http/1.1\r\n")
    assert "user-agent: archive-lint/" in head
    assert "x-b: 3" in head
    assert "cookie" not in head


def test_no_more_is_asked_at_once_than_the_settings_say() -> None:
    now, most = 0, 0

    async def respond(_: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        writer.write(page(b"hello"))

    async def run() -> None:
        asked = _SETTINGS._replace(concurrency=3)
        async with serve(respond) as server, Client(asked, resolver=Names(["127.0.0.1"])) as client:
            urls = (f"http://{number}.example:{server.port}/" for number in range(12))
            answers = await asyncio.gather(*map(client.ask, urls))
        assert [answer.status for answer in answers] == [200] * 12

    asyncio.run(run())
    assert most == 3


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw"])
def test_compressed(encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(b"hello"),
        "deflate": zlib.compress(b"hello"),
        "raw": raw.compress(b"hello") + raw.flush(),
    }[encoding]
    name = encoding.replace("raw", "deflate")
    answer, _ = _ask(page(packed, "200 OK", f"Content-Encoding: {name}"))
    assert (answer.body, answer.is_whole) == (b"hello", True)


def test_truncated_gzip() -> None:
    answer, _ = _ask(page(gzip.compress(b"hello" * 99)[:-12], "404 Not Found", "Content-Encoding: gzip"))
    assert (answer.status, answer.trouble, answer.is_whole) == (404, Trouble.BROKEN, False)


def test_gzip_of_two_members() -> None:
    packed = gzip.compress(b"<title>Page ") + gzip.compress(b"not found</title>")
    answer, _ = _ask(page(packed, "200 OK", "Content-Encoding: gzip"))
    assert (answer.body, answer.is_whole) == (b"<title>Page not found</title>", True)


def test_empty_gzip() -> None:
    answer, _ = _ask(page(b"", "200 OK", "Content-Encoding: gzip"))
    assert (answer.status, answer.trouble) == (200, None)


def test_gzip_bomb() -> None:
    answer, _ = _ask(page(gzip.compress(bytes(50_000_000)), "200 OK", "Content-Encoding: gzip"), most=1000)
    assert (answer.body, answer.is_whole, answer.trouble) == (bytes(1000), False, None)


def test_endless_body() -> None:
    async def endless(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 10_000)
            await writer.drain()

    answer, _ = _ask(endless)
    assert (len(answer.body), answer.is_whole, answer.trouble) == (65536, False, None)


def _repeat(first: bytes, piece: bytes, pause: float) -> Respond:
    async def respond(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return respond


@pytest.mark.parametrize(
    "respond",
    [
        _repeat(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x", 0.01),
        _repeat(b"HTTP/1.1 200 OK\r\nX-A: ", b"x", 0.01),
        _repeat(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0),
    ],
    ids=["body", "header", "1xx"],
)
def test_drips(respond: Respond) -> None:
    assert _ask(respond, _QUICK)[0].trouble is Trouble.TIMEOUT


@pytest.mark.parametrize(
    ("sent", "trouble"),
    [
        (b"", Trouble.BROKEN),
        (b"<p>no head at all", Trouble.NOT_HTTP),
        (b"SSH-2.0-OpenSSH_9\r\n", Trouble.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n", Trouble.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", Trouble.NOT_HTTP),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", Trouble.BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", Trouble.BROKEN),
        (page(b"no gzip", "200 OK", "Content-Encoding: gzip"), Trouble.NOT_HTTP),
    ],
)
def test_odd_answers(sent: bytes, trouble: Trouble) -> None:
    answer, _ = _ask(sent)
    assert answer.trouble is trouble
    assert "\n" not in answer.detail
    assert len(answer.detail) <= 200


def test_reset() -> None:
    async def reset(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx")
        await writer.drain()
        own = writer.get_extra_info("socket")
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    assert _ask(reset)[0].trouble is Trouble.BROKEN


def test_a_request_is_sent_once_whatever_becomes_of_it() -> None:
    answer, heads = _ask(b"")
    assert answer.is_dropped
    assert len(heads) == 1


def test_a_kept_connection_that_drops_is_no_second_request() -> None:
    heads: list[bytes] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for each in (page().replace(b"Connection: close", b"X: y"), b""):
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(each)
        writer.close()

    async def run() -> list[Answer]:
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, Client(_SETTINGS, resolver=Names(["127.0.0.1"])) as client:
            return [await client.ask(f"http://a.example:{port}/{number}") for number in range(2)]

    first, second = asyncio.run(run())
    assert (first.status, second.is_dropped, len(heads)) == (200, True, 2)


@settings(max_examples=30)
@given(st.binary(max_size=200), st.booleans())
@example(b"HTTP/1.1 200 OK\r\nSet-Cookie: \xff=\x00\r\nContent-Type: \xff\r\n\r\n", False)  # noqa: FBT003
def test_any_bytes(sent: bytes, head: bool) -> None:  # noqa: FBT001
    answer, _ = _ask(b"HTTP/1.1 200 OK\r\n" + sent if head else sent)
    assert answer.trouble is not None or answer.status


def test_refused_and_bad() -> None:
    async def run(url: str) -> Answer:
        async with Client(_SETTINGS, resolver=Names(["127.0.0.1"])) as client:
            return await client.ask(url)

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert asyncio.run(run(f"http://a.example:{port}/")).trouble is Trouble.REFUSED
    assert asyncio.run(run("file:///etc/passwd")).trouble is Trouble.BAD_URL


class _NoNames(Names):
    async def resolve(self, *given: object, **more: object) -> list[object]:  # type: ignore[override]
        raise socket.gaierror(self.number, "said")

    number = 0


@pytest.mark.parametrize(
    ("number", "trouble"),
    [(socket.EAI_NONAME, Trouble.NO_HOST), (socket.EAI_AGAIN, Trouble.NAME_SERVER)],
)
def test_name_server(number: int, trouble: Trouble) -> None:
    async def run() -> Answer:
        names = _NoNames([])
        names.number = number
        async with Client(_SETTINGS, resolver=names) as client:
            return await client.ask("http://a.example/")

    assert asyncio.run(run()).trouble is trouble


@pytest.mark.parametrize("fault", ["none", "expired", "name", "issuer"])
def test_certificates(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    past = datetime(2020, 1, 1, tzinfo=UTC) if fault == "expired" else None
    issued = authority.issue_cert("b.example" if fault == "name" else "a.example", not_after=past)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(own)
    trusting = ssl.create_default_context()
    if fault != "issuer":
        authority.configure_trust(trusting)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)

    async def run() -> Answer:
        async with serve(page(), own) as server, Client(_SETTINGS, resolver=Names(["127.0.0.1"])) as client:
            return await client.ask(f"https://a.example:{server.port}/")

    answer = asyncio.run(run())
    if fault == "none":
        assert answer.status == 200
    else:
        words = {"expired": "expired", "name": "mismatch", "issuer": "issuer"}[fault]
        assert answer.trouble is Trouble.CERTIFICATE
        assert words in answer.detail
