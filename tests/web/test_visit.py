"""Redirects are followed within bounds, and take nothing along."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.values.urls import host_of
from lint.web.answer import Answer, Hop, Trouble
from lint.web.client import Client
from lint.web.hosts import Hosts
from lint.web.settings import HostSettings, OnlineSettings
from lint.web.verdict import Kind, State, Verdict
from lint.web.visit import visit
from tests.web.servers import Names, Respond, page, serve

_SETTINGS = OnlineSettings(allow_private=True, host_interval=0.0, timeout=10)


def _visit(
    respond: Respond | bytes,
    settings: OnlineSettings = _SETTINGS,
    known: Verdict | None = None,
    told: Answer | None = None,
    user: str = "",
    allowed: Callable[[str], Awaitable[bool]] | None = None,
) -> tuple[Answer, list[str], str]:
    async def run() -> tuple[Answer, list[str], str]:
        async with serve(respond) as server, Client(settings, resolver=Names(["127.0.0.1"])) as client:
            hosts = Hosts(settings, environment={"TOKEN": "secret"})
            if told is not None:
                hosts.tell(host_of(told.url), told)
            start = f"http://{user}a.example:{server.port}"
            answer = await visit(
                f"{start}/0#part", Kind.PAGE, client, hosts, settings, known, allowed=allowed
            )
            return answer, server.heads, start

    return asyncio.run(run())


def _to(*locations: str) -> Respond:
    """Answer /0, /1, … with redirects to these, in which PORT is the server's own, and then with a page."""

    async def respond(head: bytes, writer: asyncio.StreamWriter) -> None:
        number = int(head.split()[1].strip(b"/") or 0)
        port = writer.get_extra_info("sockname")[1]
        if number < len(locations):
            location = locations[number].replace("PORT", str(port))
            writer.write(page(b"", "301 Moved", f"Location: {location}"))
        else:
            writer.write(page())

    return respond


def test_chain() -> None:
    answer, heads, start = _visit(_to("/1", "2", "http://b.example:PORT/3#x"))
    assert (answer.status, answer.body, len(heads)) == (200, b"hello", 4)
    assert answer.hops == (Hop(f"{start}/0", 301), Hop(f"{start}/1", 301), Hop(f"{start}/2", 301))
    assert answer.url.endswith("/3")


@pytest.mark.parametrize(
    ("locations", "trouble"),
    [
        (("/0",), Trouble.LOOP),
        (("/0#a",), Trouble.LOOP),
        (("/1", "/0"), Trouble.LOOP),
        (tuple(f"/{number}" for number in range(1, 30)), Trouble.TOO_MANY_REDIRECTS),
        (("file:///etc/passwd",), Trouble.BAD_URL),
        (("gopher://a.example/",), Trouble.BAD_URL),
        (("javascript:alert(1)",), Trouble.BAD_URL),
        (("http://[",), Trouble.BAD_URL),
    ],
)
def test_bad_redirects(locations: tuple[str, ...], trouble: Trouble) -> None:
    answer, heads, _ = _visit(_to(*locations))
    assert answer.trouble is trouble
    assert len(heads) <= _SETTINGS.max_redirects + 1


def test_redirect_with_a_broken_body() -> None:
    broken = page(b"no gzip", "302 Found", "Content-Encoding: gzip", "Location: file:///")
    assert _visit(broken)[0].hops


def test_nothing_crosses_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.web.hosts._HERE", ("a.example", "b.example"))  # both are on this machine
    own = HostSettings(headers={"Authorization": "$TOKEN"})
    settings = _SETTINGS._replace(hosts={"a.example": own})
    _, heads, _ = _visit(_to("http://b.example:PORT/1"), settings, user="me:word@")
    first, second = (head.lower() for head in heads)
    assert "authorization: secret" in first
    assert "authorization" not in second
    assert "referer" not in second


def test_conditions_are_of_the_first_request() -> None:
    known = Verdict(State.ALIVE, etag='"a"', modified="Thu, 01 Jan 2026 00:00:00 GMT")
    _, heads, _ = _visit(_to("/1"), known=known)
    assert 'if-none-match: "a"' in heads[0].lower()
    assert "if-modified-since: thu" in heads[0].lower()
    assert "if-" not in heads[1].lower()


@pytest.mark.parametrize("pause", ["60", "999999"])
def test_long_pauses_are_not_waited_for(pause: str) -> None:
    told = Answer("http://b.example/", 429, {"retry-after": pause})
    answer, heads, _ = _visit(_to("http://b.example:PORT/1"), told=told)
    assert (answer.trouble, len(answer.hops), len(heads)) == (Trouble.BUSY, 1, 1)
    assert answer.url.startswith("http://b.example:")


def test_a_redirect_to_what_may_not_be_asked_is_not_followed() -> None:
    asked: list[str] = []

    async def allowed(url: str) -> bool:
        asked.append(url)
        return "b.example" not in url

    answer, heads, start = _visit(_to("/1", "http://b.example:PORT/2"), allowed=allowed)
    assert (answer.trouble, answer.requests, len(heads)) == (Trouble.FORBIDDEN, 2, 2)
    assert asked == [f"{start}/1", start.replace("a.example", "b.example") + "/2"]


def test_a_redirect_with_bytes_that_are_no_utf_8_is_followed_as_browsers_do() -> None:
    async def respond(head: bytes, writer: asyncio.StreamWriter) -> None:
        moved = page(b"", "301 Moved", "Location: /LATER")
        writer.write(moved.replace(b"LATER", "后".encode("gb18030")) if b" /0 " in head else page())

    answer, _, start = _visit(respond)
    assert (answer.status, answer.url) == (200, f"{start}/%BA%F3")


def _dropping(times: int) -> Respond:
    """Drop the first connections without an answer."""
    left = times

    async def respond(_: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            writer.write(page())

    return respond


@pytest.mark.parametrize(("times", "sent", "status"), [(0, 1, 200), (1, 2, 200), (9, 2, 0)])
def test_what_is_dropped_is_asked_once_more(times: int, sent: int, status: int) -> None:
    answer, heads, _ = _visit(_dropping(times))
    assert (answer.status, answer.requests, len(heads)) == (status, sent, sent)


def test_each_request_has_its_turn() -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def run() -> None:
        settings = _SETTINGS._replace(host_interval=10.0)
        hosts = Hosts(settings, clock=lambda: sum(pauses), sleep=sleep)
        async with (
            serve(_dropping(1)) as server,
            Client(settings, resolver=Names(["127.0.0.1"])) as client,
        ):
            await visit(f"http://a.example:{server.port}/", Kind.PAGE, client, hosts, settings)

    asyncio.run(run())
    assert pauses == [10.0]


@pytest.mark.parametrize("locations", [("/1", "/0"), ("file:///",), ("/1",) * 12])
def test_the_requests_that_were_sent_are_counted(locations: tuple[str, ...]) -> None:
    answer, heads, _ = _visit(_to(*locations))
    assert answer.requests == len(heads)
