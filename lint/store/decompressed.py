"""A compressed file, read from its beginning to its end within bounds of memory and growth."""

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, BinaryIO

from lint.store.limits import GROWTH_FROM, LARGEST_HEADER, MOST_GROWTH, MOST_MEMORY, PIECE
from lint.store.member import StoreError

GZIP, BZIP2, XZ, ZSTANDARD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_BLOCK = 512


class Decompressed:
    """The content of a file, which moves forward only: `tarfile` may ask for nothing else.

    Parameters:
        raw: a compressed file, or one that is not.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._source = _source(raw)
        self._at = 0
        self._last = b""

    def read(self, size: int) -> bytes:
        """Return so many bytes, or fewer at the end; raise StoreError if the file is damaged or a bomb."""
        if not 0 <= size <= LARGEST_HEADER:
            raise StoreError(f"a header has {size:,} bytes; expected at most {LARGEST_HEADER:,}")
        pieces, left = [], size
        try:
            while left and (piece := self._source.read(left)):
                pieces.append(piece)
                left -= len(piece)
        except EOFError as error:
            raise StoreError("it ends in the midst") from error
        except (OSError, lzma.LZMAError, zlib.error) as error:
            raise StoreError(f"it is damaged: {error}") from error
        self._last = b"".join(pieces)
        self._at += len(self._last)
        if self._at > max(GROWTH_FROM, MOST_GROWTH * self._raw.tell()):
            raise StoreError(f"it grows to over {MOST_GROWTH} times its size")
        return self._last

    def seek(self, place: int) -> None:
        """Go forward."""
        if place < self._at:
            raise StoreError("it is damaged: a member begins in another one")
        while self._at < place and self.read(min(place - self._at, PIECE)):
            pass

    def has_more_than_zeros(self) -> bool:
        """Read on to the end, and return whether anything else than zeros is there."""
        while piece := self.read(PIECE):
            if piece.strip(b"\0"):
                return True
        return False

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def seekable(self) -> bool:
        """Return whether one can go forward."""
        return True

    @property
    def is_at_end_mark(self) -> bool:
        """Whether a block of zeros was read last, as at the end of a tar archive."""
        return self._last == bytes(_BLOCK)


def _source(raw: BinaryIO) -> IO[bytes]:
    start = raw.read(len(XZ))
    raw.seek(0)
    if start.startswith(GZIP):
        return gzip.GzipFile(fileobj=raw)  # type: ignore[return-value]  # it is a binary file
    if start.startswith(BZIP2):
        return bz2.BZ2File(raw)
    if start.startswith(XZ):
        return io.BufferedReader(_XZ(raw), PIECE)
    if start.startswith(ZSTANDARD):
        raise StoreError("it is compressed with zstd, which is not read; expected xz, gzip or bzip2")
    return raw


class _XZ(io.RawIOBase):
    """An xz file, with a limit of memory, which `lzma.LZMAFile` has not."""

    def __init__(self, raw: BinaryIO) -> None:
        super().__init__()
        self._raw = raw
        self._stream = _new_stream()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # as BufferedReader calls it
        while True:
            data = b""
            if self._stream.eof:
                # Streams may follow each other, with zeros between them.
                data = self._stream.unused_data.lstrip(b"\0")
                while not data:
                    more = self._raw.read(PIECE)
                    if not more:
                        return 0
                    data = more.lstrip(b"\0")
                self._stream = _new_stream()
            elif self._stream.needs_input and not (data := self._raw.read(PIECE)):
                raise EOFError
            found = self._stream.decompress(data, len(buffer))
            if found:
                buffer[: len(found)] = found
                return len(found)


def _new_stream() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)
