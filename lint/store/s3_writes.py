"""Fixed files are written back to S3, each only if it is still the version that was read.

S3 checks the condition itself (`If-Match`), so nothing that another program wrote meanwhile is lost. A server
that does not know it would write all the same, so it is asked first, with a name that no object has.
"""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
import secrets
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from lint.store.member import StoreError
from lint.store.remote import RemoteStore, reason_of

_AT_ONCE = 16
# What an object has besides its content, which a write would take away. Access lists are not among it.
_KEPT = (
    "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType", "Metadata",
    "ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled", "StorageClass", "WebsiteRedirectLocation",
)  # fmt: skip
_NO_VERSION = '"00000000000000000000000000000000"'
_CHANGED = ("PreconditionFailed", "412")
# What a server says that has no tags.
_UNKNOWN = ("NotImplemented", "501")
_MISSING = ("NoSuchKey", "404")


class Change(NamedTuple):
    """A file that was fixed.

    Parameters:
        name: as the user sees it.
        path: bucket and key.
        version: the ETag that was read.
        content: what is written.
    """

    name: str
    path: str
    version: str | None
    content: bytes


def write(store: RemoteStore, changes: Iterable[Change]) -> list[tuple[str, str]]:
    """Write what changed; return the names of files that are as they were, each with the reason.

    Raises:
        StoreError: if the server cannot be relied on, and nothing was written.
    """
    return store.run(_written(store, list(changes)))


async def _written(store: RemoteStore, changes: list[Change]) -> list[tuple[str, str]]:
    await _refuse_careless(store, changes[0])
    turns = asyncio.Semaphore(_AT_ONCE)

    async def one(change: Change) -> tuple[str, str] | None:
        async with turns:
            try:
                await _put(store, change)
            except Exception as error:  # noqa: BLE001 - the library's own, and those of the libraries below it
                if await _is_there(store, change):
                    return None
                said = (
                    "it was changed since it was read"
                    if _code(error) in (*_CHANGED, *_MISSING)
                    else reason_of(error)
                )
                return change.name, said
        return None

    return [refused for refused in await asyncio.gather(*map(one, changes)) if refused is not None]


async def _put(store: RemoteStore, change: Change) -> None:
    if not change.version:
        raise StoreError("the server names no version of it")
    bucket, _, key = change.path.partition("/")
    place = {"Bucket": bucket, "Key": key, "IfMatch": change.version}
    head = await store.call("head_object", **place)
    kept = {name: head[name] for name in _KEPT if head.get(name)}
    if tags := await _tags(store, bucket, key):
        kept["Tagging"] = tags
    await store.call("put_object", **place, **kept, Body=change.content)


async def _is_there(store: RemoteStore, change: Change) -> bool:
    """Return whether an object has the fixed content: the library asks again where an answer was lost."""
    bucket, _, key = change.path.partition("/")
    try:
        found = (await store.call("head_object", Bucket=bucket, Key=key))["ETag"].strip('"')
    except Exception:  # noqa: BLE001 - why it was not written is said already
        return False
    return bool(found == hashlib.md5(change.content, usedforsecurity=False).hexdigest())


async def _tags(store: RemoteStore, bucket: str, key: str) -> str:
    try:
        found = await store.call("get_object_tagging", Bucket=bucket, Key=key)
    except Exception as error:
        if _code(error) in _UNKNOWN:
            return ""
        raise
    return urlencode([(each["Key"], each["Value"]) for each in found["TagSet"]])


async def _refuse_careless(store: RemoteStore, change: Change) -> None:
    """Raise StoreError if a server writes although the condition does not hold."""
    bucket, _, key = change.path.partition("/")
    place = {
        "Bucket": bucket,
        "Key": posixpath.join(posixpath.dirname(key), f".archive-lint-{secrets.token_hex(8)}"),
    }
    try:
        await store.call("put_object", **place, Body=b"", IfMatch=_NO_VERSION)
    except Exception as error:
        if _code(error) in (*_CHANGED, *_MISSING):
            return
        raise StoreError(reason_of(error)) from error
    left = ""
    try:
        await store.call("delete_object", **place)
    except Exception as error:  # noqa: BLE001 - as above
        left = f"; {place['Key']} cannot be deleted again: {reason_of(error)}"
    raise StoreError(
        f"the server does not check that a file is still the version that was read (If-Match){left}"
    )


def _code(error: BaseException) -> str:
    """Return the code of S3's answer."""
    cause: Any = error.__cause__ or error
    response = getattr(cause, "response", {})
    return str(response.get("Error", {}).get("Code", ""))
