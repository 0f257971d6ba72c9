"""Comparison of dates that may have no timezone, for the DTE rules."""

import contextlib
from datetime import UTC, date, datetime, timedelta

from lint.rule import Document, Moment

_WIDEST_OFFSET = timedelta(hours=14)


def instant(document: Document, moment: Moment) -> datetime:
    """Return an aware datetime; a moment without a timezone is in the site's timezone, or in UTC."""
    when = moment.when
    return when if when.tzinfo is not None else when.replace(tzinfo=document.settings.timezone or UTC)


def apart(document: Document, one: Moment, other: Moment) -> timedelta:
    """Return the least difference between two moments, whatever an unknown timezone or time of day may be."""
    difference = abs(_in_utc(instant(document, one)) - _in_utc(instant(document, other)))
    slack = timedelta()
    for moment in (one, other):
        if moment.precision == "day":
            slack = max(slack, timedelta(days=1))
        if not moment.zoned and document.settings.timezone is None:
            slack += _WIDEST_OFFSET
    return max(difference - slack, timedelta())


def _in_utc(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC)
    except OverflowError:
        return when.replace(tzinfo=UTC)


def calendar_days(document: Document, moment: Moment) -> set[date]:
    """Return the days of a moment: as written, in UTC, and in the site's timezone."""
    when = moment.when
    days = {when.date()}
    if when.tzinfo is not None:
        days.add(_in_utc(when).date())
        if document.settings.timezone is not None:
            with contextlib.suppress(OverflowError):
                days.add(when.astimezone(document.settings.timezone).date())
    return days


def hours(difference: timedelta) -> str:
    """Return a difference for people, such as `30 min`, `8.0 h` or, from two days on, `3.2 days`."""
    total = abs(difference.total_seconds()) / 3600
    if total < 1:
        return f"{total * 60:.0f} min"
    return f"{total:.1f} h" if total < 48 else f"{total / 24:,.1f} days"  # noqa: PLR2004 - two days
