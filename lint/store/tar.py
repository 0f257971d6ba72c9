"""A tar archive as a store, compressed or not, read once from its beginning."""

import tarfile
from collections.abc import Iterator
from functools import partial
from typing import IO, BinaryIO, cast

from lint.store.decompressed import Decompressed
from lint.store.limits import PIECE
from lint.store.member import Kind, Member, StoreError

_KINDS = {
    tarfile.REGTYPE: Kind.FILE,
    tarfile.AREGTYPE: Kind.FILE,
    tarfile.CONTTYPE: Kind.FILE,
    tarfile.DIRTYPE: Kind.FOLDER,
    tarfile.SYMTYPE: Kind.LINK,
    tarfile.LNKTYPE: Kind.HARD_LINK,
}


class TarStore:
    """The members of a tar archive.

    Parameters:
        file: the archive.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def members(self) -> Iterator[Member]:
        """Yield the members; raise StoreError if it is no tar archive, or where it is damaged."""
        content = Decompressed(self._file)
        try:
            archive = tarfile.TarFile(
                fileobj=cast("IO[bytes]", content), encoding="utf-8", errors="surrogateescape"
            )
        except (tarfile.TarError, EOFError, RecursionError) as error:
            raise StoreError("it is neither a tar nor a zip archive") from error
        except ValueError as error:  # as in `_next`: this reads the first member
            raise _damaged(error) from error
        while (found := _next(archive)) is not None:
            archive.members = []  # type: ignore[attr-defined]  # or they take more memory than all else
            kind = Kind.OTHER if found.issparse() else _KINDS.get(found.type, Kind.OTHER)
            yield Member(found.name, kind, found.size, partial(_pieces, archive, found), found.linkname)
        if not content.is_at_end_mark:
            raise StoreError("it is damaged, or ends in the midst")
        # The checksum of what is compressed is at its end; and what follows would be left out in silence.
        if content.has_more_than_zeros():
            raise StoreError("it goes on after its end, as where two archives were joined")


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except (tarfile.TarError, ValueError, RecursionError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> StoreError:
    return error if isinstance(error, StoreError) else StoreError("it is damaged, or ends in the midst")


def _pieces(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    content = archive.extractfile(member)
    try:
        while content is not None and (piece := content.read(PIECE)):
            yield piece
    except tarfile.TarError as error:
        raise StoreError("it ends in the midst") from error
