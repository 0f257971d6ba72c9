"""How python-dateutil reads a date, as Pelican uses it.

This follows https://github.com/dateutil/dateutil/blob/master/src/dateutil/parser/_parser.py: a text is
cut into numbers, words and signs, each taken for what it can be in its place.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from lint.values.dates.dateutil_clock import LONGEST_NAME, Clock
from lint.values.dates.dateutil_day import Day
from lint.values.dates.dateutil_tokens import (
    HALVES,
    JUMPS,
    MONTHS,
    UNITS,
    UTC_NAMES,
    WEEKDAYS,
    decimal_of,
    full_year,
    is_number,
    month_of,
    on_clock,
    seconds_of,
    tokens_of,
)  # fmt: skip
from lint.values.dates.moment import Moment, Precision, Unread, moment

_LONGEST = 64
_LEAP_YEAR = 2000


@lru_cache(maxsize=1024)
def parse(text: str) -> Moment | Unread:
    """Return the moment that `dateutil.parser.parse` gives; what is missing is that of the build."""
    if len(text) > _LONGEST:
        return Unread.STOPS
    reader = _Reader(tokens_of(text))
    try:
        reader.read()
        return reader.moment()
    except (ValueError, IndexError, InvalidOperation, OverflowError):
        return Unread.STOPS


class _Reader:
    """What has been read of the tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.day = Day()
        self.clock = Clock()

    def read(self) -> None:
        """Read all tokens; ValueError or IndexError for what is no date."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if is_number(token):
                at = self._number(at)
            elif token.lower() in WEEKDAYS:
                pass
            elif token.lower() in MONTHS:
                at = self._month(at)
            elif token.lower() in HALVES:
                self.clock.add_half(HALVES[token.lower()])
            elif self.clock.takes_zone(token):
                self._zone_name(at)
            elif self.clock.hour is not None and token in ("+", "-"):
                at = self._offset(at)
            elif token.lower() not in JUMPS:
                raise ValueError(token)
            at += 1

    def _token(self, at: int) -> str:
        return self.tokens[at] if at < len(self.tokens) else ""

    def _month(self, at: int) -> int:
        self.day.add(MONTHS[self.tokens[at].lower()], "month")
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
                self.day.add(str(full_year(int(self.tokens[at + 4]), has_century=False)), "year")
            return at + 4
        return at

    def _zone_name(self, at: int) -> None:
        self.clock.name = self.tokens[at]
        self.clock.offset = 0 if self.clock.name.lower() in ("utc", "gmt", "z") else None
        if self._token(at + 1) in ("+", "-"):
            # `GMT+3` says what to add to get GMT.
            self.tokens[at + 1] = "-" if self.tokens[at + 1] == "+" else "+"
            self.clock.offset = None
            if self.clock.name in UTC_NAMES:
                self.clock.name = None

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
        self.clock.offset = sign * (hours * 3600 + minutes * 60)
        in_brackets = self._token(at + 3) == "(" and self._token(at + 5) == ")"
        name = self._token(at + 4)
        could_be_name = self.clock.name is None and name.isupper() and name.isascii() and name.isalpha()
        fits = 3 <= len(name) <= LONGEST_NAME  # noqa: PLR2004
        if in_brackets and self._token(at + 2).lower() in JUMPS and could_be_name and fits:
            self.clock.name = name
            at += 4
        return at + 1

    def _number(self, at: int) -> int:
        token = self.tokens[at]
        value = decimal_of(token)
        after = self._token(at + 1)
        if self._compact(token, after):
            return at
        unit_at = self._unit(at)
        if unit_at is not None:
            return self._with_unit(at, unit_at, value)
        if after == ":" and at + 2 < len(self.tokens):
            return self._clock(at, value)
        if after in ("-", "/", "."):
            return self._separated(at)
        if not after or after.lower() in JUMPS:
            return self._alone(at, value)
        half = HALVES.get(after.lower())
        if half is not None and 0 <= value < 24:  # noqa: PLR2004
            self.clock.hour = on_clock(int(value), half)
            return at + 1
        if not self.day.takes_day(float(value)):
            raise ValueError(token)
        self.day.add(float(value))
        return at

    def _alone(self, at: int, value: Decimal) -> int:
        half = HALVES.get(self._token(at + 2).lower())
        if half is not None:
            self.clock.hour = on_clock(int(value), half)
            return at + 2
        self.day.add(float(value))
        return at + 1

    def _compact(self, token: str, after: str) -> bool:
        """Read a date or a time without separators; return whether it is one."""
        length = len(token)
        if len(self.day.numbers) == 3 and length in (2, 4) and self.clock.hour is None:  # noqa: PLR2004
            if after == ":" or after.lower() in UNITS:
                return False
            self.clock.hour = int(token[:2])
            self.clock.minute = int(token[2:]) if token[2:] else self.clock.minute
        elif length == 6 and not self.day.numbers and "." not in token:  # noqa: PLR2004
            for part in (token[:2], token[2:4], token[4:]):
                self.day.add(part)
        elif length == 6 or (length > 6 and token.find(".") == 6):  # noqa: PLR2004
            self.clock.hour, self.clock.minute = int(token[:2]), int(token[2:4])
            self.clock.second, self.clock.microsecond = seconds_of(token[4:])
        elif length in (8, 12, 14):
            self.day.add(token[:4], "year")
            self.day.add(token[4:6])
            self.day.add(token[6:8])
            if length > 8:  # noqa: PLR2004
                self.clock.hour, self.clock.minute = int(token[8:10]), int(token[10:12])
                self.clock.second = int(token[12:]) if token[12:] else self.clock.second
        else:
            return False
        return True

    def _unit(self, at: int) -> int | None:
        """Return the index of the unit of the number at an index."""
        before, last = at - 1, len(self.tokens) - 1
        if self._token(at + 1).lower() in UNITS:
            return at + 1
        if self._token(at + 1) == " " and self._token(at + 2).lower() in UNITS:
            return at + 2
        if at > 0 and self.tokens[before].lower() in UNITS:
            return before
        if 1 < at == last and self.tokens[before] == " " and self.tokens[at - 2].lower() in UNITS:
            return at - 2
        return None

    def _with_unit(self, at: int, unit_at: int, value: Decimal) -> int:
        # A number after a unit has the next smaller one, as in 10h30.
        unit = UNITS[self.tokens[unit_at].lower()] + (unit_at < at)
        self.clock.set_unit(unit, self.tokens[at], value)
        return max(at, unit_at)

    def _clock(self, at: int, value: Decimal) -> int:
        self.clock.hour = int(value)
        self.clock.set_minute(decimal_of(self.tokens[at + 2]))
        if self._token(at + 3) == ":" and at + 4 < len(self.tokens):
            self.clock.second, self.clock.microsecond = seconds_of(self.tokens[at + 4])
            return at + 4
        return at + 2

    def _separated(self, at: int) -> int:
        separator = self.tokens[at + 1]
        self.day.add(self.tokens[at])
        second = self._token(at + 2)
        if not second or second.lower() in JUMPS:
            return at + 1
        if second.isdigit():
            self.day.add(second)
        else:
            self.day.add(month_of(second), "month")
        if self._token(at + 3) == separator:
            third = self.tokens[at + 4]
            if third.lower() in MONTHS:
                self.day.add(MONTHS[third.lower()], "month")
            else:
                self.day.add(third)
            at += 2
        return at + 2

    def moment(self) -> Moment | Unread:
        """Return the moment of what was read; ValueError for a date or a time that does not exist."""
        parts = self.day.resolve()
        has_time = self.clock.has_time()
        if not parts and not has_time and not self._has_words():
            return Unread.STOPS
        year = full_year(parts["year"], has_century=self.day.has_century) if "year" in parts else _LEAP_YEAR
        day = date(year, parts.get("month", 1), parts.get("day", 1))
        time, offset = self.clock.time(), self.clock.total_offset()
        if len(parts) < 3:  # noqa: PLR2004 - year, month and day
            return Unread.NOW
        precision: Precision = "second" if has_time else "day"
        return moment((day.year, day.month, day.day), time, offset, precision=precision)

    def _has_words(self) -> bool:
        return any(token.lower() in WEEKDAYS for token in self.tokens)
