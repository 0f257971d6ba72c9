"""A post with links to a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from tests.conftest import GOOD, Archive
from tests.loopback import Loopback, serving

SETTINGS = "[online]\ntimegates = []\nhost-interval = 0\nallow-private = true\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00\x1f\xf3\xffa"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Server(Loopback):
    """Pages by path; `gone` are those that it has no more."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.gone: set[str] = set()
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path in self.server.gone:
            self.answer(404, b"nothing")
        elif self.path.startswith("/web/"):
            self.archived()
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/new")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path.endswith(".png"):
            self.answer(200, PNG, "image/png")
        else:
            self.answer(200, b"<title>Rain</title><p>It rained.")

    def archived(self) -> None:
        """Be a web archive with a copy of each page, made on the day after the posts, and of no picture."""
        if self.path.endswith(".png"):
            self.answer(404, b"not archived")
        elif self.path.startswith("/web/2021"):
            made = ("Memento-Datetime", "Tue, 04 May 2021 00:00:00 GMT")
            self.answer(200, b"<title>Rain</title><p>It rained.", "text/html", made)
        else:
            self.send_response(302)
            self.send_header("Location", self.path.replace("/web/", "/web/20210504000000/", 1))
            self.send_header("Vary", "accept-datetime")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def answer(self, status: int, body: bytes, kind: str = "text/html", *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("lint.web.schedule._SECOND", 0.0)
    with serving(Server()) as server:
        yield server


@pytest.fixture
def linked(archive: Archive, server: Server) -> Archive:
    """A post with links to the server, and a configuration for asking it."""
    archive.write("lint.toml", SETTINGS)
    body = (
        f'<p><a href="{server.url("/a#rain")}">a</a> <a href="{server.url("/moved")}">b</a>\n'
        f'<img src="{server.url("/c.png")}" alt="c"> <img src="{server.url("/page")}" alt="d"></p>\n'
    )
    post = GOOD.replace("<p>It rained.</p>\n", body).replace(
        "https://news.example.org/a/1.html", server.url("/source")
    )
    archive.write("_posts/2021-05-03-a.md", post)
    return archive
