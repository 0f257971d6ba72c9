"""The `[online]` table: how the web is asked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple

from lint.config.kinds import Integer, Kind, Text, Texts, WrongValueError
from lint.config.tables import Record, Table

_LONGEST = 86_400.0


class Seconds(Kind):
    """A number of seconds, of at most a day."""

    expected = f"a number of seconds from 0 to {_LONGEST:,.0f}"
    json_schema: Mapping[str, object] = {"type": "number", "minimum": 0, "maximum": _LONGEST}

    def read(self, value: object) -> float:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LONGEST:
            raise WrongValueError(self.expected)
        return float(value)


class Statuses(Kind):
    """A list of HTTP statuses."""

    expected = "a list of HTTP statuses from 200 to 999"
    json_schema: Mapping[str, object] = {
        "type": "array",
        "items": {"type": "integer", "minimum": 200, "maximum": 999},
    }

    def read(self, value: object) -> tuple[int, ...]:
        """Return the statuses."""
        if not isinstance(value, list) or not all(type(each) is int and 200 <= each <= 999 for each in value):  # noqa: PLR2004 - as the message says
            raise WrongValueError(self.expected)
        return tuple(value)


class Addresses(Texts):
    """A list of URLs of servers."""

    expected = "a list of URLs that begin with https:// or http://"

    def read(self, value: object) -> tuple[str, ...]:
        """Return the URLs."""
        urls = super().read(value)
        if not all(url.startswith(("https://", "http://")) for url in urls):
            raise WrongValueError(self.expected)
        return urls


class HostTable(NamedTuple):
    """What holds for one host, and for the hosts below it.

    Parameters:
        concurrency: how many requests at once.
        interval: seconds between the starts of requests.
        headers: additional headers; a value `$NAME` comes from the environment.
        accept: statuses that mean that the URL is alive.
    """

    concurrency: Annotated[int, Integer(1, "a number of requests")] | None = None
    interval: Annotated[float, Seconds()] | None = None
    headers: Annotated[Mapping[str, str], Table(Text())] = MappingProxyType({})
    accept: Annotated[tuple[int, ...], Statuses()] = ()


class OnlineTable(NamedTuple):
    """How the web is asked; the defaults are those of `lint.web.settings`."""

    concurrency: Annotated[int, Integer(1, "a number of requests")] | None = None
    host_concurrency: Annotated[int, Integer(1, "a number of requests")] | None = None
    host_interval: Annotated[float, Seconds()] | None = None
    timeout: Annotated[float, Seconds()] | None = None
    max_time: Annotated[float, Seconds()] | None = None
    max_requests: Annotated[int, Integer(1, "a number of requests")] | None = None
    max_redirects: Annotated[int, Integer(0, "a number of redirects")] | None = None
    user_agent: Annotated[str, Text()] | None = None
    robots: bool | None = None
    allow_private: bool | None = None
    fragments: bool | None = None
    exclude: tuple[str, ...] | None = None
    include: tuple[str, ...] | None = None
    remap: Annotated[Mapping[str, str], Table(Text())] | None = None
    hosts: Annotated[Mapping[str, HostTable], Table(Record(HostTable))] | None = None
    timegates: Annotated[tuple[str, ...], Addresses()] | None = None
