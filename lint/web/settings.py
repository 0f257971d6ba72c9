"""How the web is asked: the `[online]` table of the configuration, and options."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

# Names are resolved in so many threads: one for each processor would let dead name servers hold up all hosts.
RESOLVERS = 32
WAYBACK = "https://web.archive.org/web/"


class HostSettings(NamedTuple):
    """What holds for one host, and for the hosts below it.

    Parameters:
        concurrency: how many requests at once; 0 for that of all hosts.
        interval: seconds between the starts of requests; negative for that of all hosts.
        headers: additional ones; a value `$NAME` comes from the environment. They go to this host alone.
        accept: statuses that mean alive.
    """

    concurrency: int = 0
    interval: float = -1.0
    headers: Mapping[str, str] = MappingProxyType({})
    accept: tuple[int, ...] = ()


class OnlineSettings(NamedTuple):
    """How the web is asked.

    Parameters:
        concurrency: how many requests at once, of all hosts together.
        host_concurrency: how many at once of one host.
        host_interval: seconds between the starts of requests to one host.
        timeout: seconds for one request.
        max_time: seconds after which no more is asked; 0 for no limit.
        max_requests: how many requests; 0 for no limit.
        max_age: for how many seconds a verdict is believed; 0 for each verdict's own time.
        max_redirects: how many redirects are followed.
        user_agent: names the program, and a page about it.
        robots: whether `robots.txt` is obeyed.
        allow_private: whether private addresses may be asked.
        fragments: whether anchors of HTML pages are looked for.
        exclude: patterns of URLs or hosts that are not asked.
        include: patterns of the only URLs or hosts that are asked; none for all.
        remap: beginnings of URLs, and what is asked instead.
        hosts: what holds for single hosts, by name.
        timegates: the web archives that are asked for copies, by their TimeGate.
    """

    concurrency: int = 64
    host_concurrency: int = 2
    host_interval: float = 0.1
    timeout: float = 20.0
    max_time: float = 0.0
    max_requests: int = 0
    max_age: float = 0.0
    max_redirects: int = 10
    user_agent: str = ""
    robots: bool = False
    allow_private: bool = False
    fragments: bool = False
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    remap: tuple[tuple[str, str], ...] = ()
    hosts: Mapping[str, HostSettings] = MappingProxyType({})
    timegates: tuple[str, ...] = (WAYBACK,)

    @property
    def handed_out(self) -> int:
        """How many questions may be with the client.

        It sends no more requests at once than `concurrency` says. With some more at hand, it need not wait
        for the next: a tenth of the time of a run. But one that waits there is sent later than its
        host was told, so there are none if hosts have intervals: then these are what takes time.
        """
        own = any(each.interval > 0 for each in self.hosts.values())
        return self.concurrency if self.host_interval or own else self.concurrency + self.concurrency // 2
