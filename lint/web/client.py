"""One request: no redirects, no cookies, and bounds on all that a server sends."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from lint.primitives.version import __version__
from lint.web.answer import MOST, NO_HEADERS, Answer, Trouble
from lint.web.many_files import idle_seconds
from lint.web.public import PrivateAddressError, socket_factory
from lint.web.settings import OnlineSettings
from lint.web.unpacked import ENCODINGS, Unpacked

_ACCEPT = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Accept-Language": "*"}
_LONGEST_VALUE, _MOST_HEADERS, _LONGEST_DETAIL = (
    8192,
    128,
    200,
)  # a redirect's URL is never cut: aiohttp's own bound
# What the name server says is certain; that it does not answer is not. https://man7.org/linux/man-pages/man3/gai_strerror.3.html
_NO_HOST = {getattr(socket, name) for name in ("EAI_NONAME",) if hasattr(socket, name)}


def user_agent() -> str:
    """Return the name of this program for servers, with a page about it."""
    return (
        f"archive-lint/{__version__} (+https://github.com/archive-lint/archive-lint/blob/main/docs/online.md)"
    )


class Client:
    """Asks servers; as an asynchronous context manager, it closes its connections.

    Parameters:
        settings: how the web is asked.
        resolver: resolves names instead of the system.
    """

    def __init__(self, settings: OnlineSettings, *, resolver: AbstractResolver | None = None) -> None:
        self._settings = settings
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None
        # How many requests were sent.
        self.requests = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        """Return the session, which is made for the first request: its certificates take a while to read."""
        if self._session is not None:
            return self._session
        settings = self._settings
        connector = aiohttp.TCPConnector(
            resolver=self._resolver or aiohttp.ThreadedResolver(),
            socket_factory=socket_factory(allow_private=settings.allow_private),
            limit=settings.concurrency,
            ttl_dns_cache=60,
            keepalive_timeout=idle_seconds(),
            ssl=ssl.create_default_context(),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": settings.user_agent or user_agent(), **_ACCEPT},
            timeout=aiohttp.ClientTimeout(total=settings.timeout),
            auto_decompress=False,
            trust_env=False,
            read_bufsize=MOST,
            middlewares=(_once,),
        )
        return self._session

    async def ask(self, url: str, *, headers: Mapping[str, str] = NO_HEADERS, most: int = MOST) -> Answer:
        """Ask for a URL, without following a redirect.

        It raises nothing for what a server does: that is the answer's `trouble`.

        Parameters:
            url: absolute and normalized; only http and https are asked.
            headers: those of this request alone.
            most: how many bytes of the body are read.
        """
        if not url.startswith(("http://", "https://")):
            return Answer(url, trouble=Trouble.BAD_URL, detail="neither http nor https")
        status, said, body = 0, NO_HEADERS, b""
        is_whole = False
        self.requests += 1
        session = self._opened()
        try:
            async with session.get(
                URL(url, encoded=True), headers=headers, allow_redirects=False
            ) as response:
                status, said = response.status, _headers(response.headers)
                body, is_whole = await _body(response, most)
        except (aiohttp.ClientError, OSError, ValueError, zlib.error) as error:
            trouble = _trouble(error)
            # What was read of a broken answer is not judged: it may be the wrong part.
            return Answer(url, status, said, b"", trouble=trouble, detail=_detail(error))
        return Answer(url, status, said, body, is_whole)


async def _once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Send a request once: aiohttp repeats one that a server drops by itself, without its host's turn.

    Source: `ClientSession._request`, which repeats after these two errors alone.
    """
    try:
        return await send(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise aiohttp.ClientConnectionError(str(error)) from error


def _headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in headers.items():
        found.setdefault(name.lower(), value[:_LONGEST_VALUE])
        if len(found) == _MOST_HEADERS:
            break
    return found


async def _body(response: aiohttp.ClientResponse, most: int) -> tuple[bytes, bool]:
    """Return the start of a body, decompressed, and whether it is all; the rest is never read."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    unpack = Unpacked(encoding) if encoding in ENCODINGS else None
    body = bytearray()
    read = 0
    async for chunk in response.content.iter_any():
        read += len(chunk)
        body += chunk if unpack is None else unpack.more(chunk, most - len(body))
        if len(body) >= most or read >= most:
            response.close()
            return bytes(body[:most]), False
    if unpack is not None and read and not unpack.is_whole:
        raise aiohttp.ClientPayloadError("the compressed body ends early")
    return bytes(body), True


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it comes from, each once."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        further = (each.__cause__, each.__context__, getattr(each, "os_error", None))
        waiting += [other for other in further if isinstance(other, BaseException)]


# What an error is, by the first of these that it is or comes from.
_TROUBLES: tuple[tuple[type[BaseException], Trouble], ...] = (
    (PrivateAddressError, Trouble.PRIVATE),
    (aiohttp.InvalidURL, Trouble.BAD_URL),
    (ssl.SSLCertVerificationError, Trouble.CERTIFICATE),
    (TimeoutError, Trouble.TIMEOUT),
    (ssl.SSLError, Trouble.TLS),
    (ConnectionRefusedError, Trouble.REFUSED),
    (ConnectionResetError, Trouble.BROKEN),
    (aiohttp.ClientConnectorError, Trouble.UNREACHABLE),
    (aiohttp.ClientResponseError, Trouble.NOT_HTTP),
    (zlib.error, Trouble.NOT_HTTP),
    (OSError, Trouble.BROKEN),
    (aiohttp.ClientConnectionError, Trouble.BROKEN),
    (aiohttp.ClientPayloadError, Trouble.BROKEN),
)


def _trouble(error: Exception) -> Trouble:
    causes = list(_causes(error))
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        known = {each.errno for each in causes if isinstance(each, socket.gaierror)}
        return Trouble.NO_HOST if known & _NO_HOST else Trouble.NAME_SERVER
    found = (trouble for kind, trouble in _TROUBLES if any(isinstance(each, kind) for each in causes))
    return next(found, Trouble.NOT_HTTP)


def _detail(error: Exception) -> str:
    """Return what went wrong in one line."""
    for each in _causes(error):
        # aiohttp's own error is of this type too, but without the reason.
        if isinstance(each, ssl.SSLCertVerificationError) and hasattr(each, "verify_message"):
            return each.verify_message[:_LONGEST_DETAIL]
        if isinstance(each, PrivateAddressError | socket.gaierror):
            return str(each.args[-1])[:_LONGEST_DETAIL]
    text = type(error).__name__
    with suppress(Exception):
        text = str(error) or text
    return " ".join(text.split())[:_LONGEST_DETAIL]
