"""How python-dateutil reads a date, as Pelican uses it.

This follows https://github.com/dateutil/dateutil/blob/master/src/dateutil/parser/_parser.py: the text is cut into
numbers, words and signs, and each is taken for what it can be at its place.
"""

import re
import string
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from lint.values.dates.dateutil_day import Day
from lint.values.dates.moment import Moment, Unread, moment

_JUMPS = frozenset(
    (" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th")
)
_WEEKDAYS = frozenset(
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday".split()
)
_MONTH_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_UNITS = {"h": 0, "hour": 0, "hours": 0, "m": 1, "minute": 1, "minutes": 1, "s": 2, "second": 2, "seconds": 2}
_HALVES = {"am": 0, "a": 0, "pm": 12, "p": 12}
_UTC = frozenset(("UTC", "GMT", "Z", "z", "utc", "gmt"))
# `utc` and `gmt` are compared in lower case only after a timezone was found.
_NAMED_UTC = frozenset(("UTC", "GMT", "Z", "z"))
_SPLIT = re.compile(r"([.,])")
_LONGEST_NAME = 5
_LONGEST = 64
# Years of two digits are those nearest to the build.
_LAST_SHORT_YEAR = 75
_NOON = 12
_WHOLE_DAY = 24 * 60 * 60


@lru_cache(maxsize=1024)
def parse(text: str) -> Moment | Unread:
    """Return the moment that `dateutil.parser.parse` gives; what is missing is taken from the day of the build."""
    if len(text) > _LONGEST:
        return Unread.STOPS
    reader = _Reader(_tokens(text))
    try:
        reader.read()
        return reader.moment()
    except (ValueError, IndexError, InvalidOperation, OverflowError):
        return Unread.STOPS


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        end, state = at + 1, _state(text[at])
        letters = False
        while state and end < len(text):
            letters = letters or state[0] == "a"
            state_after = _follows(state, text[at:end], text[end])
            if state_after is None:
                break
            state, end = state_after, end + 1
        token = text[at:end]
        at = end
        if state is None:
            tokens.append(" " if token.isspace() else token)
        elif len(state) == 2 and (letters or token.count(".") > 1 or token[-1] in ".,"):  # noqa: PLR2004
            tokens += [part for part in _SPLIT.split(token) if part]
        else:
            tokens.append(token.replace(",", ".") if state == "0." and "." not in token else token)
    return tokens


def _state(char: str) -> str | None:
    if char.isalpha():
        return "a"
    return "0" if char.isdigit() else None


def _follows(state: str, token: str, char: str) -> str | None:
    """Return the state after another character of a token; `None` if it begins the next one."""
    if state == "0" and char == "," and len(token) > 1:
        return "0."
    if char == ".":
        return state[0] + "."
    found = _state(char)
    if found == state[0] or (len(state) == 2 and found and token[-1] == "."):  # noqa: PLR2004
        return state if found == state[0] else found + "."
    return None


class _Reader:
    """What has been read of the tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.day = Day()
        self.hour: int | None = None
        self.minute: int | None = None
        self.second: int | None = None
        self.microsecond: int | None = None
        self.offset: int | None = None
        self.name: str | None = None

    def read(self) -> None:
        """Read all tokens; ValueError or IndexError for what is no date."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if _is_number(token):
                at = self._number(at)
            elif token.lower() in _WEEKDAYS:
                pass
            elif token.lower() in _MONTHS:
                at = self._month(at)
            elif token.lower() in _HALVES:
                self._half(_HALVES[token.lower()])
            elif self._is_zone_name(token):
                self._zone_name(at)
            elif self.hour is not None and token in "+-":
                at = self._offset(at)
            elif token.lower() not in _JUMPS:
                raise ValueError(token)
            at += 1

    def _token(self, at: int) -> str:
        return self.tokens[at] if at < len(self.tokens) else ""

    def _month(self, at: int) -> int:
        self.day.add(_MONTHS[self.tokens[at].lower()], "month")
        separator = self._token(at + 1)
        if separator in ("-", "/"):
            self.day.add(self.tokens[at + 2])
            if self._token(at + 3) == separator:
                self.day.add(self.tokens[at + 4])
                at += 2
            return at + 2
        is_of = separator == self._token(at + 3) == " " and self._token(at + 2).lower() == "of"
        if is_of and self._token(at + 4):
            if self._token(at + 4).isdigit():
                self.day.add(str(_year(int(self.tokens[at + 4]), has_century=False)), "year")
            return at + 4
        return at

    def _half(self, half: int) -> None:
        if self.hour is None or not 0 <= self.hour <= _NOON:
            raise ValueError(half)
        self.hour = _on_clock(self.hour, half)

    def _is_zone_name(self, token: str) -> bool:
        is_name = all(char in string.ascii_uppercase for char in token) or token in _NAMED_UTC
        free = self.hour is not None and self.name is None and self.offset is None
        return free and len(token) <= _LONGEST_NAME and is_name

    def _zone_name(self, at: int) -> None:
        self.name = self.tokens[at]
        self.offset = 0 if self.name.lower() in ("utc", "gmt", "z") else None
        if self._token(at + 1) in ("+", "-"):
            # `GMT+3` says what to add to get GMT.
            self.tokens[at + 1] = "-" if self.tokens[at + 1] == "+" else "+"
            self.offset = None
            if self.name in _UTC:
                self.name = None

    def _offset(self, at: int) -> int:
        sign = 1 if self.tokens[at] == "+" else -1
        digits = self.tokens[at + 1]
        minutes = 0
        if len(digits) == 4:  # noqa: PLR2004
            hours, minutes = int(digits[:2]), int(digits[2:])
        elif self._token(at + 2) == ":":
            hours, minutes = int(digits), int(self.tokens[at + 3])
            at += 2
        elif len(digits) <= 2:  # noqa: PLR2004
            hours = int(digits)
        else:
            raise ValueError(digits)
        self.offset = sign * (hours * 3600 + minutes * 60)
        in_brackets = self._token(at + 3) == "(" and self._token(at + 5) == ")"
        name = self._token(at + 4)
        if in_brackets and self._token(at + 2).lower() in _JUMPS and len(name) >= 3 and self.name is None:  # noqa: PLR2004
            if len(name) <= _LONGEST_NAME and (name.isupper() and name.isascii() and name.isalpha()):
                self.name = name
                at += 4
        return at + 1

    def _number(self, at: int) -> int:
        token = self.tokens[at]
        value = _decimal(token)
        length = len(token)
        after = self._token(at + 1)
        has_day = len(self.day.numbers) == 3  # noqa: PLR2004
        if (
            has_day
            and length in (2, 4)
            and self.hour is None
            and (at + 1 >= len(self.tokens) or (after != ":" and after.lower() not in _UNITS))
        ):
            self.hour = int(token[:2])
            if length == 4:  # noqa: PLR2004
                self.minute = int(token[2:])
            return at
        if length == 6 or (length > 6 and token.find(".") == 6):  # noqa: PLR2004
            if not self.day.numbers and "." not in token:
                for part in (token[:2], token[2:4], token[4:]):
                    self.day.add(part)
            else:
                self.hour, self.minute = int(token[:2]), int(token[2:4])
                self.second, self.microsecond = _seconds(token[4:])
            return at
        if length in (8, 12, 14):
            self._compact(token)
            return at
        unit_at = self._unit(at)
        if unit_at is not None:
            return self._with_unit(at, unit_at, value)
        if after == ":" and at + 2 < len(self.tokens):
            return self._clock(at, value)
        if after in ("-", "/", ".") and after:
            return self._separated(at)
        if not after or after.lower() in _JUMPS:
            half = _HALVES.get(self._token(at + 2).lower())
            if half is not None:
                self.hour = _on_clock(int(value), half)
                return at + 2
            self.day.add(float(value))
            return at + 1
        half = _HALVES.get(after.lower())
        if half is not None and 0 <= value < 24:  # noqa: PLR2004
            self.hour = _on_clock(int(value), half)
            return at + 1
        if not self.day.takes_day(float(value)):
            raise ValueError(token)
        self.day.add(float(value))
        return at

    def _compact(self, token: str) -> None:
        self.day.add(token[:4], "year")
        self.day.add(token[4:6])
        self.day.add(token[6:8])
        if len(token) > 8:  # noqa: PLR2004
            self.hour, self.minute = int(token[8:10]), int(token[10:12])
            if len(token) > 12:  # noqa: PLR2004
                self.second = int(token[12:])

    def _unit(self, at: int) -> int | None:
        """Return the index of the unit of the number at an index."""
        before, last = at - 1, len(self.tokens) - 1
        if self._token(at + 1).lower() in _UNITS:
            return at + 1
        if self._token(at + 1) == " " and self._token(at + 2).lower() in _UNITS:
            return at + 2
        if at > 0 and self.tokens[before].lower() in _UNITS:
            return before
        if 1 < at == last and self.tokens[before] == " " and self.tokens[at - 2].lower() in _UNITS:
            return at - 2
        return None

    def _with_unit(self, at: int, unit_at: int, value: Decimal) -> int:
        # A number after a unit has the next smaller one, as in 10h30.
        unit = _UNITS[self.tokens[unit_at].lower()] + (unit_at < at)
        if unit == 0:
            self.hour = int(value)
            if value % 1:
                self.minute = int(60 * (value % 1))
        elif unit == 1:
            self._minute(value)
        elif unit == 2:  # noqa: PLR2004
            self.second, self.microsecond = _seconds(self.tokens[at])
        return max(at, unit_at)

    def _minute(self, value: Decimal) -> None:
        self.minute = int(value)
        self.second = int(60 * (value % 1)) if value % 1 else None

    def _clock(self, at: int, value: Decimal) -> int:
        self.hour = int(value)
        self._minute(_decimal(self.tokens[at + 2]))
        if self._token(at + 3) == ":" and at + 4 < len(self.tokens):
            self.second, self.microsecond = _seconds(self.tokens[at + 4])
            return at + 4
        return at + 2

    def _separated(self, at: int) -> int:
        separator = self.tokens[at + 1]
        self.day.add(self.tokens[at])
        second = self._token(at + 2)
        if not second or second.lower() in _JUMPS:
            return at + 1
        if second.isdigit():
            self.day.add(second)
        else:
            self.day.add(_known_month(second), "month")
        if self._token(at + 3) == separator:
            third = self.tokens[at + 4]
            if third.lower() in _MONTHS:
                self.day.add(_MONTHS[third.lower()], "month")
            else:
                self.day.add(third)
            at += 2
        return at + 2

    def moment(self) -> Moment | Unread:
        """Return the moment of what was read; ValueError for a date or a time that does not exist."""
        parts = self.day.resolve()
        has_time = any(part is not None for part in (self.hour, self.minute, self.second))
        if not parts and not has_time and not self._has_words():
            return Unread.STOPS
        year = _year(parts["year"], has_century=self.day.has_century) if "year" in parts else _LEAP_YEAR
        day = date(year, parts.get("month", 1), parts.get("day", 1))
        hour, minute, second = self.hour or 0, self.minute or 0, self.second or 0
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):  # noqa: PLR2004
            return Unread.STOPS
        if self.offset is not None and abs(self.offset) >= _WHOLE_DAY:
            return Unread.STOPS
        if len(parts) < 3:  # noqa: PLR2004 - year, month and day
            return Unread.NOW
        time = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=self.microsecond or 0)
        offset = self._total_offset()
        precision = "second" if has_time else "day"
        return moment((day.year, day.month, day.day), time, offset, precision=precision)

    def _has_words(self) -> bool:
        return any(token.lower() in _WEEKDAYS for token in self.tokens)

    def _total_offset(self) -> timedelta | None:
        if self.offset and self.name and self.name in _UTC:
            return timedelta()
        return timedelta(seconds=self.offset) if self.offset is not None else None


_LEAP_YEAR = 2000


def _is_number(token: str) -> bool:
    try:
        float(token)
    except ValueError:
        return False
    return True


def _decimal(token: str) -> Decimal:
    value = Decimal(token)
    if not value.is_finite():
        raise ValueError(token)
    return value


def _seconds(text: str) -> tuple[int, int]:
    whole, _, fraction = text.partition(".")
    return int(whole), int(fraction.ljust(6, "0")[:6]) if "." in text else 0


def _known_month(name: str) -> int:
    if name.lower() not in _MONTHS:
        raise ValueError(name)
    return _MONTHS[name.lower()]


def _on_clock(hour: int, half: int) -> int:
    if hour < _NOON and half:
        return hour + _NOON
    return 0 if hour == _NOON and not half else hour


def _year(year: int, *, has_century: bool) -> int:
    if year >= 100 or has_century:  # noqa: PLR2004
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)
