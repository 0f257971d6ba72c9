"""What a client asks of a daemon: to run the command as the client would, with its files and surroundings.

The client imports this before anything else, so it needs next to nothing.
"""

import os
import sys
from collections.abc import Mapping, Sequence

# A request begins with its size, in so many bytes, which come with the standard streams.
SIZE, STREAMS = 8, 3
# Arguments and environment together are bounded by the system; this is above what Linux allows.
LARGEST = 64 << 20
# What the daemon says: that it listens; that the client has to do it alone, or that it has begun; that it has
# written something, so it cannot be done again; and before the exit code. A daemon that is stopped gets no
# streams, of which it would keep a pipe's reader waiting.
READY, ALONE, BEGUN, WRITTEN, ENDED = b"r", b"a", b"b", b"w", b"e"


class Request:
    """A command.

    Parameters:
        arguments: those of the command, without the program's name.
        folder: the working folder.
        environment: all variables.
        umask: which permissions new files do not get.
        encodings: those of the standard streams, with how errors are handled.
    """

    def __init__(
        self,
        arguments: Sequence[bytes],
        folder: bytes,
        environment: Mapping[bytes, bytes],
        umask: int,
        encodings: Sequence[str],
    ) -> None:
        self.arguments = arguments
        self.folder = folder
        self.environment = environment
        self.umask = umask
        self.encodings = encodings


def own(arguments: list[str]) -> Request:
    """Return the request of this process.

    Raises:
        OSError: if the working folder is gone.
        AttributeError: if a standard stream is closed.
    """
    umask = os.umask(0o077)
    os.umask(umask)
    encodings = [f"{each.encoding}:{each.errors}" for each in (sys.stdin, sys.stdout, sys.stderr)]
    return Request([*map(os.fsencode, arguments)], os.getcwdb(), os.environb, umask, encodings)


def packed(request: Request) -> bytes:
    """Return a request as bytes; no part of it can have a zero byte."""
    encodings = ",".join(request.encodings).encode()
    head = [request.folder, b"%d" % request.umask, encodings, b"%d" % len(request.arguments)]
    variables = [b"%s=%s" % each for each in request.environment.items()]
    return b"\0".join([*head, *request.arguments, *variables])


def unpacked(data: bytes) -> Request:
    """Return a request that was packed, or raise ValueError."""
    folder, umask, encodings, count, *rest = data.split(b"\0")
    arguments, variables = rest[: int(count)], rest[int(count) :]
    environment = dict(each.split(b"=", 1) for each in variables if b"=" in each)
    return Request(arguments, folder, environment, int(umask), encodings.decode().split(","))
