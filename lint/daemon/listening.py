"""The daemon's end of the socket: it listens, and receives requests."""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress

from lint.daemon import meeting, starting
from lint.daemon.request import LARGEST, SIZE, STREAMS, Request, unpacked

# In seconds.
_PATIENCE = 2.0


def listener() -> socket.socket:
    """Return the socket, in the place of one whose daemon has ended."""
    descriptor = meeting.folder()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # of two that start at once, one finds the other
        if (other := meeting.connected(_PATIENCE)) is not None:
            other.close()
            starting.succeeded()
            raise FileExistsError("another daemon of this user listens already")
        for each in {*os.listdir(descriptor)} - {meeting.tried()}:
            if each == meeting.name() or not _is_heard(f"/proc/self/fd/{descriptor}/{each}"):
                with suppress(OSError):
                    os.unlink(each, dir_fd=descriptor)
        made.bind(meeting.address(descriptor))
        made.listen()
        made.settimeout(0)
    except OSError:
        made.close()
        raise
    finally:
        os.close(descriptor)
    return made


def received(client: socket.socket) -> tuple[Request, list[int]]:
    """Return a request, and the client's streams.

    Raises:
        OSError: if the client is gone.
        ValueError: for what is no request.
    """
    head, streams, _, _ = socket.recv_fds(client, SIZE, STREAMS)
    try:
        return unpacked(_rest(client, head, len(streams))), streams
    except BaseException:
        for each in streams:
            os.close(each)
        raise


def _rest(client: socket.socket, head: bytes, streams: int) -> bytes:
    size = int.from_bytes(head, "big")
    if len(head) != SIZE or streams != STREAMS or size > LARGEST:
        raise ValueError("not a request")
    data = bytearray()
    while len(data) < size:
        more = client.recv(size - len(data))
        if not more:
            raise ValueError("not all of a request")
        data += more
    return bytes(data)


def _is_heard(address: str) -> bool:
    """Return whether anybody listens at a socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as made:
        made.settimeout(_PATIENCE)
        try:
            made.connect(address)
        except ConnectionRefusedError:
            return False
        except OSError:
            return True
    return True
