"""Which of a date's numbers dateutil takes for the year, the month and the day."""

import calendar

_CENTURY = 100
_LONGEST_MONTH = 31
_MONTHS = 12
_LEAP_YEAR = 2000
_PARTS = 3

Resolved = dict[str, int]


class Day:
    """The numbers of a date, in the order of the text."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.has_century = False
        self._at: dict[str, int] = {}

    def add(self, value: str | float, label: str | None = None) -> None:
        """Add a number; ValueError if it cannot be what it is said to be."""
        is_year = value.isdigit() and len(value) > 2 if isinstance(value, str) else value > _CENTURY  # noqa: PLR2004
        if is_year:
            self.has_century = True
            if label not in (None, "year"):
                raise ValueError(label)
            label = "year"
        self.numbers.append(int(value))
        if label is not None:
            if label in self._at:
                raise ValueError(label)
            self._at[label] = len(self.numbers) - 1

    def takes_day(self, value: float) -> bool:
        """Return whether a number can be the day of what is known so far."""
        if "day" in self._at:
            return False
        last = _LONGEST_MONTH
        if "month" in self._at:
            year = self.numbers[self._at["year"]] if "year" in self._at else _LEAP_YEAR
            last = calendar.monthrange(year, self.numbers[self._at["month"]])[1]
        return 1 <= value <= last

    def resolve(self) -> Resolved:
        """Return the parts that are known by name; ValueError for more than three numbers."""
        at, numbers = dict(self._at), self.numbers
        if len(numbers) == _PARTS and len(at) == _PARTS - 1:
            (name,) = {"year", "month", "day"} - at.keys()
            at[name] = sum(range(_PARTS)) - sum(at.values())
        if numbers and len(at) == len(numbers):
            return {name: numbers[index] for name, index in at.items()}
        if len(numbers) > _PARTS:
            raise ValueError(numbers)
        return dict(zip(self._order(), numbers, strict=False))

    def _order(self) -> tuple[str, ...]:
        numbers, month = self.numbers, self._at.get("month")
        if len(numbers) == 1:
            return ("year" if numbers[0] > _LONGEST_MONTH else "day",)
        if len(numbers) == 2:  # noqa: PLR2004
            if month is not None:
                other = "year" if numbers[1 - month] > _LONGEST_MONTH else "day"
                return ("month", other) if month == 0 else (other, "month")
            if numbers[0] > _LONGEST_MONTH:
                return "year", "month"
            return ("month", "year") if numbers[1] > _LONGEST_MONTH else ("month", "day")
        if len(numbers) == _PARTS:
            return self._order_of_three(month)
        return ()

    def _order_of_three(self, month: int | None) -> tuple[str, ...]:
        first, second, _ = self.numbers
        if month == 0:
            return ("month", "year", "day") if second > _LONGEST_MONTH else ("month", "day", "year")
        if month == 1:
            return ("year", "month", "day") if first > _LONGEST_MONTH else ("day", "month", "year")
        if month == 2:  # noqa: PLR2004
            return ("day", "year", "month") if second > _LONGEST_MONTH else ("year", "day", "month")
        if first > _LONGEST_MONTH or self._at.get("year") == 0:
            return "year", "month", "day"
        return ("day", "month", "year") if first > _MONTHS else ("month", "day", "year")
