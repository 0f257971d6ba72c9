"""A zip archive as a store."""

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from lint.store.limits import LARGEST_HEADER, MEMBER_FROM, MOST_OF_MEMBER, PIECE
from lint.store.member import Kind, Member, MemberError, StoreError

_ENCRYPTED, _UTF_8 = 0x1, 0x800
_MODE = 16
_KINDS = {0: Kind.FILE, stat.S_IFREG: Kind.FILE, stat.S_IFDIR: Kind.FOLDER, stat.S_IFLNK: Kind.LINK}


class ZipStore:
    """The members of a zip archive.

    Parameters:
        file: the archive.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def members(self) -> Iterator[Member]:
        """Yield the members; raise StoreError if the list of them, which is at the end, cannot be read."""
        try:
            archive = zipfile.ZipFile(self._file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise StoreError("it is a zip archive that is damaged, or ends in the midst") from error
        for found in archive.infolist():
            yield _member(archive, found)


def _member(archive: zipfile.ZipFile, found: zipfile.ZipInfo) -> Member:
    name, read = _name(found), partial(_pieces, archive, found)
    kind = (
        Kind.FOLDER if found.is_dir() else _KINDS.get(stat.S_IFMT(found.external_attr >> _MODE), Kind.OTHER)
    )
    if kind is not Kind.LINK:
        return Member(name, kind, found.file_size, read)
    try:
        target = b"".join(read()) if found.file_size <= LARGEST_HEADER else b""
    except MemberError:
        target = b""
    return Member(name, kind if target else Kind.OTHER, target=os.fsdecode(target))


def _name(found: zipfile.ZipInfo) -> str:
    """Return a member's name: programs write UTF-8 without saying so, and `zipfile` reads that as cp437."""
    if not found.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            return found.filename.encode("cp437").decode("utf-8")
    return found.filename


def _pieces(archive: zipfile.ZipFile, found: zipfile.ZipInfo) -> Iterator[bytes]:
    if found.flag_bits & _ENCRYPTED:
        raise MemberError("it is encrypted")
    if found.file_size > max(MEMBER_FROM, MOST_OF_MEMBER * found.compress_size):
        raise MemberError(f"it grows to over {MOST_OF_MEMBER} times its size")
    try:
        with archive.open(found) as content:
            while piece := content.read(PIECE):
                yield piece
    except NotImplementedError as error:
        raise MemberError("it is compressed in a way that is not read") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise MemberError("it is damaged") from error
