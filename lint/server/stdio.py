"""The server on standard input and output."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from pygls.io_ import StdoutWriter, run_async

from lint.server.features import made
from lint.server.server import Server

_MOST_READ = 1 << 16

_log = logging.getLogger("archive-lint")


def serve(options: Mapping[str, Any]) -> int:
    """Serve an editor on standard input and output until it says `exit`, or is gone.

    Returns:
        0 if it has said goodbye, as the protocol wants it; else 1.
    """
    server = made(options)
    # `exit` raises the one; the other is an editor that is gone.
    with suppress(SystemExit, BrokenPipeError):
        asyncio.run(_serve(server))
    return 0 if server.is_over else 1


async def _serve(server: Server) -> None:
    output = sys.stdout.buffer
    server.protocol.set_writer(StdoutWriter(output))
    reader = asyncio.StreamReader(limit=_MOST_READ)
    # pygls reads in threads of a pool, which Python waits for when it ends: for ever, if Ctrl-C ends it.
    Thread(target=_feed, args=(reader, asyncio.get_running_loop()), daemon=True).start()
    try:
        await run_async(Event(), reader, server.protocol, _log, server.report_server_error)
    except ValueError as error:
        _log.warning("what came is no message: %s", error)
    except asyncio.IncompleteReadError:
        pass  # the editor is gone in the middle of a message
    finally:
        server.checking.end()


def _feed(reader: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """Hand on what comes on standard input."""
    with suppress(RuntimeError):  # the loop has ended, and an editor goes on
        while data := _read():
            loop.call_soon_threadsafe(reader.feed_data, data)
        loop.call_soon_threadsafe(reader.feed_eof)


def _read() -> bytes:
    try:
        return os.read(0, _MOST_READ)
    except OSError:
        return b""
