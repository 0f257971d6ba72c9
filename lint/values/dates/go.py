"""The layouts in which Hugo reads a date: a closed list, tried in order.

They are those of https://github.com/spf13/cast/blob/master/time.go, read as Go's `time.Parse` does: several
spaces are one, an hour may have one digit, and any second a fraction. A timezone's name has no meaning.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from lint.values.dates.moment import Moment, Unread, moment, of_yaml

_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = r"(?P<hour>\d\d?):(?P<minute>\d\d):(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?"
_COLON = r"(?P<offset>Z|[-+]\d\d:\d\d)"
_NO_COLON = r"(?P<offset>Z|[-+]\d\d\d\d)"
_NUMBERS = r"(?P<offset>[-+]\d\d\d\d)"
_NAME = r"(?:GMT(?:[-+]\d\d?)?|ChST|MeST|[A-Z]{3}|[A-Z]{3}T|WITA|[A-Z]{4}T|[-+]\d\d(?:\d\d)?)"
_SHORT_YEAR = r"(?P<year>\d\d)"
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
_LONG_WEEKDAY = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"(?P<name>{'|'.join(_MONTHS)})"
_TWO = r"(?P<day>\d\d)"
_ONE_OR_TWO = r"(?P<day> ?\d|\d\d)"
_LAYOUTS = tuple(
    re.compile(layout.replace(" ", " +").replace(" +?", " *") + r"\Z", re.ASCII)
    for layout in (
        _DAY,
        f"{_DAY}T{_TIME}(?:{_COLON}|(?P<offset2>[-+]\\d\\d\\d\\d))?",
        f"{_DAY} {_TIME}(?:{_COLON}|{_NO_COLON.replace('offset', 'offset2')})?",
        f"{_DAY} {_TIME} (?:(?P<offset>[-+]\\d\\d:\\d\\d)|(?P<offset2>[-+]\\d\\d\\d\\d)(?: {_NAME})?)",
        f"(?i:{_WEEKDAY}), {_TWO} (?i:{_MONTH}) (?P<year>\\d{{4}}) {_TIME} (?:{_NUMBERS}|{_NAME})",
        f"{_TWO} (?i:{_MONTH}) {_SHORT_YEAR} (?P<hour>\\d\\d?):(?P<minute>\\d\\d) (?:{_NUMBERS}|{_NAME})",
        f"(?i:{_LONG_WEEKDAY}), {_TWO}-(?i:{_MONTH})-{_SHORT_YEAR} {_TIME} {_NAME}",
        f"(?i:{_WEEKDAY}) (?i:{_MONTH}) {_ONE_OR_TWO} {_TIME} (?:{_NAME} )?(?P<year>\\d{{4}})",
        f"(?i:{_WEEKDAY}) (?i:{_MONTH}) {_TWO} {_TIME} {_NUMBERS} (?P<year>\\d{{4}})",
        f"{_TWO} (?i:{_MONTH}) (?P<year>\\d{{4}})",
        f"(?i:{_MONTH}) {_ONE_OR_TWO} {_TIME}",
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>[AP]M)",
    )
)
_LONGEST = 64
_MOST_SECONDS = 8 * 10**13  # nearly the longest timedelta


def read(value: object) -> Moment | Unread:
    """Return the date that Hugo reads in a value of YAML, TOML or JSON."""
    if isinstance(value, date):
        return of_yaml(value)
    if value is None or isinstance(value, str):
        return parse(value or "")
    if isinstance(value, bool) or not isinstance(value, int):
        return Unread.STOPS
    return moment(
        (1970, 1, 1), timedelta(seconds=max(-_MOST_SECONDS, min(value, _MOST_SECONDS))), timedelta()
    )


@lru_cache(maxsize=1024)
def parse(text: str) -> Moment | Unread:
    """Return the moment in one of the layouts; in any other, Hugo stops."""
    if not text:
        return Unread.NONE
    if len(text) > _LONGEST:
        return Unread.STOPS
    match = next((match for match in (layout.match(text) for layout in _LAYOUTS) if match), None)
    return _read(match.groupdict()) if match is not None else Unread.STOPS


def _read(group: dict[str, str | None]) -> Moment | Unread:
    year, day = int(group.get("year") or 0), int(group.get("day") or 1)
    if len(group.get("year") or "") == len("21"):
        year += 1900 if year >= 69 else 2000  # noqa: PLR2004 - as in POSIX
    name = group.get("name")
    month = _MONTHS.index(name.lower()) + 1 if name else int(group.get("month") or 1)
    offset = _offset(group.get("offset") or group.get("offset2"))
    time = _time(group)
    if not 1 <= month <= len(_MONTHS) or time is None or isinstance(offset, Unread):
        return Unread.STOPS
    # The calendar repeats after 400 years, and has no year 0.
    if not 1 <= day <= calendar.monthrange(year % 400 + 400, month)[1]:
        return Unread.STOPS
    return moment((year, month, day), time, offset, precision="second" if group.get("hour") else "day")


def _time(group: dict[str, str | None]) -> timedelta | None:
    hour, minute, second = (int(group.get(name) or 0) for name in ("hour", "minute", "second"))
    half = group.get("half")
    if half:
        if hour > 12:  # noqa: PLR2004
            return None
        hour = hour % 12 + 12 * (half == "PM")
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004
        return None
    microseconds = int((group.get("fraction") or "0")[:6].ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microseconds)


def _offset(text: str | None) -> timedelta | Unread | None:
    if text is None or text == "Z":
        return None if text is None else timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 24 or minutes > 60:  # noqa: PLR2004 - what Go takes
        return Unread.STOPS
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if text[0] == "-" else offset
