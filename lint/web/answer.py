"""What came back when a URL was asked."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

# How many bytes of a page are read, as sent and decompressed.
MOST = 64 * 1024
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Trouble(StrEnum):
    """Why there was no whole answer."""

    NO_HOST = "no such host"  # the name server says so
    NAME_SERVER = "name server"  # it did not answer
    PRIVATE = "private address"  # refused before a connection was made
    BAD_URL = "bad URL"
    REFUSED = "connection refused"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TLS = "TLS"
    TIMEOUT = "timeout"
    BROKEN = "broken off"  # a reset, or an end before the answer was whole
    NOT_HTTP = "not HTTP"  # also headers beyond all bounds
    LOOP = "redirect loop"
    TOO_MANY_REDIRECTS = "too many redirects"
    BUSY = "the host wants a pause"  # that of a redirect's target, which was not asked
    FORBIDDEN = "robots.txt"  # likewise


class Hop(NamedTuple):
    """A redirect that was followed.

    Parameters:
        url: what was asked.
        status: the HTTP status.
        body: the start of what it said besides, if that is JSON; empty for others.
    """

    url: str
    status: int
    body: bytes = b""


class Answer(NamedTuple):
    """What came back.

    Parameters:
        url: what was asked at last, after the redirects.
        status: the HTTP status; 0 if there was none.
        headers: by lower-case name, the first of each name; bounded.
        body: the first bytes, decompressed; bounded. Empty for `HEAD`.
        is_whole: whether `body` is all of it.
        hops: the redirects that were followed, in order.
        trouble: why the answer is not whole; `None` if it is.
        detail: what the system or the library says of the trouble, one line; hostile text.
        method: that of the last request.
        fragment: what a redirect puts in the place of a link's own fragment; empty if none does.
        requests: how many requests were sent for it, redirects included.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = NO_HEADERS
    body: bytes = b""
    is_whole: bool = False
    hops: tuple[Hop, ...] = ()
    trouble: Trouble | None = None
    detail: str = ""
    method: str = "GET"
    fragment: str = ""
    requests: int = 1

    @property
    def is_dropped(self) -> bool:
        """Whether the connection broke off before any answer, as one that was kept for too long.

        Such a request may be made once more: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
        """
        return self.trouble is Trouble.BROKEN and not self.status
