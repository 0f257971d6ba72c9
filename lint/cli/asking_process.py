"""The process that sends the requests of a run over many URLs, beside the one that plans and judges them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from lint.run.forks import may_help
from lint.web.settings import OnlineSettings
from lint.web.store import Store

if TYPE_CHECKING:
    from socket import socket

    from lint.web.client import Client  # needs an extra
    from lint.web.remote import RemoteClient

# For fewer URLs, the time of the processor does not matter.
_MANY = 1000


@contextmanager
def asking_process(store: Store, settings: OnlineSettings, jobs: int) -> Iterator[socket | None]:
    """Yield what leads to the process; `None` without one: for few URLs, or if there is no room for another.

    Parameters:
        store: what is wanted.
        settings: how the web is asked.
        jobs: how many processes the user wants; 0 for one for each processor.
    """
    channel = None
    if store.wanted.has(_MANY) and may_help(jobs):
        from lint.web.remote import Channel

        with suppress(OSError):  # the system has no more processes
            channel = Channel(settings)
    try:
        yield channel.socket if channel is not None else None
    finally:
        if channel is not None:
            channel.close()


def client_through(settings: OnlineSettings, connection: socket | None) -> Client | RemoteClient:
    """Return a client that asks through the process, or in this one without it."""
    if connection is None:
        from lint.web.client import Client

        return Client(settings)
    from lint.web.remote import RemoteClient

    return RemoteClient(settings, connection)
