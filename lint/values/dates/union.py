"""What at least one site builder reads as a date."""

from datetime import date, timedelta
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.values.dates import written
from lint.values.dates.moment import Moment, moment, of_yaml

# Ruby takes a number of so many digits for a date, Go counts seconds and JavaScript milliseconds.
_DIGITS = regex(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{4}|[0-9]{6})?\Z")
_SECONDS = range(10**8, 10**10)
_MILLISECONDS = range(10**11, 10**13)
_YEAR = regex(r"(?<![0-9])[0-9]{4}(?![0-9])|[0-9]{8}|^[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}\Z")


def parse(value: object) -> Moment | None:
    """Return the moment in the value of a `date` field; `None` when no site builder can parse it."""
    if isinstance(value, date):
        return of_yaml(value)
    if isinstance(value, str):
        return _parse_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _parse_number(value)
    return parse(value[0]) if isinstance(value, list) and len(value) == 1 else None


@lru_cache(maxsize=1024)
def _parse_text(text: str) -> Moment | None:
    if "年" in text or "년" in text:
        return None  # a date for people: no builder reads it
    return written.parse_text(text) or (_parse_leniently(text) if _YEAR.search(text) else None)


def _parse_leniently(text: str) -> Moment | None:
    from lint.values.dates import ruby, v8  # rarely needed

    found = v8.parse(text) or ruby.parse(text)
    return found if isinstance(found, Moment) else None


def _parse_number(number: int) -> Moment | None:
    if _DIGITS.match(str(number)):
        return _parse_leniently(str(number))
    if number in _SECONDS or number in _MILLISECONDS:
        seconds = number / 1000 if number in _MILLISECONDS else number
        return moment((1970, 1, 1), timedelta(seconds=seconds), timedelta())
    return None
