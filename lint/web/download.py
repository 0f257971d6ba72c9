"""An archive that the user names by its URL, fetched to a file.

Whom the user names is asked wherever it is, even in the same house. A public server may not lead inside by
a redirect, and a secure one not to an insecure one.
"""

from __future__ import annotations

import asyncio
from typing import BinaryIO

import aiohttp
from yarl import URL

from lint.primitives.errors import UserError
from lint.web.client import user_agent
from lint.web.public import PrivateAddressError, socket_factory

_MOST_REDIRECTS = 10
_PIECE = 1 << 20
_PATIENCE = aiohttp.ClientTimeout(total=None, connect=30, sock_read=60)
_REDIRECTS = (301, 302, 303, 307, 308)
_GOOD = 200
_SCHEMES = ("http", "https")


class DownloadError(UserError):
    """What is at a URL cannot be fetched; the message is the reason."""


def download(url: str, file: BinaryIO, *, most: int) -> None:
    """Write what is at a URL to a file.

    Parameters:
        url: http or https.
        file: where it is written, from its beginning.
        most: how many bytes are read.

    Raises:
        DownloadError: if a server does not give it, or more than `most`.
    """
    try:
        asyncio.run(_fetch(url, file, most))
    except PrivateAddressError as error:
        raise DownloadError("it leads to a private address") from error
    except TimeoutError as error:
        raise DownloadError("the server does not answer in time") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        if isinstance(error, DownloadError):
            raise
        if _is_private(error):
            raise DownloadError("it leads to a private address") from error
        raise DownloadError(" ".join(str(error).split()) or type(error).__name__) from error


async def _fetch(url: str, file: BinaryIO, most: int) -> None:
    is_inside = False
    for number in range(_MOST_REDIRECTS):
        try:
            following = await _step(url, file, most, allow_private=is_inside)
        except aiohttp.ClientError as error:
            if number or not _is_private(error):
                raise
            is_inside = True
            following = await _step(url, file, most, allow_private=True)
        if following is None:
            return
        schemes = [URL(each).scheme for each in (url, following)]
        if schemes[1] not in _SCHEMES:
            raise DownloadError(f"it leads to {_shown(following)}, which is neither http nor https")
        if schemes == ["https", "http"]:
            raise DownloadError(f"it leads from https to {_shown(following)}")
        url = following
    raise DownloadError(f"it leads on over {_MOST_REDIRECTS} times")


def _shown(url: str) -> str:
    """Return a URL without what may be secret in it: a password, or a signed query."""
    parts = URL(url)
    return f"{parts.scheme}://{parts.host or ''}{parts.path}"


async def _step(url: str, file: BinaryIO, most: int, *, allow_private: bool) -> str | None:
    """Ask once: write what is there, or return the URL that it leads to."""
    connector = aiohttp.TCPConnector(
        resolver=aiohttp.ThreadedResolver(), socket_factory=socket_factory(allow_private=allow_private)
    )
    headers = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "identity"}
    async with (
        aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=headers,
            timeout=_PATIENCE,
            auto_decompress=False,
        ) as session,
        session.get(URL(url), allow_redirects=False) as response,
    ):
        if response.status in _REDIRECTS and "Location" in response.headers:
            return str(URL(url).join(URL(response.headers["Location"])))
        if response.status != _GOOD:
            raise DownloadError(f"the server answers {response.status}; expected 200")
        written = 0
        async for piece in response.content.iter_chunked(_PIECE):
            written += len(piece)
            if written > most:
                raise DownloadError(f"it has over {most:,} bytes")
            file.write(piece)
    return None


def _is_private(error: BaseException) -> bool:
    """Return whether an error says that an address is private: aiohttp wraps it."""
    inner = (getattr(error, "os_error", None), error.__cause__, error.__context__)
    return isinstance(error, PrivateAddressError) or any(
        isinstance(each, PrivateAddressError) for each in inner
    )
