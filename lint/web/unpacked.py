"""The start of a body that was compressed on its way; what is beyond the bound is never decompressed."""

import zlib

ENCODINGS = ("gzip", "x-gzip", "deflate")
_MAGIC = b"\x1f\x8b"
_HEADER = 2  # bytes by which the kind of what begins is known
# What follows a member is copied for each member; of a short piece, that is little.
_PIECE = 4096


class Unpacked:
    """Decompresses what a server sends, piece by piece.

    Parameters:
        encoding: one of `ENCODINGS`. Gzip may have several members, one after the other (RFC 1952, 2.2);
            whatever else follows is left out.
    """

    def __init__(self, encoding: str) -> None:
        self._is_deflate = encoding == "deflate"
        self._inflate: zlib._Decompress | None = None
        self._held = b""
        self._is_over = False

    @property
    def is_whole(self) -> bool:
        """Whether all that has begun has ended."""
        return self._inflate is not None and self._inflate.eof

    def more(self, chunk: bytes, most: int) -> bytes:
        """Return what a chunk holds.

        Parameters:
            chunk: the next bytes of the body.
            most: how many bytes to return at most; there must be no further call once there were as many.

        Raises:
            zlib.error: if it is not compressed.
        """
        found = bytearray()
        for start in range(0, len(chunk), _PIECE):
            rest = self._held + chunk[start : start + _PIECE]
            while len(rest) >= self._least() and len(found) < most and not self._is_over:
                rest = self._inflated(rest, most - len(found), found)
            self._held = rest
        return bytes(found)

    def _least(self) -> int:
        """Return how many bytes are needed to go on."""
        return _HEADER if self._inflate is None or self._inflate.eof else 1

    def _inflated(self, piece: bytes, most: int, found: bytearray) -> bytes:
        """Decompress what belongs to one member, and return the rest."""
        if self._inflate is None:
            self._inflate = zlib.decompressobj(wbits=self._bits(piece))
        elif self._inflate.eof:
            if self._is_deflate or not piece.startswith(_MAGIC):
                self._is_over = True
                return b""
            self._inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        found += self._inflate.decompress(piece, most)
        return self._inflate.unused_data

    def _bits(self, start: bytes) -> int:
        # Some servers send `deflate` without the header of zlib (RFC 1950, 2.2), some send gzip.
        has_header = start[0] & 15 == 8 and int.from_bytes(start[:2]) % 31 == 0  # noqa: PLR2004
        if self._is_deflate and not has_header and not start.startswith(_MAGIC):
            return -zlib.MAX_WBITS
        return zlib.MAX_WBITS | 32  # either, by its header
