"""The input that is being run, where it outlives a process that native code ends."""

import mmap
import struct
from pathlib import Path

LONGEST = 1 << 16
_HEAD = struct.Struct(">QQ")
_NONE = (1 << 64) - 1


class Current:
    """One input, and the count of those that were run, in a file that processes share.

    Parameters:
        path: the file, which is created; its folder must exist.
    """

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(_HEAD.size + LONGEST))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 0)
        _HEAD.pack_into(self._memory, 0, 0, _NONE)

    def begin(self, data: bytes) -> None:
        """Set the input that is run from now on, of which at most 64 KiB are kept."""
        kept = data[:LONGEST]
        self._memory[_HEAD.size : _HEAD.size + len(kept)] = kept
        _HEAD.pack_into(self._memory, 0, self.count, len(kept))

    def end(self) -> None:
        """Note that the input was run."""
        _HEAD.pack_into(self._memory, 0, self.count + 1, _NONE)

    @property
    def count(self) -> int:
        """How many inputs were run."""
        return int(_HEAD.unpack_from(self._memory)[0])

    def take(self) -> bytes | None:
        """Return the input that was begun and never ended, once; `None` if there is none."""
        count, length = _HEAD.unpack_from(self._memory)
        _HEAD.pack_into(self._memory, 0, count, _NONE)
        return None if length == _NONE else self._memory[_HEAD.size : _HEAD.size + length]
