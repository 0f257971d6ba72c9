"""Links in headers (RFC 8288) and in TimeMaps (RFC 6690), as far as Memento needs them (RFC 7089)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import parse

# A URL has no angle brackets; what follows up to the next one are its parameters.
_LINK = regex(r"<([^<>]*)>([^<>]*)")
_PARAMETER = regex(r";\s*(rel|datetime)\s*=\s*(?:\"([^\"]*)\"|([^\s\";,]+))", re.IGNORECASE)


class Link(NamedTuple):
    """A link to a Memento resource.

    Parameters:
        url: absolute and normalized.
        relations: in lower case, as `{"prev", "memento"}`.
        date: that of a copy; `None` without one.
    """

    url: str
    relations: frozenset[str]
    date: datetime | None


def links(text: str, base: str) -> Iterator[Link]:
    """Yield the links of a header or a TimeMap; what is none is passed over.

    Parameters:
        text: its text, which may be cut off.
        base: the URL that it came from.
    """
    for match in _LINK.finditer(text):
        url = parse(match[1].strip(), base)
        if url is None or url.scheme not in ("http", "https"):
            continue
        parameters: dict[str, str] = {}
        for name, quoted, plain in _PARAMETER.findall(match[2]):
            parameters.setdefault(name.lower(), quoted or plain)
        relations = frozenset(parameters.get("rel", "").lower().split())
        yield Link(url.href, relations, http_date(parameters.get("datetime", "")))


def http_date(text: str) -> datetime | None:
    """Return the time that a header names, in UTC; `None` if it is none."""
    with suppress(ValueError, TypeError, OverflowError, IndexError):
        when = parsedate_to_datetime(text)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return None
