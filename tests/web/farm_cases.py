"""What the servers of the farm do, and the verdict that each behaviour should get."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from lint.web.verdict import Kind, State
from tests.web.test_pictures import avif, gif, ico, jpeg, png, svg, webp


class Where(Enum):
    """Where a case is asked for."""

    HTTP = auto()
    IPV6 = auto()
    TLS = auto()
    EXPIRED = auto()
    WRONG_NAME = auto()
    UNKNOWN_SIGNER = auto()
    NOT_TLS = auto()  # https, at a port that does not know it
    CLOSED = auto()  # a port without a server
    NAME_SERVER = auto()  # the name server does not answer


class Request(NamedTuple):
    """What a server was asked."""

    method: str
    path: str
    headers: Mapping[str, str]
    case: Case
    port: int


Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class Case(NamedTuple):
    """A behaviour, and what should be said of it.

    Parameters:
        name: also that of its host.
        strict: asked without the permission for private addresses.
        is_endless: never answers; asked with a short timeout.
        address: what the name resolves to, if not loopback.
        then: what it resolves to from the second look-up on.
        url: asked instead of that of its host.
    """

    name: str
    expected: State
    behave: Behaviour
    kind: Kind = Kind.PAGE
    path: str = "/2014/05/a-post.html"
    where: Where = Where.HTTP
    strict: bool = False
    is_endless: bool = False
    address: str = ""
    then: str = ""
    url: str = ""

    @property
    def is_busy(self) -> bool:
        """Whether the host says that it is asked too often."""
        return any(word in self.name for word in ("429", "503", "akamai", "datadome 503"))

    @property
    def host(self) -> str:
        return f"{self.name.replace(' ', '-').replace('/', '-').lower()}.test"


HTML = "text/html; charset=utf-8"
POST = b"<!DOCTYPE html><html><head><title>A post</title></head><body><h1>A post</h1></body></html>"


def raw(*pieces: bytes, abort: bool = False) -> Behaviour:
    """Send bytes as they are, then close, or reset."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece.replace(b"{port}", str(request.port).encode()))
            await writer.drain()
        if abort:
            await asyncio.sleep(0.05)  # what was sent arrives before the reset
            writer.transport.abort()

    return behave


def head(status: int, *lines: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *lines, "", ""]).encode()


def reply(status: int, body: bytes = POST, kind: str | None = HTML, *lines: str) -> Behaviour:
    """Send an answer whose length is told."""
    said = [*lines, f"Content-Length: {len(body)}", "Connection: close"]
    return raw(head(status, *([] if kind is None else [f"Content-Type: {kind}"]), *said) + body)


def page(title: str, body: str = "<h1>A post</h1>", *lines: str, status: int = 200) -> Behaviour:
    return reply(
        status, f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), HTML, *lines
    )


def image(body: bytes, kind: str | None, *lines: str, status: int = 200) -> Behaviour:
    return reply(status, body, kind, *lines)


def redirect(to: str, status: int = 301, then: Behaviour | None = None) -> Behaviour:
    """Redirect the first path of the case, and answer at all others."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        here = request.path == request.case.path
        step = (
            raw(head(status, f"Location: {to}", "Content-Length: 0", "Connection: close"))
            if here
            else then or reply(200)
        )
        await step(request, writer)

    return behave


def chain(steps: int, status: int = 301) -> Behaviour:
    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        at = int(request.path.rpartition("step")[2]) if "step" in request.path else 0
        step = reply(200) if at >= steps else reply(status, b"", None, f"Location: /a/b/step{at + 1}")
        await step(request, writer)

    return behave


async def silent(request: Request, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


def dripping(start: bytes, drop: bytes) -> Behaviour:
    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.2)

    return behave


def flooding(start: bytes, piece: bytes) -> Behaviour:
    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()

    return behave


async def no_head(request: Request, writer: asyncio.StreamWriter) -> None:
    await reply(200 if request.method == "GET" else 405)(request, writer)


async def wants_cookie(request: Request, writer: asyncio.StreamWriter) -> None:
    lines = ("Set-Cookie: seen=1", f"Location: {request.path}")
    await (reply(200) if "cookie" in request.headers else reply(302, b"", None, *lines))(request, writer)


async def wants_agent(request: Request, writer: asyncio.StreamWriter) -> None:
    await reply(200 if "archive-lint/" in request.headers.get("user-agent", "") else 403)(request, writer)


def weserv(message: str) -> Behaviour:
    said = {"status": "error", "code": 404, "message": message}
    return reply(404, json.dumps(said).encode(), "application/json")


def replaced(message: str) -> Behaviour:
    """Say what is wrong, and lead to another picture, as weserv does with `default=`."""
    said = json.dumps({"status": "error", "code": 404, "message": message}).encode()
    first = reply(302, said, "application/json", "Location: /none.png")

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        here = request.path == request.case.path
        await (first if here else image(png(640, 480), "image/png"))(request, writer)

    return behave


def deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


A, D, B, U, S = State.ALIVE, State.DEAD, State.BLOCKED, State.UNSURE, State.SOFT_404
M, W, P, C, R = State.MOVED, State.WRONG_KIND, State.PLACEHOLDER, State.CERTIFICATE, State.REFUSED
IMAGE, DEEP = Kind.IMAGE, "/2014/05/picture.png"
OK = "Content-Type: text/html"
CHUNKED = "Transfer-Encoding: chunked"
PUBLIC = "93.184.215.14"  # to which the farm's strict client connects in no case
BOMB = gzip.compress(b"\x00" * (64 << 20))


def picture(name: str, expected: State, behave: Behaviour) -> Case:
    return Case(name, expected, behave, IMAGE, DEEP)


CASES: tuple[Case, ...] = (
    # Statuses
    *(
        Case(f"status {status}", expected, reply(status))
        for status, expected in {
            200: A, 203: A, 206: A, 400: U, 401: B, 402: U, 403: B, 404: D, 405: U, 406: U, 407: B, 410: D, 418: U,
            429: B, 451: B, 500: U, 501: U, 502: U, 503: U, 504: U, 520: U, 999: B,
        }.items()
    ),
    Case("status 204", A, raw(head(204, "Connection: close"))),
    Case("not modified unasked", U, raw(head(304, "Connection: close"))),
    Case("redirect without location", U, reply(301)),
    Case("429 with seconds", B, reply(429, POST, HTML, "Retry-After: 30")),
    Case("429 with a date", B, reply(429, POST, HTML, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT")),
    Case("429 with nonsense", B, reply(429, POST, HTML, "Retry-After: soon")),
    Case("503 with seconds", U, reply(503, POST, HTML, "Retry-After: 30")),
    Case("head refused", A, no_head),
    Case("wants an agent", A, wants_agent),
    # Connections
    Case("silent", U, silent, is_endless=True),
    Case("drips a head", U, dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), is_endless=True),
    Case("drips a body", U, dripping(head(200, OK), b"a"), is_endless=True),
    Case("reset at once", U, raw(abort=True)),
    Case("reset in the head", U, raw(b"HTTP/1.1 200 O", abort=True)),
    Case("reset in the body", U, raw(head(200, OK, "Content-Length: 900") + POST, abort=True)),
    Case("empty answer", U, raw()),
    Case("truncated", U, raw(head(200, OK, "Content-Length: 900") + POST)),
    Case("truncated chunks", U, raw(head(200, OK, CHUNKED) + b"5\r\nhello\r\n")),
    Case("lying chunks", U, raw(head(200, OK, CHUNKED) + b"zz\r\nhello\r\n0\r\n\r\n")),
    Case("truncated 404", D, raw(head(404, OK, "Content-Length: 900") + POST)),
    # A browser shows these; the library refuses what comes after the end.
    Case("longer than told", U, raw(head(200, OK, "Content-Length: 5", "Connection: close") + POST)),
    Case("longer than told but open", U, raw(head(200, OK, "Content-Length: 5") + POST)),
    Case("no length", A, raw(head(200, OK, "Connection: close") + POST)),
    Case("http 1.0", A, raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + POST)),
    Case("negative length", U, raw(head(200, OK, "Content-Length: -5") + POST)),
    Case("two lengths", U, raw(head(200, OK, "Content-Length: 5", "Content-Length: 6") + POST)),
    Case("closed port", U, silent, where=Where.CLOSED),
    Case("no such host", D, silent, url="http://nowhere.gone.test/2014/a"),
    Case("name server fails", U, silent, where=Where.NAME_SERVER),
    Case("ipv6 only", A, reply(200), where=Where.IPV6),
    Case("ipv6 only 404", D, reply(404), where=Where.IPV6),
    # What is no HTTP, or odd HTTP
    Case("http 0.9", U, raw(POST)),
    Case("garbage", U, raw(b"\x00\xff\x16\x03" * 50)),
    Case("ssh", U, raw(b"SSH-2.0-OpenSSH_9.6\r\n")),
    Case("huge header", U, raw(head(200, "X-Huge: " + "a" * 500_000) + POST)),
    Case("endless headers", U, flooding(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 100)),
    Case("many headers", A, raw(head(200, OK, *(f"X-{n}: {n}" for n in range(90)), "Connection: close") + POST)),
    Case("100 continue", A, raw(head(100) + head(200, OK, "Connection: close") + POST)),
    Case("103 early hints", A, raw(head(103, "Link: </a.css>; rel=preload") + head(200, OK, "Connection: close") + POST)),
    Case("headers in latin-1", A, raw(b"HTTP/1.1 200 OK\r\nX-A: \xe9\xff\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")),
    # Bodies
    Case("endless body", A, flooding(head(200, OK), POST * 100)),
    Case("gzip", A, reply(200, gzip.compress(POST), HTML, "Content-Encoding: gzip")),
    Case("deflate", A, reply(200, zlib.compress(POST), HTML, "Content-Encoding: deflate")),
    Case("raw deflate", A, reply(200, deflated(POST), HTML, "Content-Encoding: deflate")),
    Case("gzip bomb", A, reply(200, BOMB, HTML, "Content-Encoding: gzip")),
    Case("gzip that is none", U, reply(200, POST, HTML, "Content-Encoding: gzip")),
    Case("truncated gzip", U, raw(head(200, OK, "Content-Encoding: gzip", "Content-Length: 900") + gzip.compress(POST)[:20])),
    Case("gzipped soft 404", S, reply(200, gzip.compress(b"<title>Page not found</title>"), HTML, "Content-Encoding: gzip")),
    Case("empty page", U, reply(200, b"")),
    Case("no type", A, reply(200, POST, None)),
    # Redirects
    *(Case(f"redirect {status}", M if status in (301, 308) else A, redirect("/2014/05/new.html", status))
      for status in (301, 302, 303, 307, 308)),
    Case("redirect to another site", M, redirect("http://status-200.test:{port}/x/y.html")),
    Case("redirect to 404", D, redirect("/2014/05/new.html", 302, reply(404))),
    Case("redirect to no host", D, redirect("http://other.gone.test/2014/a", 302)),
    Case("redirect to no name server", U, redirect("http://name-server-fails.test/a/b", 302)),
    Case("redirect to another scheme", R, redirect("mailto:jane@example.org", 302)),
    Case("redirect to nonsense", R, redirect("http://[::g]/", 302)),
    Case("redirect in utf-8", M, redirect("/2014/05/f\u00fcr.html")),
    Case("chain of 5", M, chain(5)),
    Case("mixed chain", A, redirect("/a/b/step1", 301, chain(3, 302))),
    Case("chain of 30", U, chain(30)),
    Case("loop", U, redirect("/2014/05/a-post.html", 301)),
    Case("loop of two", U, redirect("/a/b/x", 301, reply(301, b"", None, "Location: /2014/05/a-post.html"))),
    Case("wants a cookie", U, wants_cookie),
    # Private addresses, without permission
    Case("resolves to loopback", R, reply(200), strict=True),
    Case("resolves to metadata", R, reply(200), strict=True, address="169.254.169.254"),
    Case("resolves to mapped loopback", R, reply(200), strict=True, address="::ffff:127.0.0.1"),
    Case("changes to loopback", R, reply(200), strict=True, address=PUBLIC, then="127.0.0.1"),
    Case("changes to metadata", R, reply(200), strict=True, address=PUBLIC, then="169.254.169.254"),
    Case("changes to mapped loopback", R, reply(200), strict=True, address=PUBLIC, then="::ffff:127.0.0.1"),
    Case("is a private address", R, reply(200), strict=True, url="http://192.168.1.1/admin/a"),
    Case("is a file", R, reply(200), url="file:///etc/passwd"),
    # TLS
    Case("tls", A, reply(200), where=Where.TLS),
    Case("tls 404", D, reply(404), where=Where.TLS),
    Case("expired", C, reply(200), where=Where.EXPIRED),
    Case("wrong name", C, reply(200), where=Where.WRONG_NAME),
    Case("unknown signer", C, reply(200), where=Where.UNKNOWN_SIGNER),
    Case("unknown signer 404", C, reply(404), where=Where.UNKNOWN_SIGNER),
    Case("not tls", U, reply(200), where=Where.NOT_TLS, is_endless=True),
    # Bot walls
    Case("wall cloudflare", B, page("Just a moment...", "", "cf-mitigated: challenge", status=403)),
    Case("wall cloudflare 404", B, page("Just a moment...", "", "cf-mitigated: challenge", status=404)),
    Case("wall aws", B, raw(head(202, "x-amzn-waf-action: challenge", "Content-Length: 0", "Connection: close"))),
    Case("wall datadome", B, page("example", "<script>var dd={'host':'geo.captcha-delivery.com'}</script>", status=403)),
    Case("wall imperva", B, reply(200, b'<html><iframe src="/_Incapsula_Resource?A=1"></iframe></html>')),
    Case("wall anubis", B, page("Making sure", '<script id="anubis_challenge" type="application/json">{}</script>')),
    Case("wall akamai", B, page("Access Denied", "Reference&#32;&#35;18&#46;7a1d", status=503)),
    Case("wall of a picture", B, page("x", "", "cf-mitigated: challenge", status=403), IMAGE, DEEP),
    Case("sign in", B, redirect("/users/sign_in", 302)),
    # Soft 404
    Case("to the front page", S, redirect("/", 302)),
    Case("to the front page for good", S, redirect("/index.html", 301)),
    Case("to a front page in german", S, redirect("/de/", 302)),
    Case("to another front page", S, redirect("http://casino.status-200.test:{port}/", 301)),
    Case("title not found", S, page("Page not found - Example")),
    Case("title 404", S, page("404")),
    Case("title in chinese", S, reply(200, "<title>页面不存在</title>".encode("gbk"), "text/html; charset=gbk")),
    Case("title in japanese", S, reply(200, '<meta charset="shift_jis"><title>ページが見つかりません</title>'.encode("shift_jis"), "text/html")),
    Case("heading not found", S, page("Example", "<h1>Seite nicht gefunden</h1>")),
    Case("refresh to the front page", S, page("Example", '<meta http-equiv="refresh" content="0; url=/">')),
    Case("parked", S, page("parked.test", '<script>window.park = "eyJ1dWlkIjoiNDk5"</script>')),
    Case("for sale", S, page("for-sale.test is for sale")),
    Case("lander", S, page("", '<script>window.location.href="/lander"</script>')),
    Case("about 404", A, page("How to mend a 404: page not found, explained")),
    Case("about 404 by its address", A, page("404 Not Found"), path="/docs/status/404"),
    Case("front page moves", M, redirect("/en/", 301), path="/"),
    Case("odd charset", A, reply(200, POST, "text/html; charset=x-martian")),
    # Pictures
    picture("png", A, image(png(640, 480), "image/png")),
    picture("jpeg as text", A, image(jpeg(640, 480), "text/plain")),
    picture("jpeg without type", A, image(jpeg(640, 480), None)),
    picture("gif as jpeg", A, image(gif(640, 480), "image/jpeg")),
    picture("webp", A, image(webp(640, 480), "image/webp")),
    picture("avif", A, image(avif(640, 480), "image/avif")),
    picture("icon", A, image(ico((16, 16)), "image/vnd.microsoft.icon")),
    picture("svg", A, image(svg(10, 10), "image/svg+xml")),
    picture("gzipped svg", A, reply(200, gzip.compress(svg(10, 10)), "image/svg+xml", "Content-Encoding: gzip")),
    picture("endless picture", A, flooding(head(200, "Content-Type: image/png") + png(640, 480), b"\x00" * 4096)),
    picture("dot", P, image(gif(1, 1), "image/gif")),
    picture("dot in svg", P, image(svg(1, 1), "image/svg+xml")),
    picture("page for a picture", W, reply(200)),
    picture("page as png", W, image(POST, "image/png")),
    picture("json for a picture", W, image(b'{"a": 1}', "application/json")),
    picture("nothing for a picture", W, image(b"", "image/png")),
    picture("picture as text nosniff", W, image(png(640, 480), "text/plain", "X-Content-Type-Options: nosniff")),
    picture("picture to the front page", S, redirect("/", 302)),
    picture("picture 404", D, reply(404)),
    picture("picture of a 404", D, image(png(640, 480), "image/png", status=404)),
    picture("truncated picture", U, raw(head(200, "Content-Type: image/png", "Content-Length: 99999") + png(640, 480))),
    # A proxy's own words
    picture("proxy says 404", D, weserv("The requested URL returned error: 404")),
    picture("proxy says 503", U, weserv("The requested URL returned error: 503")),
    picture("proxy says timeout", U, weserv("The requested URL timed out.")),
    picture("proxy says 403", B, weserv("The requested URL returned error: 403")),
    picture("proxy says no image", W, weserv("Invalid or unsupported image format. Is it a valid image?")),
    picture("proxy says 404 in a picture", D, replaced("The requested URL returned error: 404")),
    picture("proxy says timeout in a picture", U, replaced("The requested URL timed out.")),
    picture("proxy says no host", U, weserv("The hostname of the origin is unresolvable (DNS) or blocked by policy.")),
)  # fmt: skip
