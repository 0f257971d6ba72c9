"""Comparison of dates that may have no timezone, for the DTE rules."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from lint.primitives.patterns import regex
from lint.rule import Document, Moment

_DAY = timedelta(days=1)
_WRITTEN_DAY = regex(r"[\"']?\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)
# The timezones in use (https://www.iana.org/time-zones).
_WESTERNMOST, _EASTERNMOST = timedelta(hours=-12), timedelta(hours=14)


def zone_of(document: Document, moment: Moment) -> tzinfo | None:
    """Return the timezone in which a moment without one is; `None` if the machine that builds decides."""
    if moment.zone == "utc":
        return UTC
    return document.settings.timezone or (None if document.site.machine_has_timezone else UTC)


def is_known(document: Document, moment: Moment) -> bool:
    """Return whether a moment is the same on every machine."""
    return moment.zoned or zone_of(document, moment) is not None


def instant(document: Document, moment: Moment) -> datetime:
    """Return an aware datetime; a moment that depends on the machine is in UTC."""
    when = moment.when
    return when if when.tzinfo is not None else when.replace(tzinfo=zone_of(document, moment) or UTC)


def fixed_offset(document: Document, moment: Moment) -> datetime | None:
    """Return a moment without a timezone with the offset that the site's timezone has then.

    `None` if the builder does not read it in the site's timezone, or that hour occurs twice or not at all.
    """
    zone = document.settings.timezone
    if zone is None or moment.zone == "utc":
        return None
    first, second = (moment.when.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    if first is None or first != second or first.seconds % 60:
        return None
    return moment.when.replace(tzinfo=timezone(first))


def apart(document: Document, one: Moment, other: Moment) -> timedelta:
    """Return the least difference between two moments, whatever an unknown timezone or time of day may be."""
    difference = abs(_moved(instant(document, one), UTC) - _moved(instant(document, other), UTC))
    slack = timedelta()
    for moment in (one, other):
        if moment.precision == "day":
            slack = max(slack, _DAY)
        if not is_known(document, moment):
            slack += _EASTERNMOST
    return max(difference - slack, timedelta())


def _moved(when: datetime, zone: tzinfo) -> datetime:
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when.replace(tzinfo=zone)


def calendar_days(document: Document, moment: Moment) -> set[date]:
    """Return the days of a moment: as written, in UTC, and in the site's timezone."""
    when = moment.when
    if moment.precision == "day" and when.tzinfo is None:
        return {when.date()}
    zones = (UTC, document.settings.timezone) if is_known(document, moment) else ()
    known = instant(document, moment)
    return {when.date(), *(_moved(known, zone).date() for zone in zones if zone is not None)}


def address_day(document: Document, moment: Moment) -> date | None:
    """Return the day in a post's address, which the builder takes from the date; `None` if that is not known."""
    zone = document.settings.timezone
    if not document.site.date_is_in_address or zone is None:
        return None
    if moment.precision == "day" and not moment.zoned:
        return moment.when.date()
    return _moved(instant(document, moment), zone).date()


def is_day_in_some_zone(document: Document, moment: Moment, day: date) -> bool:
    """Return whether a moment is on a day in any timezone of the world."""
    if moment.precision == "day":
        return False
    start = datetime.combine(day, time(), UTC)
    try:
        when = _moved(instant(document, moment), UTC)
        return start - _EASTERNMOST <= when < start + _DAY - _WESTERNMOST
    except OverflowError:
        return False


def hours(difference: timedelta) -> str:
    """Return a difference for people, such as `30 min`, `8.0 h` or, from two days on, `3.2 days`."""
    total = abs(difference.total_seconds()) / 3600
    if total < 1:
        return f"{total * 60:.0f} min"
    return f"{total:.1f} h" if total < 48 else f"{total / 24:,.1f} days"  # noqa: PLR2004 - two days


def is_no_day(text: str) -> bool:
    """Return whether a date begins with a day that does not exist, such as 30 February."""
    match = _WRITTEN_DAY.match(text)
    if match is None or match[1] == "0000":
        return False
    try:
        date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return True
    return False
