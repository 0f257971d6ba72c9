"""Reads many objects of S3, each by a URL that is signed for it.

The library that s3fs asks takes several times the processor time for an object, whatever its size. What does
not work at once is left to it: it repeats what fails, follows regions, and says what is wrong.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self
from urllib.request import getproxies

import aiohttp
from yarl import URL

from lint.store.s3_signature import SAMPLE, Signature

if TYPE_CHECKING:
    from fsspec.asyn import AsyncFileSystem

_GOOD, _PART, _MISSING = 200, 206, 404
_SECONDS = 600  # for which a URL is good
# After so many failures in a row, all is left to the library; a server may be busy for a moment.
_MOST_FAILURES = 5
_PATIENCE = aiohttp.ClientTimeout(total=None, connect=30, sock_read=30)


class SignedReads:
    """Asks for objects; as an asynchronous context manager, it closes its connections.

    Parameters:
        fs: a file system of s3fs.
        connections: how many objects are asked for at once.
    """

    def __init__(self, fs: AsyncFileSystem, connections: int) -> None:
        self._fs = fs
        self._turns = asyncio.Semaphore(connections)
        self._failures = 0

    async def __aenter__(self) -> Self:
        self._client: Any = await self._fs.set_session()
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=60)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=_PATIENCE,
            auto_decompress=False,
            trust_env=bool(getproxies()),  # as the library; it takes long for each request
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    @property
    def _works(self) -> bool:
        return self._failures < _MOST_FAILURES

    async def read(self, paths: list[str], ends: list[int]) -> list[object]:
        """Return the content of each object up to an end, or what is wrong.

        Parameters:
            paths: with the bucket.
            ends: how many bytes are read.
        """
        signature = await self._sample(paths[0].partition("/")[0]) if paths and self._works else None
        return await asyncio.gather(*(self._one(*each, signature) for each in zip(paths, ends, strict=True)))

    async def _sample(self, bucket: str) -> Signature | None:
        try:
            credentials = await self._fs.session.get_credentials()
            frozen = await credentials.get_frozen_credentials()
            return Signature.like(await self._signed(bucket, SAMPLE), frozen.secret_key)
        except Exception:  # noqa: BLE001 - what is wrong, s3fs says
            return None

    async def _signed(self, bucket: str, key: str) -> str:
        asked = {"Bucket": bucket, "Key": key}
        url = await self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=_SECONDS)
        return str(url)

    async def _one(self, path: str, end: int, signature: Signature | None) -> object:
        async with self._turns:
            if self._works and (content := await self._at_once(path, end, signature)) is not None:
                return content
            (content,) = await self._fs._cat_ranges([path], [0], [end], on_error="return")  # noqa: SLF001 - as fsspec has it
            return content

    async def _at_once(self, path: str, end: int, signature: Signature | None) -> bytes | None:
        bucket, _, key = path.partition("/")
        try:
            url = await self._signed(bucket, key) if signature is None else signature.url(key)
            headers = {"Range": f"bytes=0-{end - 1}"}
            async with self._session.get(
                URL(url, encoded=True), headers=headers, allow_redirects=False
            ) as response:
                if response.status == _PART or (
                    response.status == _GOOD and (response.content_length or end) < end
                ):
                    content = await response.read()
                    self._failures = 0
                    return content
                self._failures += response.status != _MISSING
        except Exception:  # noqa: BLE001 - what is wrong, s3fs says
            self._failures += 1
        return None
