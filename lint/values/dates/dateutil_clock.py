"""The time and the timezone that dateutil finds."""

import string
from datetime import timedelta
from decimal import Decimal

from lint.values.dates.dateutil_tokens import NAMED_UTC, NOON, UTC_NAMES, on_clock, seconds_of

LONGEST_NAME = 5
_WHOLE_DAY = 24 * 60 * 60


class Clock:
    """The parts of a time that were found so far, and its timezone."""

    def __init__(self) -> None:
        self.hour: int | None = None
        self.minute: int | None = None
        self.second: int | None = None
        self.microsecond: int | None = None
        self.offset: int | None = None
        self.name: str | None = None

    def add_half(self, half: int) -> None:
        """Add `am` or `pm`; ValueError without an hour that it fits."""
        if self.hour is None or not 0 <= self.hour <= NOON:
            raise ValueError(half)
        self.hour = on_clock(self.hour, half)

    def set_unit(self, unit: int, token: str, value: Decimal) -> None:
        """Set what a number with a unit is: 0 are hours, 1 minutes, 2 seconds."""
        if unit == 0:
            self.hour = int(value)
            if value % 1:
                self.minute = int(60 * (value % 1))
        elif unit == 1:
            self.set_minute(value)
        elif unit == 2:  # noqa: PLR2004
            self.second, self.microsecond = seconds_of(token)

    def set_minute(self, value: Decimal) -> None:
        """Set the minute, of which a fraction is seconds."""
        self.minute = int(value)
        self.second = int(60 * (value % 1)) if value % 1 else None

    def takes_zone(self, token: str) -> bool:
        """Return whether a word can be the name of the timezone."""
        is_name = all(char in string.ascii_uppercase for char in token) or token in NAMED_UTC
        free = self.hour is not None and self.name is None and self.offset is None
        return free and len(token) <= LONGEST_NAME and is_name

    def has_time(self) -> bool:
        """Return whether any part of a time was found."""
        return any(part is not None for part in (self.hour, self.minute, self.second))

    def time(self) -> timedelta:
        """Return the time since midnight; ValueError for one that does not exist."""
        hour, minute, second = self.hour or 0, self.minute or 0, self.second or 0
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):  # noqa: PLR2004
            raise ValueError(hour, minute, second)
        return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=self.microsecond or 0)

    def total_offset(self) -> timedelta | None:
        """Return the offset of the timezone; ValueError for a whole day."""
        if self.offset is not None and abs(self.offset) >= _WHOLE_DAY:
            raise ValueError(self.offset)
        if self.offset and self.name and self.name in UTC_NAMES:
            return timedelta()
        return timedelta(seconds=self.offset) if self.offset is not None else None
