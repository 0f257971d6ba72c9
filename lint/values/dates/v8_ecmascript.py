"""Dates in the format of ECMAScript, and what the other formats that V8 reads share with it.

https://tc39.es/ecma262/#sec-date-time-string-format
"""

import re
from datetime import timedelta

from lint.primitives.patterns import regex
from lint.values.dates.moment import Moment, Zone, moment

FORMAT = regex(
    r"""(?P<year>[0-9]{4}|[-+][0-9]{6})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?
    (?P<time>[Tt](?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:\.(?P<fraction>[0-9]+))?)?
    (?P<zone>[Zz]|[-+](?:[01][0-9]|2[0-3]):?[0-5][0-9])?)?\Z""",
    re.VERBOSE,
)
_MOST_DIGITS = 9
_FIRST_YEAR, _LAST_YEAR = -271_821, 275_760


def read(match: re.Match[str], zone: Zone) -> Moment | None:
    """Return the moment of a text that matches `FORMAT`; `None` for an invalid date."""
    day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    if not match["time"]:
        return in_range(day, moment(day, precision="day", zone="utc"))
    fraction = milliseconds(match["fraction"] or "0")
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour == 24 and (minute or second or fraction):  # noqa: PLR2004 - midnight at the day's end
        return None
    time = timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=fraction)
    return in_range(day, moment(day, time, _offset(match["zone"]), zone=zone))


def _offset(text: str | None) -> timedelta | None:
    if text is None or text in "Zz":
        return None if text is None else timedelta()
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -offset if text[0] == "-" else offset


def milliseconds(digits: str) -> int:
    """Return the milliseconds of a fraction."""
    # Zeros at the front are not counted among the nine digits that are kept, but their places are.
    value, places = number(digits), min(len(digits), _MOST_DIGITS)
    return int(value * 10 ** (3 - places) if places < 3 else value // 10 ** (places - 3))  # noqa: PLR2004


def number(digits: str) -> int:
    """Return the number of the first nine digits that count."""
    return int(digits.lstrip("0")[:_MOST_DIGITS] or 0)


def in_range(day: tuple[int, int, int], read: Moment) -> Moment | None:
    """Return the moment if a `Date` can hold it: https://tc39.es/ecma262/#sec-time-values-and-time-range."""
    return read if _FIRST_YEAR < day[0] < _LAST_YEAR else None
