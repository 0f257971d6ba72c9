"""What the DTE rules share: comparing moments of which one may have no timezone."""

import contextlib
from datetime import UTC, date, datetime, timedelta

from lint.rule import Document, Moment

_EARLIEST_ZONE = timedelta(hours=14)


def instant(document: Document, moment: Moment) -> datetime:
    """Give a moment as an aware datetime; one without a timezone is in the site's, or in UTC."""
    when = moment.when
    if when.tzinfo is not None:
        return when
    return when.replace(tzinfo=document.settings.timezone or UTC)


def apart(document: Document, one: Moment, other: Moment) -> timedelta:
    """Say how far two moments are apart at least, for any timezone that a missing one could be.

    A moment that is only a day is anywhere within it.
    """
    first, second = instant(document, one), instant(document, other)
    difference = abs(_plus(first) - _plus(second))
    slack = timedelta()
    for moment in (one, other):
        if moment.precision == "day":
            slack = max(slack, timedelta(days=1))
        if not moment.zoned and document.settings.timezone is None:
            slack += _EARLIEST_ZONE
    return max(difference - slack, timedelta())


def _plus(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC)
    except OverflowError:
        return when.replace(tzinfo=UTC)


def calendar_days(document: Document, moment: Moment) -> set[date]:
    """Give the days on which a moment falls: as written, in UTC, and in the site's timezone."""
    when = moment.when
    days = {when.date()}
    if when.tzinfo is not None:
        days.add(_plus(when).date())
        if document.settings.timezone is not None:
            with contextlib.suppress(OverflowError):
                days.add(when.astimezone(document.settings.timezone).date())
    return days


def hours(difference: timedelta) -> str:
    """Give a difference as people say it: `8.0 h`, or `3.2 days` from two days on."""
    total = abs(difference.total_seconds()) / 3600
    if total < 1:
        return f"{total * 60:.0f} min"
    return f"{total:.1f} h" if total < 48 else f"{total / 24:,.1f} days"  # noqa: PLR2004 - two days
