"""How Hugo fills a permalink: `resources/page/permalinks.go` (https://gohugo.io/configuration/permalinks/)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import unquote

from lint.primitives.patterns import regex

_PLACEHOLDER = regex(r":\w+(?:\[[^\n]{1,100}?\])?", re.ASCII)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
TIMES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda when: str(when.year),
    "month": lambda when: f"{when.month:02}",
    "monthname": lambda when: _MONTHS[when.month - 1],
    "day": lambda when: f"{when.day:02}",
    "weekday": lambda when: str(when.isoweekday() % 7),
    "weekdayname": lambda when: _DAYS[when.isoweekday() % 7],
    "yearday": lambda when: str(when.timetuple().tm_yday),
}


# The parts of Go's layouts that are whole words or numbers of two digits or more.
_LAYOUTS: Mapping[str, Callable[[datetime], str]] = {
    "2006": lambda when: f"{when.year:04}",
    "January": lambda when: _MONTHS[when.month - 1],
    "Jan": lambda when: _MONTHS[when.month - 1][:3],
    "Monday": lambda when: _DAYS[when.isoweekday() % 7],
    "Mon": lambda when: _DAYS[when.isoweekday() % 7][:3],
    "002": lambda when: f"{when.timetuple().tm_yday:03}",
    "01": lambda when: f"{when.month:02}",
    "02": lambda when: f"{when.day:02}",
    "06": lambda when: f"{when.year % 100:02}",
}
_LAYOUT = regex("|".join(_LAYOUTS))


def is_layout(name: str) -> bool:
    """Return whether a placeholder is one of Go's layouts of dates, such as `20060102`."""
    return re.fullmatch(rf"(?:{_LAYOUT.pattern}|_)+", name) is not None and _LAYOUT.search(name) is not None


def time(name: str, when: datetime) -> str:
    """Return the value of a placeholder of a date."""
    return TIMES[name](when) if name in TIMES else _LAYOUT.sub(lambda match: _LAYOUTS[match[0]](when), name)


def filled(pattern: str, value: Callable[[str], str | None]) -> str | None:
    r"""Return a pattern with its placeholders filled; `None` if one has no value.

    Parameters:
        pattern: with placeholders such as `:slug` and `:sections[1:]`; `\:` is a colon.
        value: gives that of a placeholder.
    """
    parts: list[str] = []
    at = 0
    for match in _PLACEHOLDER.finditer(pattern.replace("\\:", "\0")):
        found = value(match[0][1:])
        if found is None:
            return None
        parts += [pattern.replace("\\:", "\0")[at : match.start()], found]
        at = match.end()
    text = "".join([*parts, pattern.replace("\\:", "\0")[at:]])
    return unquote(text.replace("+", " ")).replace("\0", ":")


def sliced(parts: Sequence[str], cut: str) -> Sequence[str]:
    """Return the parts that `[1:]`, `[:last]`, `[last]` or `[0]` asks for.

    Parameters:
        parts: the sections.
        cut: what is in the brackets.
    """
    low, colon, high = cut.lower().partition(":")
    first = _place(low, len(parts), is_low=True)
    if not colon:
        return parts[first : first + 1] if 0 <= first < len(parts) else ()
    last = _place(high, len(parts), is_low=False)
    return parts[first:last] if first >= 0 and last >= 0 else ()


def _place(text: str, count: int, *, is_low: bool) -> int:
    if text == "":
        return 0 if is_low else count
    if text == "last":
        return count - 1
    number = int(text) if text.isdecimal() else 0
    return number if number < count else (-1 if is_low else count)
