"""How Jekyll reads a date: Psych's timestamps, and Ruby's `Time.parse` for everything else.

Jekyll makes a text of what YAML gives, and parses it: https://github.com/jekyll/jekyll/blob/master/lib/jekyll/utils.rb.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.values.dates.moment import Moment, Precision, Unread, moment, of_yaml

_SIMPLE = regex(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)? ?(Z|[-+]\d\d:?\d\d)?)?\Z", re.ASCII
)
_OFFSET = regex(r"([-+])(\d\d)(?:(:?)(\d\d)(?:\3(\d\d))?)?\Z", re.ASCII)
# RFC 822 with its military letters, as in https://github.com/ruby/time/blob/master/lib/time.rb.
_ZONES = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip
_LONGEST = 128
_LEAP_YEAR = 2020
_WHOLE_DAY = timedelta(days=1)


def read(value: object) -> Moment | Unread:
    """Return the date that Jekyll reads in a value of YAML."""
    if isinstance(value, date):
        found = of_yaml(value, clock="utc")
        # Times are written without a fraction before they are parsed.
        return found._replace(when=found.when.replace(microsecond=0)) if found.when.microsecond else found
    text = value if isinstance(value, str) else _text_of(value)
    return parse(text)


def _time(day: tuple[int, int], hour: int, minute: int, second: int) -> timedelta | None:
    """Return the time since midnight if `Time.utc` takes it, as 24:00 and 60 seconds."""
    limits = ((1, day[0], 12), (1, day[1], 31), (0, hour, 24), (0, minute, 59), (0, second, 60))
    if any(not least <= number <= most for least, number, most in limits):
        return None
    if hour == 24 and (minute or second):  # noqa: PLR2004
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


@lru_cache(maxsize=1024)
def parse(text: str) -> Moment | Unread:
    """Return the moment that `Time.parse` gives; a time without a known timezone is in the site's."""
    if len(text) > _LONGEST:
        return Unread.STOPS
    simple = _SIMPLE.match(text)
    parts = _simple_parts(simple) if simple else _parts_of(text)
    zone = parts.pop("zone", None)
    if not parts:
        return Unread.STOPS
    fraction = parts.pop("sec_fraction", Fraction())
    precision: Precision = "second" if "hour" in parts or "min" in parts or "sec" in parts else "day"
    numbers: dict[str, int] = {name: part for name, part in parts.items() if isinstance(part, int)}
    if "yday" in numbers and not 1 <= numbers["yday"] <= 366:  # noqa: PLR2004
        return Unread.STOPS
    offset = _offset(str(zone)) if zone else None
    if offset is not None and abs(offset) >= _WHOLE_DAY:
        return Unread.STOPS
    year = numbers.get("year", _LEAP_YEAR)
    day = (year, *_month_and_day(year, numbers))
    clock = (numbers.get("hour", 0), numbers.get("min", 0), numbers.get("sec", 0))
    if offset:
        day, clock = _to_utc(day, clock, offset)
    time = _time(day[1:], *clock)
    if time is None or (fraction and clock[0] == 24):  # noqa: PLR2004
        return Unread.STOPS
    if "year" not in numbers:
        return Unread.NOW
    read_ = moment(day, time, timedelta() if offset is not None else None, precision=precision, zone="site")
    return read_._replace(when=_in_zone(read_.when, offset)) if offset else read_


def _parts_of(text: str) -> dict[str, int | str | Fraction]:
    from lint.values.dates.ruby_parts import parts_of  # many patterns to compile, rarely needed

    return parts_of(text)


def _simple_parts(match: re.Match[str]) -> dict[str, int | str | Fraction]:
    names = ("year", "mon", "mday", "hour", "min", "sec")
    parts: dict[str, int | str | Fraction] = {
        name: int(digits) for name, digits in zip(names, match.groups(), strict=False) if digits
    }
    if match[7]:
        parts["zone"] = match[7]
    return parts


def _month_and_day(year: int, numbers: Mapping[str, int]) -> tuple[int, int]:
    if "yday" not in numbers:
        return numbers.get("mon", 1), numbers.get("mday", 1)
    first = moment((year, 1, 1)).when
    found = first + timedelta(days=numbers["yday"] - 1) if numbers["yday"] >= 1 else None
    return (found.month, found.day) if found and found.year == first.year else (0, 0)


def _offset(zone: str) -> timedelta | None:
    match = _OFFSET.match(zone)
    if match is None:
        hours = _ZONES.get(zone.upper())
        return timedelta(hours=hours) if hours is not None else None
    offset = timedelta(hours=int(match[2]), minutes=int(match[4] or 0), seconds=int(match[5] or 0))
    return -offset if match[1] == "-" else offset


def _to_utc(
    day: tuple[int, int, int], clock: tuple[int, int, int], offset: timedelta
) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return a day and a time in UTC, as `Time.parse` moves them: without looking whether they exist."""
    year, month, number = day
    sign = 1 if offset > timedelta() else -1
    units = []
    left = abs(int(offset.total_seconds()))
    for unit, size in zip(reversed(clock), (60, 60, 24), strict=True):
        left, part = divmod(left, size)
        if part:
            carried, unit = divmod(unit - sign * part, size)  # noqa: PLW2901
            left -= sign * carried
        units.append(unit)
    second, minute, hour = units
    if left and 1 <= month <= 12:  # noqa: PLR2004
        number -= sign * left
        last = calendar.monthrange(max(year, 1), month)[1]
        if sign < 0 and last < number:
            year, month, number = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)  # noqa: PLR2004
        elif sign > 0 and number < 1:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
            number = calendar.monthrange(max(year, 1), month)[1]
    return (year, month, number), (hour, minute, second)


def _in_zone(when: datetime, offset: timedelta) -> datetime:
    try:
        return when.astimezone(timezone(offset))
    except OverflowError:
        return when


def _text_of(value: object) -> str:
    """Return a value as Ruby's `to_s` writes it, as far as dates can be found in it."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{key}"=>{_text_of(item)}' for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_text_of(item) for item in value) + "]"
    return str(value)
