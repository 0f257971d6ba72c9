"""What Ruby's `Date._parse` finds in a text: the parts of a date, wherever they are.

This follows https://github.com/ruby/date/blob/master/ext/date/date_parse.c: the patterns are tried in
order, and what one matches is taken out of the text.
"""

import re
from collections.abc import Callable

from lint.values.dates.ruby_patterns import (
    BC,
    CLOCK,
    DAY,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    DIGITS,
    DOTS,
    EU,
    ISO,
    JIS,
    JIS_ERAS,
    MONTHS,
    NAME,
    NO_DAY_OF_YEAR,
    NO_ORDINAL,
    NO_YEAR,
    ORDINAL,
    REST,
    SLASHES,
    TIME,
    US,
    VMS,
    VMS_US,
    WEEK,
    WEEKDAY,
    YEAR,
)  # fmt: skip
from lint.values.dates.ruby_text import Parts, Text, fraction_of, set_numbers


def parts_of(text: str) -> Parts:
    """Return the parts that Ruby finds, by its names: `year`, `mon`, `mday`, `yday`, `hour` and so on."""
    left = Text(text)
    left.takes(WEEKDAY)
    _time(left)
    any(reader(left) for reader in _READERS)
    if left.takes(BC) and isinstance(year := left.parts.get("year"), int):
        left.parts["year"] = 1 - year
    _rest(left)
    year = left.parts.get("year")
    if left.two_digits_are_short and isinstance(year, int) and 0 <= year < 100:  # noqa: PLR2004
        left.parts["year"] = year + (1900 if year >= 69 else 2000)  # noqa: PLR2004
    return left.parts


def _time(left: Text) -> None:
    match = left.takes(CLOCK)
    if match is None:
        return
    if match[2]:
        left.parts["zone"] = match[2]
    time = TIME.match(match[1])
    if time is None:
        return
    hour, minute, second, fraction, half = time.groups()
    left.parts["hour"] = int(hour) % 12 + 12 * (half in "pP") if half else int(hour)
    set_numbers(left.parts, min=minute, sec=second)
    if fraction is not None:
        left.parts["sec_fraction"] = fraction_of(fraction)


def _rest(left: Text) -> None:
    """Take a number that is all that is left as the day or the hour, whichever is missing."""
    match = REST.match(left.text)
    if match is None:
        return
    number = int(match[1])
    if "hour" in left.parts and "mday" not in left.parts and 1 <= number <= 31:  # noqa: PLR2004
        left.parts["mday"] = number
    elif "mday" in left.parts and "hour" not in left.parts and number <= 24:  # noqa: PLR2004
        left.parts["hour"] = number


def _is_before_christ(era: str | None) -> bool:
    return era is not None and era[0] in "bB"


def _month(name: str) -> str:
    return str(MONTHS.index(name.lower()) + 1)


def _eu(left: Text) -> bool:
    match = left.takes(EU)
    if match is not None:
        left.sets(match[4], _month(match[2]), match[1], before_christ=_is_before_christ(match[3]))
    return match is not None


def _us(left: Text) -> bool:
    match = left.takes(US)
    if match is not None:
        left.sets(match[4], _month(match[1]), match[2], before_christ=_is_before_christ(match[3]))
    return match is not None


def _three(pattern: re.Pattern[str]) -> Callable[[Text], bool]:
    def reader(left: Text) -> bool:
        match = left.takes(pattern)
        if match is not None:
            left.sets(match[1], match[2], match[3])
        return match is not None

    return reader


def _jis(left: Text) -> bool:
    match = left.takes(JIS)
    if match is not None:
        left.parts["year"] = int(match[2]) + JIS_ERAS[match[1].lower()]
        set_numbers(left.parts, mon=match[3], mday=match[4])
    return match is not None


def _vms(left: Text) -> bool:
    match = left.takes(VMS)
    if match is not None:
        left.sets(match[3], _month(match[2]), match[1])
        return True
    match = left.takes(VMS_US)
    if match is not None:
        left.sets(match[3], _month(match[1]), match[2])
    return match is not None


def _iso2(left: Text) -> bool:
    # Weeks are found, but Time.parse makes nothing of them.
    if left.takes(WEEK) or left.takes(DAY_OF_WEEK):
        return True
    if match := left.takes(NO_YEAR):
        set_numbers(left.parts, mon=match[1] or match[3], mday=match[2] or match[4])
        return True
    if not NO_ORDINAL.search(left.text) and (match := left.takes(ORDINAL)):
        set_numbers(left.parts, year=match[1], yday=match[2])
        return True
    if not NO_DAY_OF_YEAR.search(left.text) and (match := left.takes(DAY_OF_YEAR)):
        set_numbers(left.parts, yday=match[1])
        return True
    return False


def _year(left: Text) -> bool:
    match = left.takes(YEAR)
    if match is not None:
        set_numbers(left.parts, year=match[1])
    return match is not None


def _name(left: Text) -> bool:
    match = left.takes(NAME)
    if match is not None:
        set_numbers(left.parts, mon=_month(match[1]))
    return match is not None


def _mday(left: Text) -> bool:
    match = left.takes(DAY)
    if match is not None:
        set_numbers(left.parts, mday=match[1])
    return match is not None


# What a number of so many digits is, read from the left, or from the right if it has a fraction.
_FORWARD = {
    2: "mday2", 4: "mon2 mday2", 6: "year2 mon2 mday2", 8: "year4 mon2 mday2",
    10: "year4 mon2 mday2 hour2", 12: "year4 mon2 mday2 hour2 min2", 14: "year4 mon2 mday2 hour2 min2 sec2",
    3: "yday3", 5: "year2 yday3", 7: "year4 yday3",
}  # fmt: skip
_BACKWARD = {
    2: "sec2", 4: "min2 sec2", 6: "hour2 min2 sec2", 8: "mday2 hour2 min2 sec2",
    10: "mon2 mday2 hour2 min2 sec2", 12: "year2 mon2 mday2 hour2 min2 sec2",
    14: "year4 mon2 mday2 hour2 min2 sec2",
    3: "min1 sec2", 5: "hour1 min2 sec2", 7: "mday1 hour2 min2 sec2",
}  # fmt: skip
_CLOCK_FORWARD = {2: "hour2", 4: "hour2 min2", 6: "hour2 min2 sec2"}
_CLOCK_BACKWARD = {2: "sec2", 4: "min2 sec2", 6: "hour2 min2 sec2"}


def _digits(left: Text) -> bool:
    match = left.takes(DIGITS)
    if match is None:
        return False
    sign, digits, clock, fraction, zone = match.groups()
    layout = (_BACKWARD if clock is None and fraction is not None else _FORWARD).get(len(digits), "")
    _cut(left, digits, layout, sign)
    if clock:
        _cut(left, clock, (_CLOCK_FORWARD if fraction is None else _CLOCK_BACKWARD).get(len(clock), ""))
    if fraction is not None:
        left.parts["sec_fraction"] = fraction_of(fraction)
    if zone:
        left.parts["zone"] = _bracketed(zone) if zone[0] == "[" else zone
    return True


def _bracketed(zone: str) -> str:
    offset, colon, name = zone[1:-1].partition(":")
    return name if colon else offset


def _cut(left: Text, digits: str, layout: str, sign: str = "") -> None:
    at = 0
    for name, size in ((each[:-1], int(each[-1])) for each in layout.split()):
        number = int(digits[at : at + size])
        at += size
        if name == "year":
            number = -number if sign == "-" else number
            left.two_digits_are_short = left.two_digits_are_short and size == 2  # noqa: PLR2004
        left.parts[name] = number


_READERS = (
    _eu, _us, _three(ISO), _jis, _vms, _three(SLASHES), _three(DOTS), _iso2, _year, _name, _mday, _digits,
)  # fmt: skip
