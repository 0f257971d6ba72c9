"""One request: no redirects, no cookies, and bounds on all that a server sends."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType, TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from lint.primitives.version import __version__
from lint.web.answer import Answer, Trouble
from lint.web.public import PrivateAddressError, socket_factory
from lint.web.settings import OnlineSettings

# How many bytes of a body are read, as sent and decompressed.
MOST = 64 * 1024
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_ACCEPT = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Accept-Language": "*"}
_LONGEST_VALUE, _MOST_HEADERS, _LONGEST_DETAIL = 4096, 64, 200
# What the name server says is certain; that it does not answer is not. https://man7.org/linux/man-pages/man3/gai_strerror.3.html
_NO_HOST = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_UNREACHABLE = {errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM}


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
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        settings = self._settings
        connector = aiohttp.TCPConnector(
            resolver=self._resolver or aiohttp.ThreadedResolver(),
            socket_factory=socket_factory(allow_private=settings.allow_private),
            limit=settings.concurrency,
            ttl_dns_cache=60,
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
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, url: str, *, headers: Mapping[str, str] = _NO_HEADERS, most: int = MOST) -> Answer:
        """Ask for a URL, without following a redirect.

        It raises nothing for what a server does: that is the answer's `trouble`.

        Parameters:
            url: absolute and normalized; only http and https are asked.
            headers: those of this request alone.
            most: how many bytes of the body are read.
        """
        if not url.startswith(("http://", "https://")):
            return Answer(url, trouble=Trouble.BAD_URL, detail="neither http nor https")
        status, said, body = 0, _NO_HEADERS, b""
        is_whole = False
        try:
            async with self._session.get(
                URL(url, encoded=True), headers=headers, allow_redirects=False
            ) as response:
                status, said = response.status, _headers(response.headers)
                body, is_whole = await _body(response, most)
        except asyncio.CancelledError:
            raise
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError, zlib.error) as error:
            trouble = _trouble(error, status)
            # What was read of a broken answer is not judged: it may be the wrong part.
            return Answer(url, status, said, b"", trouble=trouble, detail=_detail(error))
        return Answer(url, status, said, body, is_whole)


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
    unpack = _Unpacked(encoding) if encoding in ("gzip", "x-gzip", "deflate") else None
    body = bytearray()
    read = 0
    async for chunk in response.content.iter_any():
        read += len(chunk)
        body += chunk if unpack is None else unpack.more(chunk, most - len(body))
        if len(body) >= most or read >= most:
            response.close()
            return bytes(body[:most]), False
    return bytes(body), True


class _Unpacked:
    """Decompresses a body within a bound."""

    def __init__(self, encoding: str) -> None:
        # 32: gzip or zlib by its header. Some servers send `deflate` without one.
        self._raw = encoding == "deflate"
        self._inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)

    def more(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._inflate.decompress(chunk, max(most, 1))
        except zlib.error:
            if not self._raw:
                raise
            self._raw, self._inflate = False, zlib.decompressobj(wbits=-zlib.MAX_WBITS)
            return self._inflate.decompress(chunk, max(most, 1))


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


def _trouble(error: Exception, status: int) -> Trouble:
    causes = list(_causes(error))
    if any(isinstance(each, PrivateAddressError) for each in causes):
        return Trouble.PRIVATE
    if isinstance(error, aiohttp.InvalidURL):
        return Trouble.BAD_URL
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Trouble.CERTIFICATE
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in causes):
        return Trouble.CERTIFICATE
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        known = {each.errno for each in causes if isinstance(each, socket.gaierror)}
        return Trouble.NO_HOST if known & _NO_HOST else Trouble.NAME_SERVER
    if isinstance(error, asyncio.TimeoutError):
        return Trouble.TIMEOUT
    if isinstance(error, aiohttp.ClientSSLError) or any(isinstance(each, ssl.SSLError) for each in causes):
        return Trouble.TLS
    if isinstance(error, aiohttp.ClientResponseError):
        return Trouble.NOT_HTTP
    if isinstance(error, aiohttp.ClientConnectorError):
        numbers = {each.errno for each in causes if isinstance(each, OSError)}
        return Trouble.UNREACHABLE if numbers & _UNREACHABLE else Trouble.REFUSED
    if isinstance(error, zlib.error):
        return Trouble.NOT_HTTP
    if isinstance(error, aiohttp.ClientConnectionError | aiohttp.ClientPayloadError | OSError):
        return Trouble.BROKEN
    return Trouble.NOT_HTTP if status == 0 else Trouble.BROKEN


def _detail(error: Exception) -> str:
    """Return what went wrong in one line."""
    for each in _causes(error):
        # aiohttp's own error is of this kind as well, but has no message of OpenSSL.
        if isinstance(each, ssl.SSLCertVerificationError) and hasattr(each, "verify_message"):
            return each.verify_message[:_LONGEST_DETAIL]
        if isinstance(each, PrivateAddressError | socket.gaierror):
            return str(each.args[-1])[:_LONGEST_DETAIL]
    text = type(error).__name__
    with suppress(Exception):
        text = str(error) or text
    return " ".join(text.split())[:_LONGEST_DETAIL]
