"""A text from which the parts of a date are taken, as Ruby's `Date._parse` does.

This follows https://github.com/ruby/date/blob/master/ext/date/date_parse.c.
"""

import re
from fractions import Fraction

from lint.values.dates.ruby_patterns import SEPARATORS

Parts = dict[str, int | str | Fraction]


class Text:
    """A text from which patterns take what they match, and the parts found so far."""

    def __init__(self, text: str) -> None:
        self.text = SEPARATORS.sub(" ", text)
        self.parts: Parts = {}
        self.two_digits_are_short = True

    def takes(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what a pattern matches, and take it out."""
        match = pattern.search(self.text)
        if match is not None:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match

    def sets(
        self, year: str | None, month: str | None, day: str | None, *, before_christ: bool = False
    ) -> None:
        """Set the date from three texts, of which the longest or one with an apostrophe is the year."""
        if year is not None and month is not None and day is None:
            year, month, day = day, year, month
        if year is None:
            if day is not None and len(day) > 2:  # noqa: PLR2004
                year, day = day, None
            if day is not None and day.startswith("'"):
                year, day = day, None
        if year is not None and (match := re.search(r"([0-9]+)(.+)?", year)) and match[2]:
            year, day = day, match[1]
        if month is not None and (month.startswith("'") or len(month) > 2):  # noqa: PLR2004
            year, month, day = month, day, year
        if day is not None and (day.startswith("'") or len(day) > 2):  # noqa: PLR2004
            year, day = day, year
        if year is not None and (match := re.search(r"([-+]?)([0-9]+)", year)):
            if match[1] or len(match[2]) > 2:  # noqa: PLR2004
                self.two_digits_are_short = False
            number = int(match.group())
            self.parts["year"] = 1 - number if before_christ else number
        for name, text in (("mon", month), ("mday", day)):
            if text is not None and (match := re.search(r"[0-9]+", text)):
                self.parts[name] = int(match.group())


def fraction_of(digits: str) -> Fraction:
    """Return the fraction that digits after a point are."""
    return Fraction(int(digits or 0), 10 ** len(digits))


def set_numbers(parts: Parts, **digits: str | None) -> None:
    """Set the parts that have digits."""
    parts.update({name: int(text) for name, text in digits.items() if text})
