"""For all that is gone: the copies nearest to the dates of the posts that want it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date

from lint.web.hosts import Hosts
from lint.web.mementos import search
from lint.web.sender import Sender
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State

# For how many seconds it is believed that an archive has no copy: it may make one, or get one from elsewhere.
_BELIEVED = 7 * 86_400.0
COPIES = "for a copy (budget used up)"
GONE = (State.DEAD, State.SOFT_404)


async def rescue_all(
    store: Store,
    settings: OnlineSettings,
    client: Sender,
    hosts: Hosts,
    *,
    end: float | None = None,
    most: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Look for copies of what is gone, one after the other; return how many were not looked for.

    Parameters:
        end: when to stop, by the clock of the loop; `None` for no limit.
        most: how many requests may be sent; likewise.
        progress: is told which URL is looked for.
    """
    left = 0
    last = float("inf") if most is None else client.requests + most
    clock = asyncio.get_running_loop().time
    for url, kind, known in store.verdicts():
        if known is None or known.verdict.state not in GONE or kind is Kind.ANCHORS:
            continue
        for day in store.wanted.dates(url, kind):
            if not day or _is_known(store, url, day):
                continue
            may_send = last - client.requests
            if may_send < len(settings.timegates) or (end is not None and clock() >= end):
                left += 1
                continue
            if progress is not None:
                progress(url)
            when = date.fromisoformat(day)
            found = await search(url, kind, when, client, hosts, settings, most=may_send)
            if found.copy is not None:
                store.put_copy(url, day, (found.copy.url, found.copy.date.isoformat(), time.time()))
            elif found.is_whole:
                store.put_copy(url, day, ("", "", time.time()))
    return left


def _is_known(store: Store, url: str, day: str) -> bool:
    copy = store.copy(url, day)
    return copy is not None and (bool(copy[0]) or time.time() - copy[2] < _BELIEVED)
