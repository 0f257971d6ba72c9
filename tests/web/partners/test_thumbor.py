"""Which end of an image proxy is dead, asked of a thumbor that runs, and of an origin that comes and goes."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from lint.web.both_ends import Ends, ends
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.judgement import judge
from lint.web.settings import OnlineSettings
from lint.web.verdict import Kind, State, Verdict
from lint.web.visit import visit
from tests.loopback import Loopback, serving
from tests.web.partners.captures import picture
from tests.web.partners.running import free_port, program, served

SETTINGS = OnlineSettings(allow_private=True, host_interval=0.0)


class Origin(BaseHTTPRequestHandler):
    """A server of one image, which may be gone."""

    protocol_version = "HTTP/1.1"
    lost = frozenset({"/lost.png"})

    def do_GET(self) -> None:
        """Answer with the image, or 404."""
        is_there = self.path not in self.lost
        body = picture(300, 200) if is_there else b"no such image"
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", "image/png" if is_there else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def origin() -> Iterator[int]:
    with serving(Loopback(Origin)) as server:
        yield server.server_port


class Names(AbstractResolver):
    """Knows hosts of loopback, and that there are no others."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the address of a host."""
        if host.startswith("gone"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=port,
                family=family,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        """Nothing is to be closed."""


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a thumbor that keeps what it has made."""
    thumbor = program("thumbor", "thumbor")
    folder = tmp_path_factory.mktemp("thumbor")
    port = free_port()
    with served(*command(thumbor, folder, port), folder=folder, port=port):
        yield port


def command(thumbor: str, folder: Path, port: int) -> list[str]:
    settings = {
        "STORAGE": "thumbor.storages.no_storage",
        "RESULT_STORAGE": "thumbor.result_storages.file_storage",
        "RESULT_STORAGE_STORES_UNSAFE": True,
        "RESULT_STORAGE_FILE_STORAGE_ROOT_PATH": str(folder / "results"),
        "HTTP_LOADER_CONNECT_TIMEOUT": 2,
        "HTTP_LOADER_REQUEST_TIMEOUT": 2,
    }
    lines = (f"{name} = {value!r}" for name, value in settings.items())
    configuration = folder / "thumbor.conf"
    configuration.write_text("\n".join(lines), encoding="utf-8")
    return [thumbor, "--ip", "127.0.0.1", "--port", str(port), "--conf", str(configuration)]


def verdicts(*urls: str) -> list[Verdict]:
    async def run() -> list[Verdict]:
        async with Client(SETTINGS, resolver=Names()) as client:
            hosts = Hosts(SETTINGS)
            answers = [await visit(url, Kind.IMAGE, client, hosts, SETTINGS) for url in urls]
        return [
            judge(url, Kind.IMAGE, answer, now=time.time()) for url, answer in zip(urls, answers, strict=True)
        ]

    return asyncio.run(run())


def proxied(port: int, url: str, host: str = "proxy.example") -> str:
    return f"http://{host}:{port}/unsafe/100x100/{url.removeprefix('http://')}"


def asked(proxy_url: str, origin_url: str) -> Ends:
    return ends(*verdicts(proxy_url, origin_url))


def test_both_alive(proxy: int) -> None:
    with origin() as port:
        url = f"http://127.0.0.1:{port}/alive.png"
        assert asked(proxied(proxy, url), url) is Ends.ALIVE


def test_origin_has_lost_the_image(proxy: int) -> None:
    with origin() as port:
        url = f"http://127.0.0.1:{port}/lost.png"
        assert asked(proxied(proxy, url), url) is Ends.BOTH


def test_proxy_kept_the_image(proxy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with origin() as port:
        url = f"http://127.0.0.1:{port}/kept.png"
        assert asked(proxied(proxy, url), url) is Ends.ALIVE
        monkeypatch.setattr(Origin, "lost", {"/kept.png"})
        assert asked(proxied(proxy, url), url) is Ends.ORIGIN


def test_origin_is_silent(proxy: int) -> None:
    """Nothing listens there: it may be back tomorrow."""
    url = f"http://127.0.0.1:{free_port()}/alive.png"
    proxy_verdict, origin_verdict = verdicts(proxied(proxy, url), url)
    assert origin_verdict.state is State.UNSURE
    assert ends(proxy_verdict, origin_verdict) is Ends.UNSURE


def test_proxy_has_given_up_its_name(proxy: int) -> None:
    with origin() as port:
        url = f"http://127.0.0.1:{port}/alive.png"
        assert asked(proxied(proxy, url, "gone.example"), url) is Ends.PROXY
        dead = f"http://127.0.0.1:{port}/lost.png"
        assert asked(proxied(proxy, dead, "gone.example"), dead) is Ends.BOTH


def test_proxy_is_silent() -> None:
    """Nothing listens there: it may be back tomorrow."""
    with origin() as port:
        url = f"http://127.0.0.1:{port}/alive.png"
        assert asked(proxied(free_port(), url), url) is Ends.UNSURE
