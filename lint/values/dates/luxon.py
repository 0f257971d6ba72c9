"""How luxon's `DateTime.fromISO` reads a date, as Eleventy uses it.

https://github.com/moment/luxon/blob/master/src/impl/regexParser.js
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.values.dates.moment import Moment, Unread, moment

_IANA = r"[A-Za-z_+-]{1,256}(?::?/[A-Za-z0-9_+-]{1,256}(?:/[A-Za-z0-9_+-]{1,256})?)?"
_CLOCK = r"(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,30}))?)?)?"
_ZONE = rf"(?:(?:(?P<utc>[Zz])|(?P<hours>[+-]\d\d)(?::?(?P<minutes>\d\d))?)?(?:\[(?P<name>{_IANA})\])?)"
_TIME = rf"(?P<time>[Tt]{_CLOCK}{_ZONE})?\Z"
_DATES = tuple(
    re.compile(pattern + _TIME, re.ASCII)
    for pattern in (
        r"(?P<year>[+-]\d{6}|\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?",
        r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<weekday>\d))?",
        r"(?P<year>\d{4})-?(?P<ordinal>\d{3})",
    )
)
_TIME_ONLY = regex(rf"{_CLOCK}{_ZONE}\Z", re.ASCII)
_LONGEST = 64


@lru_cache(maxsize=1024)
def parse(text: str) -> Moment | Unread:
    """Return the moment that `DateTime.fromISO(text, {zone: "utc"})` gives; a time alone is that of today."""
    if len(text) > _LONGEST:
        return Unread.STOPS
    for pattern in _DATES:
        match = pattern.match(text)
        if match is not None:
            return _read(match)
    match = _TIME_ONLY.match(text)
    return Unread.NOW if match is not None and _time(match) is not None else Unread.STOPS


def _read(match: re.Match[str]) -> Moment | Unread:
    day, time = _day(match.groupdict()), _time(match)
    if day is None or time is None:
        return Unread.STOPS
    name = match["name"]
    if name:
        from lint.primitives.zones import zone as named  # rare

        try:
            zone = named(name)
        except LookupError:
            return Unread.STOPS
        read = moment(day, time)
        return read._replace(when=read.when.replace(tzinfo=zone), zoned=True)
    offset = timedelta() if match["utc"] else None
    if match["hours"]:
        sign = -1 if match["hours"][0] == "-" else 1
        offset = sign * timedelta(hours=int(match["hours"][1:]), minutes=int(match["minutes"] or 0))
    return moment(day, time, offset, precision="second" if match["time"] else "day", zone="utc")


def _day(group: dict[str, str | None]) -> tuple[int, int, int] | None:
    year = int(group["year"] or 0)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - in other years, a leap year is one of the same cycle
        year_of_cycle = year % 400 + 400
        day = _day(group | {"year": f"{year_of_cycle:04}"})
        return (day[0] - year_of_cycle + year, day[1], day[2]) if day is not None else None
    try:
        if week := group.get("week"):
            found = date.fromisocalendar(year, int(week), int(group["weekday"] or 1))
        elif ordinal := group.get("ordinal"):
            found = date(year, 1, 1) + timedelta(days=int(ordinal) - 1)
            if found.year != year:
                return None
        else:
            found = date(year, int(group["month"] or 1), int(group["day"] or 1))
    except ValueError:
        return None
    return found.year, found.month, found.day


def _time(match: re.Match[str]) -> timedelta | None:
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    milliseconds = int((match["fraction"] or "0")[:3].ljust(3, "0"))
    midnight = hour == 24 and not (minute or second or milliseconds)  # noqa: PLR2004 - at the day's end
    if (hour > 23 and not midnight) or minute > 59 or second > 59:  # noqa: PLR2004
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)
