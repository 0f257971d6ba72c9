"""How JavaScript's `new Date(text)` reads a date, as V8 does in Node.js and Chrome.

V8 first tries the format of ECMAScript, and then goes on with a parser for everything that browsers ever
accepted. This follows https://github.com/v8/v8/blob/main/src/date/dateparser-inl.h.
"""

import re
from datetime import timedelta
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.values.dates import v8_ecmascript
from lint.values.dates.moment import Moment, Precision, Zone, moment
from lint.values.dates.v8_ecmascript import in_range, milliseconds
from lint.values.dates.v8_ecmascript import number as to_number

_TOKEN = regex(r"(?P<number>[0-9]+)|(?P<word>[A-Z\[-`a-z{-\U0010ffff]+)|(?P<space>\s)|(?P<sign>.)", re.DOTALL)
# A date in the format of ECMAScript and `T`: what follows is right, or the whole is wrong.
_STRICT = regex(
    r"(?:[0-9]{4}|[-+][0-9]{6})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[Tt](?![A-Z\[-`a-z{-\U0010ffff])"
)
# How far the parser for the format of ECMAScript gets in another date; the other parser goes on from there.
_PREFIX = regex(
    r"([0-9]{4}|[-+][0-9]{6})(?![0-9])(?:-(?:(0[1-9]|1[0-2])(?![0-9])(?:-(?:(0[1-9]|[12][0-9]|3[01])(?![0-9]))?)?)?)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "ut": 0, "utc": 0, "z": 0, "gmt": 0,
    "cdt": -5, "cst": -6, "edt": -4, "est": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
_LONGEST = 64


@lru_cache(maxsize=1024)
def parse(text: str, zone: Zone = "site") -> Moment | None:
    """Return the moment that `new Date(text)` gives; `None` for an invalid date.

    Parameters:
        zone: that of a time without one.
    """
    if len(text) > _LONGEST:
        return None
    match = v8_ecmascript.FORMAT.match(text)
    if match is not None and match["year"] != "-000000":
        return v8_ecmascript.read(match, zone)
    return None if _STRICT.match(text) and not text.startswith("-000000") else _Legacy(text).read(zone)


class _Legacy:
    """The parser for dates in other formats than that of ECMAScript: what it has read, and what is left."""

    def __init__(self, text: str) -> None:
        prefix = _PREFIX.match(text)
        self._day = [int(digits) for digits in prefix.groups() if digits] if prefix else []
        text = text[prefix.end() :] if prefix else text
        self._tokens = [(str(match.lastgroup), match.group()) for match in _TOKEN.finditer(text)]
        self._at = 0
        self._month: int | None = None
        self._time: list[int] = []
        self._half: int | None = None
        self._sign: int | None = None
        self._hours: int | None = None
        self._minutes: int | None = None
        self._has_number = prefix is not None
        self._has_time = False

    def read(self, zone: Zone) -> Moment | None:
        """Return the moment; `None` for an invalid date."""
        while self._at < len(self._tokens):
            kind, token = self._tokens[self._at]
            self._at += 1
            readers = {"number": self._read_number, "word": self._read_word, "sign": self._read_sign}
            if kind != "space" and not readers[kind](token):
                return None
        day, time = self._date(), self._clock()
        if day is None or time is None:
            return None
        offset = None
        if self._sign is not None:
            offset = self._sign * timedelta(hours=self._hours or 0, minutes=self._minutes or 0)
        precision: Precision = "second" if self._has_time else "day"
        return in_range(day, moment(day, time, offset, precision=precision, zone=zone))

    def _peek(self, ahead: int = 0) -> str:
        return self._tokens[self._at + ahead][1] if self._at + ahead < len(self._tokens) else ""

    def _skips(self, sign: str) -> bool:
        found = self._peek() == sign
        self._at += found
        return found

    def _expects_time(self, number: int) -> bool:
        return (len(self._time) in (1, 2) and number < 60) or (len(self._time) == 3 and number < 1000)  # noqa: PLR2004

    def _read_number(self, digits: str) -> bool:
        self._has_number = True
        number = to_number(digits)
        if self._skips(":"):
            return self._read_clock(number)
        if self._peek() == "." and self._expects_time(number):
            return self._read_fraction(number)
        if self._hours is not None and self._minutes is None and number < 60:  # noqa: PLR2004
            self._minutes = number
            return True
        if self._expects_time(number):
            self._time.append(number)
            self._ends_time()
            return self._peek().isspace() or self._peek() in ("", "Z", "z", "+", "-")
        if len(self._day) == 3:  # noqa: PLR2004 - year, month and day
            return False
        self._day.append(number)
        self._skips(".")
        self._skips("-")
        return True

    def _read_clock(self, number: int) -> bool:
        twice = self._skips(":")
        if len(self._time) > (0 if twice else 3):
            return False
        self._time += (number, 0) if twice else (number,)
        if not twice:
            self._skips(".")
        return True

    def _read_fraction(self, second: int) -> bool:
        digits = self._peek(1)
        self._at += 2
        if not digits.isdigit() or not digits.isascii():
            return False
        self._time += (second, milliseconds(digits))
        return self._ends_time()

    def _ends_time(self) -> bool:
        self._time += [0] * (4 - len(self._time))
        return True

    def _read_word(self, word: str) -> bool:
        word = word.lower()
        if word[:3] in _MONTHS:
            self._month = _MONTHS.index(word[:3]) + 1
            self._skips("-")
            return True
        if word in ("am", "pm") and self._time:
            self._half = 12 if word == "pm" else 0
            return True
        if word in _ZONES and self._has_number:
            hours = _ZONES[word]
            self._sign, self._hours, self._minutes = (-1 if hours < 0 else 1), abs(hours), 0
            return True
        return not self._has_number and not self._peek().isdigit()

    def _read_sign(self, sign: str) -> bool:
        if sign in "+-" and ((self._hours == 0 and self._minutes == 0) or self._time):
            return self._read_offset(sign)
        if sign in "+-)" and self._has_number:
            return False
        if sign == "(":
            depth = 1
            while depth and self._at < len(self._tokens):
                depth += {"(": 1, ")": -1}.get(self._tokens[self._at][1], 0)
                self._at += 1
        return True

    def _read_offset(self, sign: str) -> bool:
        digits = self._peek() if self._peek().isdigit() else ""
        self._at += bool(digits)
        number = to_number(digits or "0")
        self._sign, self._has_number = (-1 if sign == "-" else 1), True
        if self._peek() == ":":
            self._hours, self._minutes = number, None
        elif len(digits) in (1, 2):
            self._hours, self._minutes = number, 0
        elif len(digits) in (3, 4):
            self._hours, self._minutes = divmod(number, 100)
        else:
            return False
        return True

    def _date(self) -> tuple[int, int, int] | None:
        if not self._day:
            return None
        first, second, third = (*self._day, 1, 1, 1)[:3]
        year = 0
        if self._month is None:
            if not _is_day(first):
                year, month, day = first, second, third
            else:
                year, month, day = third, first, second
        elif not _is_day(first):
            year, month, day = first, self._month, second
        else:
            year, month, day = second, self._month, first
        if year < 100:  # noqa: PLR2004
            year += 2000 if year < 50 else 1900  # noqa: PLR2004
        return (year, month, day) if 1 <= month <= len(_MONTHS) and _is_day(day) else None

    def _clock(self) -> timedelta | None:
        self._has_time = bool(self._time)
        hour, minute, second, fraction = (*self._time, 0, 0, 0, 0)[:4]
        if self._half is not None:
            if hour > 12:  # noqa: PLR2004 - on a clock of twelve hours
                return None
            hour = hour % 12 + self._half
        if minute > 59 or second > 59 or fraction > 999 or hour > 24:  # noqa: PLR2004
            return None
        if hour == 24 and (minute or second or fraction):  # noqa: PLR2004 - midnight at the day's end
            return None
        return timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=fraction)


def _is_day(number: int) -> bool:
    return 1 <= number <= 31  # noqa: PLR2004
