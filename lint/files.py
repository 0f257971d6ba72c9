"""Reading files that may be anything: a pipe, a device, a hundred megabytes."""

from __future__ import annotations

import os
import stat


class UncheckedError(Exception):
    """A file that could not be checked; the message is the reason."""


def read(path: str, largest: int) -> bytes:
    """Read a whole file.

    Parameters:
        largest: how many bytes it may have.

    Raises:
        UncheckedError: when it is too large, no regular file, or the system refuses it.
    """
    try:
        descriptor = _open(path)
        try:
            size = os.fstat(descriptor).st_size
            if size > largest:
                raise UncheckedError(f"it has {size:,} bytes: max-file-size is {largest:,}")
            data = os.read(descriptor, size + 1)
            # Some systems give less than asked for, and the file may be growing.
            while len(data) <= largest and (more := os.read(descriptor, 1 << 20)):
                data += more
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise UncheckedError(getattr(error, "strerror", None) or str(error)) from error
    return data


def head(path: str, count: int) -> bytes | None:
    """Give the first bytes of a file; `None` where it cannot be read."""
    try:
        descriptor = _open(path)
        try:
            return os.read(descriptor, count)
        finally:
            os.close(descriptor)
    except (OSError, ValueError, UncheckedError):
        return None


def _open(path: str) -> int:
    # A pipe or device is told before it is opened: opening it could wait for ever.
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise UncheckedError("it is no regular file")
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
