"""Comparison of dates that may have no timezone, for the DTE rules."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from lint.rule import Document, Moment

_WIDEST_OFFSET = timedelta(hours=14)


def instant(document: Document, moment: Moment) -> datetime:
    """Return an aware datetime; a moment without a timezone is in the site's timezone, or in UTC."""
    when = moment.when
    return when if when.tzinfo is not None else when.replace(tzinfo=document.settings.timezone or UTC)


def apart(document: Document, one: Moment, other: Moment) -> timedelta:
    """Return the least difference between two moments, whatever an unknown timezone or time of day may be."""
    difference = abs(_moved(instant(document, one), UTC) - _moved(instant(document, other), UTC))
    slack = timedelta()
    for moment in (one, other):
        if moment.precision == "day":
            slack = max(slack, timedelta(days=1))
        if not moment.zoned and document.settings.timezone is None:
            slack += _WIDEST_OFFSET
    return max(difference - slack, timedelta())


def _moved(when: datetime, zone: tzinfo) -> datetime:
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when.replace(tzinfo=zone)


def calendar_days(document: Document, moment: Moment) -> set[date]:
    """Return the days of a moment: as written, in UTC, and in the site's timezone."""
    when = moment.when
    zones = (UTC, document.settings.timezone) if when.tzinfo is not None else ()
    return {when.date(), *(_moved(when, zone).date() for zone in zones if zone is not None)}


def hours(difference: timedelta) -> str:
    """Return a difference for people, such as `30 min`, `8.0 h` or, from two days on, `3.2 days`."""
    total = abs(difference.total_seconds()) / 3600
    if total < 1:
        return f"{total * 60:.0f} min"
    return f"{total:.1f} h" if total < 48 else f"{total / 24:,.1f} days"  # noqa: PLR2004 - two days
