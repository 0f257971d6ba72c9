"""Archives at an address: how they come to a temporary folder, and what is fixed back to where it was."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

from lint.primitives.errors import OutputError, UsageError, UserError
from lint.store.addresses import WEB, is_file, may_be_written, scheme_of, shown
from lint.store.limits import MOST_BYTES
from lint.store.member import MemberError, StoreError
from lint.store.named import opened
from lint.store.remote import RemoteStore
from lint.store.spool import Spool


def take(spool: Spool, url: str, folders: ExitStack) -> Callable[[], dict[str, str]] | None:
    """Write the members at an address to a spool; return what writes back those that change, if it may be.

    That returns the real paths of the files that it could not write, each with the reason, and raises
    OutputError if nothing was written.

    Parameters:
        spool: takes the members.
        url: the address.
        folders: takes the temporary folder of an archive in a file.

    Raises:
        UsageError: if what is needed is not installed.
        StoreError: if nothing of it can be read.
    """
    if is_file(url):
        from lint.primitives.temporary import temporary_folder

        name = os.path.basename(urlsplit(url).path) or "archive"
        path = os.path.join(folders.enter_context(temporary_folder()), f"archive{_suffix(name)}")
        _fetch(url, path)
        with opened(path) as archive:
            spool.take(archive, shown(url))
        os.unlink(path)
        return None
    with RemoteStore(url) as store:
        spool.take(store, shown(url))
    if not may_be_written(url):
        return None
    before = {name: _digest(spool, name) for name in store.versions}
    return lambda: _write(spool, url, store.versions, before)


def _suffix(name: str) -> str:
    return ".zip" if name.lower().endswith(".zip") else ".tar"


def _fetch(url: str, path: str) -> None:
    try:
        if scheme_of(url) not in WEB:
            with RemoteStore(url) as store:
                store.fetch(path)
            return
        try:
            from lint.web.download import download
        except ImportError as error:
            raise UsageError(
                f"reading {scheme_of(url)}:// needs more packages: pip install 'archive-lint[stores]'"
            ) from error
        with open(path, "wb") as file:
            download(url, file, most=MOST_BYTES)
    except UserError as error:
        if isinstance(error, UsageError):
            raise
        raise StoreError(f"{shown(url)}: {error}") from error


def _digest(spool: Spool, name: str) -> bytes | None:
    """Return a digest of a member as it is now; `None` if it was refused, or is not read."""
    try:
        with open(spool.path(name), "rb") as file:
            return hashlib.file_digest(file, "blake2b").digest()
    except (OSError, ValueError, MemberError):
        return None


def _write(
    spool: Spool, url: str, versions: dict[str, tuple[str, str | None]], before: dict[str, bytes | None]
) -> dict[str, str]:
    from lint.store.s3_writes import Change, write

    changes = []
    for name, (path, version) in versions.items():
        if before[name] not in (None, _digest(spool, name)):
            with open(spool.path(name), "rb") as file:
                changes.append(Change(name, path, version, file.read()))
    if not changes:
        return {}
    try:
        with RemoteStore(url) as store:
            refused = write(store, changes)
    except StoreError as error:
        raise OutputError(f"{shown(url)}: nothing was written: {error}") from error
    return {os.path.realpath(spool.path(name)): reason for name, reason in refused}
