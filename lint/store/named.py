"""How a store is named, and which one reads it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from lint.archive.conventions import SUFFIXES
from lint.primitives.files import head
from lint.store.addresses import ARCHIVES
from lint.store.member import Store, StoreError

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
# What compressed files and zip archives begin with, and where a tar archive says that it is one.
_STARTS = (*_ZIPS, b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_USTAR, _USTAR_AT = b"ustar", 257


def is_store(path: str) -> bool:
    """Return whether a file holds an archive, by its suffix, or by its first bytes if it cannot be a post."""
    try:
        is_file = stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
    name = path.lower()
    if not is_file or name.endswith(SUFFIXES):
        return False
    if name.endswith(ARCHIVES):
        return True
    start = head(path, _USTAR_AT + len(_USTAR)) or b""
    return start.startswith(_STARTS) or start.endswith(_USTAR)


@contextmanager
def opened(path: str) -> Iterator[Store]:
    """Open a file that holds an archive, of the kind that its content says.

    Raises:
        StoreError: if it cannot be read.
    """
    import zipfile  # few runs read an archive

    from lint.store.tar import TarStore
    from lint.store.zip import ZipStore

    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    with open(descriptor, "rb") as file:
        start = file.read(len(_ZIPS[0]))
        file.seek(0)
        is_zip = start in _ZIPS or (path.lower().endswith(".zip") and zipfile.is_zipfile(file))
        file.seek(0)
        yield ZipStore(file) if is_zip else TarStore(file)
