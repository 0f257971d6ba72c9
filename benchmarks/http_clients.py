"""What a request costs in Python with nothing around it: aiohttp, httpx, and httpx with HTTP/2.

python benchmarks/http_clients.py aiohttp|httpx|httpx2 [--urls 20000] [--hosts 200] [--delay 0.05]

httpx and h2 are not among the dependencies: `pip install "httpx[http2]"`. The server is another process, on
127.1.0.0/16; it speaks HTTP/2 without TLS, as the client knows beforehand.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from typing import Any, cast

import aiohttp

PORT = 8098
AT_ONCE = 128
BODY = b"<!doctype html><title>A page</title><p>Text."
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(BODY)}\r\n\r\n".encode()
Get = Callable[[str], Awaitable[object]]


class Server(asyncio.Protocol):
    """HTTP/1.1, as little of it as is needed."""

    delay = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer a request after the delay."""
        if not data.endswith(b"\r\n\r\n"):
            raise ValueError("a request without a body comes in one piece")
        asyncio.get_running_loop().call_later(self.delay, self.transport.write, HEAD + BODY)


class Server2(Server):
    """HTTP/2."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        super().connection_made(transport)
        self._events: Any = import_module("h2.events")
        config = import_module("h2.config").H2Configuration(client_side=False)
        self._connection: Any = import_module("h2.connection").H2Connection(config)
        self._connection.initiate_connection()
        self.transport.write(self._connection.data_to_send())

    def data_received(self, data: bytes) -> None:
        """Answer each request after the delay."""
        for event in self._connection.receive_data(data):
            if isinstance(event, self._events.RequestReceived):
                asyncio.get_running_loop().call_later(self.delay, self._answer, event.stream_id)
        self.transport.write(self._connection.data_to_send())

    def _answer(self, stream: int) -> None:
        self._connection.send_headers(stream, [(":status", "200"), ("content-type", "text/html")])
        self._connection.send_data(stream, BODY, end_stream=True)
        self.transport.write(self._connection.data_to_send())


async def serve(delay: float, *, is_http2: bool) -> None:
    """Serve until killed."""
    Server.delay = delay
    kind = Server2 if is_http2 else Server
    loop = asyncio.get_running_loop()
    server = await loop.create_server(kind, "0.0.0.0", PORT, backlog=4096)  # noqa: S104 - every address of 127.0.0.0/8
    await server.serve_forever()


@asynccontextmanager
async def with_aiohttp() -> Any:  # noqa: ANN401 - an asynchronous iterator, of which this makes a context
    """Yield what asks with aiohttp."""
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:

        async def get(url: str) -> bytes:
            async with session.get(url, allow_redirects=False) as response:
                return await response.read()

        yield get


@asynccontextmanager
async def with_httpx(*, is_http2: bool) -> Any:  # noqa: ANN401 - as above
    """Yield what asks with httpx."""
    httpx: Any = import_module("httpx")
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=None)
    async with httpx.AsyncClient(
        http1=not is_http2, http2=is_http2, limits=limits, trust_env=False
    ) as client:
        yield client.get


def urls(count: int, hosts: int) -> Iterator[str]:
    """Yield URLs, host by host."""
    for number in range(count):
        host = number % hosts
        yield f"http://127.1.{host // 250}.{host % 250 + 1}:{PORT}/{number}"


async def ask(client: AbstractAsyncContextManager[Get], left: Iterator[str]) -> None:
    """Ask all, so many at once."""
    async with client as get:

        async def work() -> None:
            for url in left:
                await get(url)

        await asyncio.gather(*(work() for _ in range(AT_ONCE)))


def main() -> None:
    """Run what the arguments say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("client", choices=("aiohttp", "httpx", "httpx2"))
    parser.add_argument("--urls", type=int, default=20_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that the server takes")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    is_http2 = options.client == "httpx2"
    if options.serve:
        asyncio.run(serve(options.delay, is_http2=is_http2))
    server = subprocess.Popen([sys.executable, *sys.argv, "--serve"])
    try:
        time.sleep(3)
        client = with_aiohttp() if options.client == "aiohttp" else with_httpx(is_http2=is_http2)
        began, before = time.perf_counter(), time.process_time()
        asyncio.run(ask(client, urls(options.urls, options.hosts)))
        cpu = (time.process_time() - before) / options.urls * 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wall = time.perf_counter() - began
        print(f"{options.client}: {wall:.1f} s, {cpu:.2f} ms of CPU a URL, {memory} MB")
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
