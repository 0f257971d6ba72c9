"""The words and numbers of a date, as python-dateutil cuts and knows them."""

from decimal import Decimal

from lint.primitives.patterns import regex

JUMPS = frozenset(
    (" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th")
)
WEEKDAYS = frozenset(
    (
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    )
)  # fmt: skip
_MONTH_NAMES = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
UNITS = {"h": 0, "hour": 0, "hours": 0, "m": 1, "minute": 1, "minutes": 1, "s": 2, "second": 2, "seconds": 2}
HALVES = {"am": 0, "a": 0, "pm": 12, "p": 12}
UTC_NAMES = frozenset(("UTC", "GMT", "Z", "z", "utc", "gmt"))
# `utc` and `gmt` are compared in lower case only after a timezone was found.
NAMED_UTC = frozenset(("UTC", "GMT", "Z", "z"))
_SPLIT = regex(r"([.,])")
# Years of two digits are those nearest to the build.
_LAST_SHORT_YEAR = 75
NOON = 12


def tokens_of(text: str) -> list[str]:
    """Return the numbers, words and signs of a text; a number may have a fraction."""
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


def is_number(token: str) -> bool:
    """Return whether a token is a number."""
    try:
        float(token)
    except ValueError:
        return False
    return True


def decimal_of(token: str) -> Decimal:
    """Return the number of a token; ValueError for infinity."""
    value = Decimal(token)
    if not value.is_finite():
        raise ValueError(token)
    return value


def seconds_of(text: str) -> tuple[int, int]:
    """Return seconds and microseconds."""
    whole, _, fraction = text.partition(".")
    return int(whole), int(fraction.ljust(6, "0")[:6]) if "." in text else 0


def month_of(name: str) -> int:
    """Return the number of a month's name; ValueError for another word."""
    if name.lower() not in MONTHS:
        raise ValueError(name)
    return MONTHS[name.lower()]


def on_clock(hour: int, half: int) -> int:
    """Return the hour of the day on a clock of twelve hours; `half` is 0 or 12."""
    if hour < NOON and half:
        return hour + NOON
    return 0 if hour == NOON and not half else hour


def full_year(year: int, *, has_century: bool) -> int:
    """Return a year of two digits in the hundred years around the build."""
    if year >= 100 or has_century:  # noqa: PLR2004
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)
