"""An archive that the user names by its URL: whom it may lead to, and what is too much."""

import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from lint.web import public
from lint.web.download import DownloadError, download
from tests.conftest import Archive
from tests.loopback import Loopback, serving
from tests.store.makers import DEFECT, POST, Entry, tar, zipped

DATA = tar([Entry(POST, DEFECT.encode())], "w:xz")
Answer = tuple[int, dict[str, str], bytes]


class Server(Loopback):
    """Answers each path with what was set."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.answers: dict[str, Answer] = {}
        super().__init__(_Handler, host)


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Answer."""
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server()) as made:
        made.answers["/packed.tar.xz"] = (200, {}, DATA)
        yield made


def fetched(url: str, most: int = 1 << 20) -> bytes:
    file = io.BytesIO()
    download(url, file, most=most)
    return file.getvalue()


@pytest.mark.parametrize("path", ["/packed.tar.xz", "/moved", "/twice", "/download?id=1"])
def test_an_archive_on_the_web_is_linted(archive: Archive, server: Server, path: str) -> None:
    server.answers |= {
        "/moved": (302, {"Location": "/packed.tar.xz"}, b""),
        "/twice": (301, {"Location": server.url("/moved")}, b""),
        "/download?id=1": (200, {"Content-Encoding": "identity"}, zipped({POST: DEFECT})),
    }
    found = archive.check("--isolated", server.url(path)).findings
    assert [(each["filename"], each["code"]) for each in found] == [(POST, "FMT008")]
    result = archive.lint("--fix", server.url(path))
    assert "nothing is written there" in result.err


def test_what_cannot_be_fetched_is_said(archive: Archive, server: Server) -> None:
    result = archive.lint(server.url("/none.zip"))
    assert (result.code, result.err) == (
        2,
        f"lint: {server.url('/none.zip')}: the server answers 404; expected 200\n",
    )
    server.answers["/page.zip"] = (200, {}, b"<html>no archive</html>")
    result = archive.lint(server.url("/page.zip"))
    assert result.err == f"lint: {server.url('/page.zip')}: it is neither a tar nor a zip archive\n"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((302, {"Location": "/round"}, b""), "over 10 times"),
        ((302, {"Location": "http://[no"}, b""), "URL"),
        ((302, {}, b""), "the server answers 302"),
        ((200, {"Content-Length": "99"}, b"short"), "not completed"),
        ((200, {}, bytes(2000)), "it has over 1,000 bytes"),
    ],
)
def test_what_a_server_does_wrong_is_said(server: Server, answer: Answer, reason: str) -> None:
    server.answers["/round"] = answer
    with pytest.raises(DownloadError, match=reason):
        fetched(server.url("/round"), most=1000)


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(DownloadError, match="annot connect"):
        fetched("http://127.0.0.1:1/packed.zip")


def test_a_server_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def late(*_: object, **__: object) -> None:
        raise TimeoutError

    monkeypatch.setattr("lint.web.download._step", late)
    with pytest.raises(DownloadError, match="does not answer in time"):
        fetched("http://127.0.0.1:1/packed.zip")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that counts as public."""
    real = public.is_public
    monkeypatch.setattr(public, "is_public", lambda address: address == "127.0.0.2" or real(address))
    with serving(Server("127.0.0.2")) as made:
        yield made


def test_a_public_server_does_not_lead_inside(outside: Server, server: Server) -> None:
    outside.answers["/packed.tar.xz"] = (200, {}, DATA)
    assert fetched(outside.url("/packed.tar.xz")) == DATA
    for target in (server.url("/packed.tar.xz"), "http://169.254.169.254/latest/meta-data"):
        outside.answers["/moved"] = (307, {"Location": target}, b"")
        with pytest.raises(DownloadError, match="it leads to a private address"):
            fetched(outside.url("/moved"))


def test_a_server_inside_leads_anywhere(outside: Server, server: Server) -> None:
    outside.answers["/packed.tar.xz"] = (200, {}, DATA)
    server.answers["/moved"] = (308, {"Location": outside.url("/packed.tar.xz")}, b"")
    assert fetched(server.url("/moved")) == DATA


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/x", "HTTP://127.0.0.1:1/x", "file:///etc/passwd", "ftp://a/b"]
)
def test_a_secure_server_leads_to_secure_ones_only(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    async def step(*_: object, **__: object) -> str:
        return target

    monkeypatch.setattr("lint.web.download._step", step)
    with pytest.raises(DownloadError, match=r"it leads from https to|neither http nor https"):
        fetched("https://news.example/packed.zip")


def test_a_server_leads_to_no_other_scheme(server: Server) -> None:
    server.answers["/moved"] = (302, {"Location": "file:///etc/passwd"}, b"")
    with pytest.raises(
        DownloadError, match="it leads to file:///etc/passwd, which is neither http nor https"
    ):
        fetched(server.url("/moved"))
