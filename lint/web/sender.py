"""What sends requests, as the rest sees it: a run may ask without the HTTP library in its own process."""

from collections.abc import Mapping
from typing import Protocol

from lint.web.answer import MOST, NO_HEADERS, Answer


class Sender(Protocol):
    """`lint.web.client.Client`, or `lint.web.remote.RemoteClient`.

    Parameters:
        requests: how many requests were sent.
    """

    requests: int

    async def ask(self, url: str, *, headers: Mapping[str, str] = NO_HEADERS, most: int = MOST) -> Answer:
        """Ask for a URL, as `Client.ask` does."""
        ...
