"""What a clock shows at the date of a post of Hexo, where the site may be built."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from lint.archive.builders.configuration import SiteConfiguration

DATES = {
    "year": "{:%Y}", "month": "{:%m}", "day": "{:%d}", "hour": "{:%H}", "minute": "{:%M}",
    "second": "{:%S}", "i_month": "{0.month}", "i_day": "{0.day}",
}  # fmt: skip
_FALSE = (None, False, 0, "")
_HERE = (timedelta(),)
_EVERYWHERE = (timedelta(hours=-12), timedelta(), timedelta(hours=14))


class HexoSite(Protocol):
    """What the addresses of Hexo need to know of a site."""

    @property
    def configuration(self) -> SiteConfiguration:
        """See `Hexo.configuration`."""

    @property
    def source(self) -> str:
        """See `Hexo.source`."""

    @property
    def timezone(self) -> str | None:
        """See `Hexo.timezone`."""

    def has_plugin(self, word: str) -> bool:
        """See `Hexo.has_plugin`."""


def moments(
    site: HexoSite, named: Mapping[str, str], fields: Mapping[str, object], names: set[str]
) -> Iterator[datetime | None]:
    """Yield what the clock may show at a post's date where the site is built.

    With a `timezone`, the clock shows that zone's time only where the machine is in it; on a machine in UTC
    it shows UTC. The time of a text with a zone is that of the machine's zone.
    """
    if names.isdisjoint((*DATES, "hash", "timestamp")):
        yield None
        return
    when, shifts = _date(site, named, fields)
    if when is None:
        yield None
        return
    zone = _offset(site, when)
    for shift in shifts:
        yield when + shift
        if zone is not None:
            yield when + shift - zone


def _date(
    site: HexoSite, named: Mapping[str, str], fields: Mapping[str, object]
) -> tuple[datetime | None, tuple[timedelta, ...]]:
    given = fields.get("date")
    if given in _FALSE:
        month, day = (named.get(key) or named.get(f"i_{key}") for key in ("month", "day"))
        if not (named.get("year") and month and day):
            return None, _HERE
        from lint.values.dates.moment import moment  # as in Site.read_date

        return moment((int(named["year"]), int(month), int(day))).when, _HERE
    if isinstance(given, datetime):
        return (given.astimezone(UTC).replace(tzinfo=None) if given.tzinfo else given), _HERE
    if isinstance(given, date):
        return datetime(given.year, given.month, given.day), _HERE  # noqa: DTZ001 - the clock of the machine
    from lint.values.dates import js  # as in Site.read_date

    found = js.new_date(given)
    if found is None:
        return None, _HERE
    if found.zoned or found.zone == "utc":
        when = found.when.astimezone(UTC).replace(tzinfo=None) if found.when.tzinfo else found.when
        zone = _offset(site, when)
        return when, _EVERYWHERE if zone is None else (timedelta(), zone, zone + zone)
    return found.when, _HERE


def _offset(site: HexoSite, when: datetime) -> timedelta | None:
    """Return how far the site's `timezone` is from UTC; `None` without one."""
    if site.timezone is None:
        return None
    from lint.primitives.zones import zone

    return when.replace(tzinfo=zone(site.timezone)).utcoffset()


def may_be_future(site: HexoSite, fields: Mapping[str, object]) -> bool:
    """Return whether a post may be of a later day than that of the build."""
    when, _ = _date(site, {}, fields)
    return when is not None and when > datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)


def of_time(site: HexoSite, name: str, slug: str, when: datetime | None) -> str | None:
    """Return the seconds since 1970, or the hash of a slug and these; `None` without a `timezone`."""
    if when is None or site.timezone is None:
        return None
    seconds = int(when.replace(tzinfo=UTC).timestamp())
    if name == "timestamp":
        return str(seconds)
    return hashlib.sha1(f"{slug}{seconds}".encode()).hexdigest()[:12]  # noqa: S324 - Hexo's
