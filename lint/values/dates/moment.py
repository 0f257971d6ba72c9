"""A date as a reader understands it."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Literal, NamedTuple

Zone = Literal["utc", "site"]
Precision = Literal["day", "second"]
Form = Literal["timestamp", "text"]


class Moment(NamedTuple):
    """A date that was read.

    Parameters:
        when: the moment; naive when the text has no timezone. Years that Python does not know are the first
            or the last moment that it knows.
        precision: `day` for a date without a time.
        zoned: whether the text has a timezone.
        form: `timestamp` for a value that YAML or TOML reads as a date, `text` for one that it reads as text.
        zone: what a moment without a timezone is in: UTC, or the site's timezone, which is that of the
            machine if the site has none.
    """

    when: datetime
    precision: Precision
    zoned: bool
    form: Form
    zone: Zone = "site"


class Unread(Enum):
    """What happens to a value that a reader does not take as a date."""

    STOPS = "stops"
    """The build stops."""
    NONE = "none"
    """The builder goes on as if there were no date."""
    NOW = "now"
    """What is missing is filled in from the day of the build."""
    ELSEWHERE = "elsewhere"
    """The value asks for another date, such as that of the file."""


_DAY = timedelta(days=1)
_MIDNIGHT = time()
# 400 years of the Gregorian calendar.
_CYCLE = 400
_DAYS_OF_CYCLE = 146_097
_MONTHS = 12


def moment(
    day: tuple[int, int, int],
    clock: timedelta = timedelta(),
    offset: timedelta | None = None,
    *,
    precision: Precision = "second",
    form: Form = "text",
    zone: Zone = "site",
) -> Moment:
    """Return a moment from its parts, with days and times past their end carried over.

    Parameters:
        day: the year, the month and the day; 31 April is 1 May.
        clock: the time since midnight.
        offset: from UTC; `None` without a timezone.
    """
    year, month, number = day
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    zoned = offset is not None
    tz = None
    if offset is not None:
        if abs(offset) < _DAY:
            tz = timezone(offset)
        else:
            tz, clock = UTC, clock - offset
    # Python's calendar begins with the year 1: count from the same year in a later cycle.
    cycles, rest = divmod(year, _CYCLE)
    try:
        when = datetime(rest + _CYCLE, month, 1, tzinfo=tz) + clock + timedelta(days=number - 1)
        if cycles != 1:
            when += timedelta(days=(cycles - 1) * _DAYS_OF_CYCLE)
    except OverflowError:
        limit = datetime.max if year > _CYCLE else datetime.min  # noqa: DTZ901 - replaced below
        when = limit.replace(tzinfo=UTC if zoned else None)
    return Moment(when, precision, zoned, form, zone)


def of_yaml(value: date, *, clock: Zone = "site", day: Zone = "site") -> Moment:
    """Return the moment of a date that YAML or TOML has read.

    Parameters:
        clock: the timezone of a time without one.
        day: the timezone in which a day begins.
    """
    if isinstance(value, datetime):
        return Moment(value, "second", value.tzinfo is not None, "timestamp", clock)
    return Moment(datetime.combine(value, _MIDNIGHT), "day", zoned=False, form="timestamp", zone=day)
