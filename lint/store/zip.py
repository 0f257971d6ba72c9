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
_WINDOWS = 0  # the system that made a member
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
        except NotImplementedError as error:
            raise StoreError("it is a zip archive of a version that is not read") from error
        except UnicodeDecodeError as error:
            raise StoreError(
                "it is a zip archive with a name that is not the UTF-8 it claims to be"
            ) from error
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise StoreError("it is a zip archive that is damaged, or ends in the midst") from error
        for found in archive.infolist():
            yield _member(archive, found)


def _member(archive: zipfile.ZipFile, found: zipfile.ZipInfo) -> Member:
    name, read = _name(found), partial(_pieces, archive, found)
    mode = stat.S_IFMT(found.external_attr >> _MODE)
    kind = Kind.FOLDER if name.endswith("/") else _KINDS.get(mode, Kind.OTHER)
    if kind is not Kind.LINK:
        return Member(name, kind, found.file_size, read)
    try:
        target = b"".join(read()) if found.file_size <= LARGEST_HEADER else b""
    except MemberError:
        target = b""
    return Member(name, kind if target else Kind.OTHER, target=os.fsdecode(target))


def _name(found: zipfile.ZipInfo) -> str:
    r"""Return a member's name: programs write UTF-8 without saying so, and `zipfile` reads that as cp437.

    Some on Windows separate folders by `\`. As for Info-ZIP, that is so where no `/` is in the name.
    """
    name = found.filename
    if not found.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/") if found.create_system == _WINDOWS and "/" not in name else name


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
        MemoryError,  # it may claim to need any amount
    ) as error:
        raise MemberError("it is damaged") from error
