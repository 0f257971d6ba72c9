"""The addresses of copies in Wayback, OpenWayback and pywb: a time, perhaps a modifier, and the URL.

https://pywb.readthedocs.io/en/latest/manual/rewriter.html says what each modifier does.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime

from lint.primitives.patterns import regex
from lint.values.urls import parse

_REPLAY = regex(r"(https?://.*?/)([0-9]{14})([a-z]{2}_)?/(https?:.*)")

IMAGE = "im_"
PLAIN = ""


def modified(url: str, modifier: str) -> str:
    """Return the address of a copy with a modifier, or without one; another address stays as it is."""
    match = _REPLAY.fullmatch(url)
    return f"{match[1]}{match[2]}{modifier}/{match[4]}" if match else url


def modifier_of(url: str) -> str | None:
    """Return the modifier of a copy's address, which may be empty; `None` for another address."""
    match = _REPLAY.fullmatch(url)
    return (match[3] or PLAIN) if match else None


def date_in(url: str) -> datetime | None:
    """Return the time that a copy's address names, in UTC; `None` for another address."""
    match = _REPLAY.fullmatch(url)
    with suppress(ValueError):
        return datetime.strptime(match[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if match else None
    return None


def shown_at(url: str) -> str | None:
    """Return the URL whose copy is at an address; `None` for another address."""
    match = _REPLAY.fullmatch(url)
    inner = parse(match[4]) if match else None
    return None if inner is None else inner.href


def unwritten(body: bytes, url: str) -> bytes:
    """Return a page without the archive's address before each of its links.

    Parameters:
        body: as the archive gives it.
        url: the copy's address; with another, the body stays as it is.
    """
    match = _REPLAY.fullmatch(url)
    if match is None:
        return body
    scheme, _, rest = match[1].partition("//")
    host, slash, folder = rest.partition("/")
    archive = f"(?:(?:{scheme})?//{re.escape(host)})?{re.escape(slash + folder)}"
    place = f"{archive}[0-9]{{14}}(?:[a-z]{{2}}_)?/(?=(?:https?:)?//)"
    return re.sub(place.encode(), b"", body)
