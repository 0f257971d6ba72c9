"""A web server on loopback, in a thread of the test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeVar

Server = TypeVar("Server", bound="Loopback")


class Loopback(ThreadingHTTPServer):
    """A server at a free port.

    A client that hangs up is none of its errors: the library's own server would print a traceback, into what a
    test reads as the output of `lint`.
    """

    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler], host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), handler)
        self._root = f"http://{host}:{self.server_port}"

    def url(self, path: str = "") -> str:
        """Return where a path is."""
        return self._root + path

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what failed, unless the client went away."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve until the context ends."""
    with server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
