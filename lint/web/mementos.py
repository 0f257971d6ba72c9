"""The copy of a dead URL in a web archive that is nearest to a post's date (Memento, RFC 7089).

A TimeGate is asked for the date, and names a copy. The copy itself is asked and judged like a living page:
archives also hold error pages, parked domains and redirects to the front page. If it is bad, the next nearest
is tried.
"""

import asyncio
import datetime as dt
import heapq
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from types import MappingProxyType

from lint.values.urls import parse
from lint.web.answer import MOST, Answer, Hop
from lint.web.copies import Copy, Search, moment
from lint.web.hosts import Hosts
from lint.web.judgement import judge
from lint.web.link_header import http_date, links
from lint.web.replay import IMAGE, PLAIN, date_in, modified, modifier_of, shown_at, unwritten
from lint.web.sender import Sender
from lint.web.settings import HostSettings, OnlineSettings
from lint.web.verdict import Kind, State

# The Wayback Machine publishes no limits: https://github.com/internetarchive/wayback/issues/274
# Its staff named 60 requests a minute for its indexes; who goes on after 429 is blocked by the firewall:
# https://github.com/edgi-govdata-archiving/wayback/issues/137
# Since then that was lowered; 24 are safe: https://github.com/edgi-govdata-archiving/wayback/releases/tag/v0.5.1
# At one request a second, TimeMaps stay below that: each comes after two other requests at least.
_ARCHIVE = HostSettings(concurrency=1, interval=1.0)

_MOST_TRIES = 5  # copies of one URL that are asked, in one archive
_MOST_HOPS = 5  # redirects to one copy
_MOST_REQUESTS = 20  # for one URL, to one archive
_MOST_TIMES = 2  # an archive that answers 429 or 503 is asked again
_LONGEST_WAIT = 60.0  # seconds for which an archive may ask us to wait
_TIME_MAP = 1024 * 1024  # bytes
_OK, _SUCCESS, _REDIRECTS = 200, range(200, 400), (301, 302, 303, 307, 308)
_GONE, _BUSY = (404, 410), (429, 503)

# How pywb and the Wayback Machine name the headers of what they play.
_ORIGINAL = "x-archive-orig-"


def with_archives(settings: OnlineSettings) -> OnlineSettings:
    """Return settings in which web archives are asked slowly, unless they say otherwise."""
    hosts = dict(settings.hosts)
    for gate in settings.timegates:
        url = parse(gate)
        if url is not None:
            hosts.setdefault(url.host, _ARCHIVE)
    return settings._replace(hosts=MappingProxyType(hosts))


async def rescue(
    url: str, kind: Kind, date: dt.date, client: Sender, hosts: Hosts, settings: OnlineSettings
) -> Copy | None:
    """Return the good copy of a URL that is nearest to a date, of all archives; `None` without one.

    Parameters:
        url: the dead one, normalized.
        kind: what it is wanted for.
        date: that of the post; without a time, noon in UTC.
        client: asks.
        hosts: says when a host may be asked.
        settings: the web archives.
    """
    return (await search(url, kind, date, client, hosts, settings)).copy


async def search(
    url: str,
    kind: Kind,
    date: dt.date,
    client: Sender,
    hosts: Hosts,
    settings: OnlineSettings,
    *,
    most: float = float("inf"),
) -> Search:
    """Return what `rescue` does, and whether all archives answered.

    The parameters are those of `rescue`, and:

    Parameters:
        most: how many requests may be sent, to all archives together.
    """
    wanted = moment(date)
    each_most = min(_MOST_REQUESTS, most // max(1, len(settings.timegates)))
    archives = [
        _Archive(gate, url, kind, wanted, client, hosts, most=each_most) for gate in settings.timegates
    ]
    copies = await asyncio.gather(*(each.nearest() for each in archives))
    found = [each for each in copies if each is not None]
    best = min(found, key=lambda copy: _rank(copy.date, wanted), default=None)
    return Search(best, all(each.has_answered for each in archives))


def _rank(date: datetime, wanted: datetime) -> tuple[timedelta, datetime]:
    return abs(date - wanted), date


class _Archive:
    """The search for a URL in one archive."""

    def __init__(
        self, gate: str, url: str, kind: Kind, wanted: datetime, client: Sender, hosts: Hosts, *, most: float
    ) -> None:
        self._gate, self._url, self._kind, self._wanted = gate, url, kind, wanted
        self._client, self._hosts, self._most = client, hosts, most
        self._waiting: list[tuple[timedelta, datetime, str]] = []
        self._known: set[str] = set()
        self._time_map = ""
        self._requests = 0
        self.has_answered = True

    async def nearest(self) -> Copy | None:
        """Return the nearest good copy; `None` without one."""
        await self._negotiate()
        best: Copy | None = None
        for _ in range(_MOST_TRIES):
            if not self._waiting:
                await self._read_time_map()
            least = None if best is None else _rank(best.date, self._wanted)
            if not self._waiting or (least is not None and self._waiting[0][:2] >= least):
                break
            copy = await self._tried(heapq.heappop(self._waiting)[2])
            # A redirect that was archived may lead to a copy of quite another date.
            if copy is not None and (least is None or _rank(copy.date, self._wanted) < least):
                best = copy
        return best

    async def _negotiate(self) -> None:
        """Ask the TimeGate, which redirects to a copy, or answers like one and names it."""
        url = self._gate + self._url
        headers = {"Accept-Datetime": format_datetime(self._wanted, usegmt=True)}
        for _ in range(_MOST_HOPS):
            answer = await self._ask(url, headers=headers)
            self._note_links(answer)
            date = _date(answer)
            if date is not None:
                place = parse(answer.headers.get("content-location", url), url)
                self._note(url if place is None else place.href, date)
                return
            target = _target(answer)
            if target is None:
                return
            date = date_in(target)
            if date is not None:
                self._note(target, date)
                return
            url = target

    async def _read_time_map(self) -> None:
        """Remember the copies nearest to the date that the archive lists."""
        url, self._time_map = self._time_map, ""
        answer = await self._ask(url, most=_TIME_MAP) if url else Answer(url)
        if answer.status == _OK:
            for each in links(answer.body.decode("utf-8", "replace"), url):
                if "memento" in each.relations and each.date is not None:
                    self._note(each.url, each.date)
            self._waiting = heapq.nsmallest(_MOST_TRIES, self._waiting)

    def _note_links(self, answer: Answer) -> None:
        """Remember which copies of the URL an answer names, and where all are listed."""
        for each in links(answer.headers.get("link", ""), answer.url):
            if "timemap" in each.relations and not self._time_map:
                self._time_map = each.url
            # The first and the last of all are named too, but need not be near.
            is_near = each.relations == {"memento"} or each.relations & {"prev", "next"}
            if "memento" in each.relations and is_near and each.date is not None:
                self._note(each.url, each.date)

    def _note(self, url: str, date: datetime) -> None:
        place = modified(url, PLAIN)
        if place not in self._known:
            self._known.add(place)
            heapq.heappush(self._waiting, (*_rank(date, self._wanted), url))

    async def _tried(self, url: str) -> Copy | None:
        """Return the copy at an address of the archive; `None` if it is not good."""
        url, shown, hops = self._replayed(url), self._url, list[Hop]()
        for _ in range(_MOST_HOPS):
            answer = await self._ask(url)
            date = _date(answer)
            if not hops:
                self._note_links(answer)
            target = _target(answer)
            if target is not None and date is not None:
                # The redirect itself was archived: it is judged like a living one.
                hops.append(Hop(shown, answer.status))
                shown = shown_at(target) or shown
            elif target is None and self._kind is Kind.PAGE:
                target = _framed(answer)
            if target is None:
                return self._judged(answer, shown, tuple(hops))
            url = self._replayed(target)
        return None

    def _judged(self, answer: Answer, shown: str, hops: tuple[Hop, ...]) -> Copy | None:
        """Return the copy that an answer is, if the URL would be called alive had it answered so."""
        date = _date(answer)
        if date is None:
            return None
        now = time.time()
        body = unwritten(answer.body, answer.url) if self._kind is Kind.PAGE else answer.body
        live = answer._replace(url=shown, headers=_headers(answer), body=body, hops=hops)
        if judge(self._url, self._kind, live, now=now).state not in (State.ALIVE, State.MOVED):
            return None
        return Copy(answer.url if self._kind is Kind.IMAGE else modified(answer.url, PLAIN), date, now)

    def _replayed(self, url: str) -> str:
        return modified(url, IMAGE) if self._kind is Kind.IMAGE else url

    async def _ask(
        self, url: str, *, headers: Mapping[str, str] = MappingProxyType({}), most: int = MOST
    ) -> Answer:
        """Ask an archive, and again if it is busy or drops the connection."""
        answer = Answer(url)
        parsed = parse(url)
        host = parsed.host if parsed is not None else ""
        for _ in range(_MOST_TIMES):
            if self._requests >= self._most or self._hosts.ready_in(host) > _LONGEST_WAIT:
                self.has_answered = False
                return answer
            self._requests += 1
            async with self._hosts.turn(host):
                answer = await self._client.ask(
                    url, headers={**self._hosts.headers(url), **headers}, most=most
                )
            if "memento-datetime" in answer.headers:
                # Its status is that of the day when it was archived, and says nothing of the archive.
                self._hosts.tell(host, answer._replace(status=_OK, headers={}))
                return answer
            self._hosts.tell(host, answer)
            if answer.status not in _BUSY and not answer.is_dropped:
                break
        if answer.trouble is not None or (answer.status not in _SUCCESS and answer.status not in _GONE):
            self.has_answered = False
        return answer


def _date(answer: Answer) -> datetime | None:
    """Return when a copy was made; `None` for an answer that is no copy."""
    return http_date(answer.headers.get("memento-datetime", ""))


def _target(answer: Answer) -> str | None:
    """Return where an answer redirects to."""
    if answer.status not in _REDIRECTS or "location" not in answer.headers:
        return None
    url = parse(answer.headers["location"], answer.url)
    return None if url is None else url.href


def _framed(answer: Answer) -> str | None:
    """Return the copy itself, if the answer is a page with the archive's frame for it, as pywb gives.

    https://pywb.readthedocs.io/en/latest/manual/configuring.html#framed-vs-frameless-replay
    """
    if modifier_of(answer.url) != PLAIN:
        return None
    for each in links(answer.headers.get("link", ""), answer.url):
        is_copy = each.relations == {"memento"} and modifier_of(each.url)
        if is_copy and modified(each.url, PLAIN) == answer.url:
            return each.url
    return None


def _headers(answer: Answer) -> dict[str, str]:
    """Return the headers that an answer had when it was archived, as far as they are known."""
    headers = {
        name.removeprefix(_ORIGINAL): value
        for name, value in answer.headers.items()
        if name.startswith(_ORIGINAL)
    }
    if "content-type" in answer.headers:
        headers["content-type"] = answer.headers["content-type"]
    return headers
