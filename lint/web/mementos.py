"""The copy of a dead URL in a web archive that is nearest to a post's date (Memento, RFC 7089).

A TimeGate is asked for the date, and names a copy. The copy itself is asked and judged like a living page: archives also
hold error pages, parked domains and redirects to the front page. If it is bad, the next nearest is tried.
"""

import asyncio
import heapq
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from email.utils import format_datetime
from types import MappingProxyType

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import Answer, Hop
from lint.web.client import MOST, Client
from lint.web.copies import Copy, Search, moment
from lint.web.hosts import Hosts
from lint.web.judgement import judge
from lint.web.link_header import http_date, links
from lint.web.settings import HostSettings, OnlineSettings
from lint.web.verdict import Kind, State

# The Wayback Machine publishes no limits (https://github.com/internetarchive/wayback/issues/274). Its staff named 60 requests a
# minute for its indexes, with firewall blocks for who goes on after 429 (https://github.com/edgi-govdata-archiving/wayback/issues/137),
# since lowered to 24 (https://github.com/edgi-govdata-archiving/wayback/releases/tag/v0.5.1). At one request a second, TimeMaps,
# which need three requests each at least, stay below that.
_ARCHIVE = HostSettings(concurrency=1, interval=1.0)

_MOST_TRIES = 5  # copies of one URL that are asked, in one archive
_MOST_HOPS = 5  # redirects to one copy
_MOST_REQUESTS = 20  # of one URL to one archive, all told
_MOST_TIMES = 2  # an archive that answers 429 or 503 is asked again
_TIME_MAP = 1024 * 1024  # bytes
_BUSY = (429, 503)

# The addresses of copies in Wayback, OpenWayback and pywb: a time, a modifier, the URL.
# https://pywb.readthedocs.io/en/latest/manual/rewriter.html
_PLAYED = regex(r"(https?://.*?/)([0-9]{14})([a-z]{2}_)?/(https?:.*)")
_ORIGINAL = "x-archive-orig-"  # how both name the headers of what they play


def with_archives(settings: OnlineSettings) -> OnlineSettings:
    """Return settings in which web archives are asked slowly, unless they say otherwise."""
    hosts = dict(settings.hosts)
    for gate in settings.timegates:
        url = parse(gate)
        if url is not None:
            hosts.setdefault(url.host, _ARCHIVE)
    return settings._replace(hosts=MappingProxyType(hosts))


async def rescue(
    url: str, kind: Kind, date: Date, client: Client, hosts: Hosts, settings: OnlineSettings
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
    url: str, kind: Kind, date: Date, client: Client, hosts: Hosts, settings: OnlineSettings
) -> Search:
    """Return what `rescue` does, and whether all archives answered. The parameters are those of `rescue`."""
    wanted = moment(date)
    searches = [_Archive(gate, url, kind, wanted, client, hosts) for gate in settings.timegates]
    copies = await asyncio.gather(*(each.nearest() for each in searches))
    found = [each for each in copies if each is not None]
    best = min(found, key=lambda copy: _rank(copy.date, wanted), default=None)
    return Search(best, all(each.has_answered for each in searches))


def _rank(date: datetime, wanted: datetime) -> tuple[timedelta, datetime]:
    return abs(date - wanted), date


class _Archive:
    """The search for a URL in one archive."""

    def __init__(
        self, gate: str, url: str, kind: Kind, wanted: datetime, client: Client, hosts: Hosts
    ) -> None:
        self._gate, self._url, self._kind, self._wanted = gate, url, kind, wanted
        self._client, self._hosts = client, hosts
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
            date = _date_in(target)
            if date is not None:
                self._note(target, date)
                return
            url = target

    async def _read_time_map(self) -> None:
        url, self._time_map = self._time_map, ""
        if not url:
            return
        answer = await self._ask(url, most=_TIME_MAP)
        if answer.status != 200:
            return
        dated = [each for each in links(answer.body.decode("utf-8", "replace"), url) if each.date is not None]
        copies = (each for each in dated if "memento" in each.relations and each.date is not None)
        for each in copies:
            self._note(each.url, each.date)
        self._waiting = heapq.nsmallest(_MOST_TRIES, self._waiting)

    def _note_links(self, answer: Answer) -> None:
        """Remember which copies of the URL an answer names, and where all are listed."""
        for each in links(answer.headers.get("link", ""), answer.url):
            if "timemap" in each.relations and not self._time_map:
                self._time_map = each.url
            # The first and the last of all are named too, but are not the next nearest.
            is_near = each.relations == {"memento"} or each.relations & {"prev", "next"}
            if "memento" in each.relations and is_near and each.date is not None:
                self._note(each.url, each.date)

    def _note(self, url: str, date: datetime) -> None:
        place = _modified(url, "")
        if place not in self._known:
            self._known.add(place)
            heapq.heappush(self._waiting, (*_rank(date, self._wanted), url))

    async def _tried(self, url: str) -> Copy | None:
        """Return the copy at an address of the archive; `None` if it is not good."""
        shown, hops = self._url, list[Hop]()
        url = self._played(url)
        for _ in range(_MOST_HOPS):
            answer = await self._ask(url)
            date = _date(answer)
            if not hops:
                self._note_links(answer)
            target = _target(answer)
            if target is None:
                target = _framed(answer) if self._kind is Kind.PAGE else None
                if target is None:
                    break
            elif date is not None:
                # The redirect itself was archived: it is judged like a living one.
                hops.append(Hop(shown, answer.status))
                shown = _shown(target) or shown
            url = self._played(target)
        else:
            return None
        if date is None:
            return None
        now = time.time()
        played = Answer(shown, answer.status, _headers(answer), answer.body, answer.is_whole, tuple(hops))
        verdict = judge(self._url, self._kind, played._replace(trouble=answer.trouble), now=now)
        if verdict.state not in (State.ALIVE, State.MOVED):
            return None
        return Copy(url if self._kind is Kind.IMAGE else _modified(url, ""), date, now)

    def _played(self, url: str) -> str:
        return _modified(url, "im_") if self._kind is Kind.IMAGE else url

    async def _ask(
        self, url: str, *, headers: Mapping[str, str] = MappingProxyType({}), most: int = MOST
    ) -> Answer:
        """Ask an archive, and again if it is busy."""
        answer = Answer(url)
        for _ in range(_MOST_TIMES):
            if self._requests == _MOST_REQUESTS:
                return answer
            self._requests += 1
            async with self._hosts.turn(url):
                answer = await self._client.ask(url, headers=headers, most=most)
            if "memento-datetime" in answer.headers:
                # Its status is that of the day when it was archived, and says nothing of the archive.
                self._hosts.tell(url, answer._replace(status=200, headers={}))
                return answer
            self._hosts.tell(url, answer)
            if answer.status not in _BUSY:
                break
        if answer.trouble is not None or not (200 <= answer.status < 400 or answer.status in (404, 410)):
            self.has_answered = False
        return answer


def _date(answer: Answer) -> datetime | None:
    """Return when a copy was made; `None` for an answer that is no copy."""
    return http_date(answer.headers.get("memento-datetime", ""))


def _target(answer: Answer) -> str | None:
    """Return where an answer redirects to."""
    if answer.status not in (301, 302, 303, 307, 308) or "location" not in answer.headers:
        return None
    url = parse(answer.headers["location"], answer.url)
    return None if url is None else url.href


def _framed(answer: Answer) -> str | None:
    """Return the copy itself, if the answer is a page with the archive's frame for it, as pywb gives.

    https://pywb.readthedocs.io/en/latest/manual/configuring.html#framed-vs-frameless-replay
    """
    frame = _PLAYED.fullmatch(answer.url)
    if frame is None or frame[3]:
        return None
    for each in links(answer.headers.get("link", ""), answer.url):
        inner = _PLAYED.fullmatch(each.url)
        if inner and inner[3] and each.relations == {"memento"} and _modified(each.url, "") == answer.url:
            return each.url
    return None


def _modified(url: str, modifier: str) -> str:
    """Return the address of a copy with a modifier, if the archive is of the kind that has them."""
    match = _PLAYED.fullmatch(url)
    return f"{match[1]}{match[2]}{modifier}/{match[4]}" if match else url


def _date_in(url: str) -> datetime | None:
    match = _PLAYED.fullmatch(url)
    with suppress(ValueError):
        return datetime.strptime(match[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if match else None
    return None


def _shown(url: str) -> str | None:
    """Return the URL whose copy is at an address of an archive."""
    match = _PLAYED.fullmatch(url)
    inner = parse(match[4]) if match else None
    return None if inner is None else inner.href


def _headers(answer: Answer) -> dict[str, str]:
    """Return the headers that an answer had when it was archived, as far as they are known."""
    named = {
        name.removeprefix(_ORIGINAL): value
        for name, value in answer.headers.items()
        if name.startswith(_ORIGINAL)
    }
    kind = answer.headers.get("content-type")
    return named if kind is None else {**named, "content-type": kind}
