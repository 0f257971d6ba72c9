"""An archive on a server, such as `s3://bucket/posts`, by fsspec: listed once, and read in batches.

No thread is left when it was read, since what is forked beside one may wait for it forever.
"""

from __future__ import annotations

import asyncio
import posixpath
from collections import deque
from collections.abc import Coroutine, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from lint.primitives.errors import UsageError
from lint.store.addresses import S3, scheme_of, shown
from lint.store.limits import LARGEST, MOST_MEMBERS
from lint.store.member import Kind, Member, MemberError, StoreError
from lint.store.names import is_name_alone

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

    from lint.store.s3_reads import SignedReads

# How much is asked for at once, and how many batches: the last answers of one come while the next is read.
_MOST_FILES, _MOST_BYTES, _BATCHES = 256, 16 << 20, 2
_CONNECTIONS = 64
_Result = TypeVar("_Result")


class _File(NamedTuple):
    """A file as the server lists it."""

    path: str
    name: str
    size: int

    @property
    def is_read(self) -> bool:
        return 0 < self.size <= LARGEST and not is_name_alone(self.name)


class RemoteStore:
    """The files below an address; as a context manager, it closes its connections.

    Parameters:
        url: the address, whose scheme is one of fsspec's.

    Raises:
        UsageError: if fsspec, or what it needs for this scheme, is not installed.

    Attributes:
        versions: by the name of a member, its path and what the server calls this version of it.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.versions: dict[str, tuple[str, str | None]] = {}

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        self._signed: SignedReads | None = None
        try:
            self._fs, self._path = self._runner.run(_opened(self._url))
        except BaseException:  # Ctrl-C too: without this, a loop would stay open
            self._runner.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._signed is not None:
            self._runner.run(self._signed.__aexit__())
        self._runner.run(_closed(self._fs))
        self._runner.close()

    def members(self) -> Iterator[Member]:
        """Yield the files in the order of their names; raise StoreError if they cannot be listed."""
        waiting: deque[tuple[list[_File], asyncio.Task[list[Any]]]] = deque()
        files = self._listed()
        if scheme_of(self._url) in S3:
            from lint.store.s3_reads import SignedReads

            self._signed = self._runner.run(SignedReads(self._fs, _CONNECTIONS).__aenter__())
        for batch in _batches(files):
            waiting.append((batch, self._begun(batch)))
            if len(waiting) == _BATCHES:
                yield from self._taken(*waiting.popleft())
        while waiting:
            yield from self._taken(*waiting.popleft())

    def fetch(self, target: str) -> None:
        """Write the file at the address to a path; raise StoreError if it cannot be read."""
        try:
            self._runner.run(_run(self._fs, "get_file", self._path, target))
        except Exception as error:  # each file system has errors of its own
            raise StoreError(reason_of(error)) from error

    def run(self, work: Coroutine[Any, Any, _Result]) -> _Result:
        """Return what a coroutine gives that asks by `call`."""
        return self._runner.run(work)

    async def call(self, method: str, **arguments: object) -> Any:  # noqa: ANN401 - whatever the method gives
        """Return what a method of S3's own interface gives."""
        return await _run(self._fs, "call_s3", method, **arguments)

    def _listed(self) -> list[_File]:
        try:
            found = self._runner.run(_run(self._fs, "find", self._path, detail=True))
        except Exception as error:  # as above
            raise StoreError(reason_of(error)) from error
        if not found:
            raise StoreError("there is nothing")
        if len(found) > MOST_MEMBERS:
            raise StoreError(f"it has {len(found):,} files; expected at most {MOST_MEMBERS:,}")
        root = self._path.rstrip("/")
        files = []
        for path, about in sorted(found.items()):
            if about["type"] != "file" or path.endswith("/"):
                continue  # what programs leave for a folder
            below = path.removeprefix(root).lstrip("/")
            name = posixpath.join(posixpath.basename(root), below) if below else posixpath.basename(path)
            files.append(_File(path, name, about["size"] or 0))
            self.versions[name] = path, about.get("ETag")
        return files

    def _begun(self, batch: list[_File]) -> asyncio.Task[list[Any]]:
        files = [file for file in batch if file.is_read]
        # One byte more, to know of a file that has grown.
        paths, ends = [file.path for file in files], [file.size + 1 for file in files]
        read = (
            _run(self._fs, "cat_ranges", paths, [0] * len(files), ends)
            if self._signed is None
            else self._signed.read(paths, ends)
        )
        return self._runner.get_loop().create_task(read)

    def _taken(self, batch: list[_File], task: asyncio.Task[list[Any]]) -> Iterator[Member]:
        try:
            contents = iter(self._runner.run(_awaited(task)))
        except Exception as error:  # as above
            raise StoreError(reason_of(error)) from error
        for file in batch:
            content = next(contents) if file.is_read else b""
            yield Member(file.name, Kind.FILE, file.size, partial(_pieces, content))


async def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    scheme = scheme_of(url)
    needed = f"reading {scheme}:// needs more packages: pip install 'archive-lint[stores]'"
    try:
        from fsspec import get_filesystem_class
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError(needed) from error
    try:
        kind = get_filesystem_class(scheme)
        options: dict[str, Any] = {"skip_instance_cache": True, "use_listings_cache": False}
        if kind.async_impl:
            options["asynchronous"] = True
        if scheme in S3:
            options["config_kwargs"] = {
                "max_pool_connections": _CONNECTIONS,
                "signature_version": "s3v4",
            }
        return url_to_fs(url, **options)  # type: ignore[no-any-return]
    except ImportError as error:
        raise UsageError(f"{needed} ({error})" if scheme not in S3 else needed) from error
    except Exception as error:  # each file system has errors of its own
        raise StoreError(f"{shown(url)}: {reason_of(error)}") from error


async def _closed(fs: AbstractFileSystem) -> None:
    if fs.async_impl and hasattr(fs, "set_session"):
        session = await fs.set_session()
        await session.close()


async def _run(fs: AbstractFileSystem, method: str, *arguments: object, **options: object) -> Any:  # noqa: ANN401 - whatever the method gives
    """Call a method of a file system, which asks in parallel if it can."""
    if fs.async_impl:
        return await getattr(fs, f"_{method}")(*arguments, **options)
    return getattr(fs, method)(*arguments, **options)


async def _awaited(task: asyncio.Task[list[Any]]) -> list[Any]:
    return await task


def _batches(files: Iterable[_File]) -> Iterator[list[_File]]:
    batch: list[_File] = []
    total = 0
    for file in files:
        size = file.size if file.is_read else 0
        if batch and (len(batch) == _MOST_FILES or total + size > _MOST_BYTES):
            yield batch
            batch, total = [], 0
        batch.append(file)
        total += size
    if batch:
        yield batch


def _pieces(content: object) -> Iterator[bytes]:
    if not isinstance(content, bytes):
        raise MemberError(reason_of(content))
    yield content


def reason_of(error: object) -> str:
    """Return what a library says is wrong, in one line."""
    if isinstance(error, StoreError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket, folder or file"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()) or type(error).__name__
