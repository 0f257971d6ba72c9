"""Plain scalars as js-yaml 3 and 4 read them.

https://github.com/nodeca/js-yaml/tree/3.14.1/lib/js-yaml/type, https://github.com/nodeca/js-yaml/tree/4.1.0/lib/type
"""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import reduce

from lint.primitives.patterns import regex

_WORDS: dict[str, object] = {
    "~": None, "null": None, "Null": None, "NULL": None, "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    **{sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}  # fmt: skip
_LONGEST_WORD = 5
_INTEGER_3 = regex(
    r"[-+]?(?:0|0b_*[01](?:[01_]*[01])?|0x_*[0-9a-fA-F](?:[0-9a-fA-F_]*[0-9a-fA-F])?|0_*[0-7](?:[0-7_]*[0-7])?"
    r"|[1-9](?:[0-9_]*[0-9])?|[1-9][0-9_]*(?::[0-5]?[0-9])+)\Z"
)
_FLOAT_3 = regex(
    r"(?:[-+]?(?:0|[1-9][0-9_]*)(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)(?<!_)\Z"
)
_INTEGER_4 = regex(r"[-+]?(?:0b[01]+|0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)\Z")
_FLOAT_4 = regex(r"(?:[-+]?[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_DAY = regex(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_TIMESTAMP = regex(
    r"""(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[\ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?
    (?:[\ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?\Z""",
    re.VERBOSE | re.ASCII,
)
_SHORTEST_DATE = len("2021-05-03")
_MOST_DIGITS = 3500  # as in `yaml_core`
_MONTHS = 12
_WHOLE_DAY = timedelta(days=1)


def resolve_3(text: str) -> object:
    """Return the value of a plain scalar in js-yaml 3: YAML 1.1 without `yes` and `no`."""
    return _resolve(text, _INTEGER_3, _FLOAT_3)


def resolve_4(text: str) -> object:
    """Return the value of a plain scalar in js-yaml 4: YAML 1.2 with timestamps."""
    return _resolve(text, _INTEGER_4, _FLOAT_4)


def _resolve(text: str, integer: re.Pattern[str], real: re.Pattern[str]) -> object:
    if len(text) <= _LONGEST_WORD and text in _WORDS:
        return _WORDS[text]
    if (not text[0].isdigit() and text[0] not in "+-.") or len(text) > _MOST_DIGITS:
        return text
    digits = text.replace("_", "")
    if integer.match(text):
        whole = _integer(digits.lstrip("+-"), octal="0o" if integer is _INTEGER_4 else "0")
        return -whole if text[0] == "-" else whole
    if real.match(text):
        number = _sixties(digits) if ":" in digits else float(digits)
        return text if integer is _INTEGER_4 and math.isinf(number) else number
    return _timestamp(text) if len(text) >= _SHORTEST_DATE else text


def _integer(digits: str, octal: str) -> float:
    if ":" in digits:
        number = _sixties(digits)
        return number if math.isinf(number) else int(number)
    if digits[:2] in ("0b", "0x"):
        return int(digits, 0)
    if digits.startswith(octal):
        return int(digits.removeprefix("0o"), 8)
    return int(digits)


def _sixties(digits: str) -> float:
    total: float = reduce(lambda total, part: total * 60 + float(part), digits.lstrip("+-").split(":"), 0.0)
    return -total if digits[0] == "-" else total


def _timestamp(text: str) -> object:
    """Return a date as `Date.UTC` does, which takes 30 February for 2 March."""
    try:
        if _DAY.match(text):
            return _day(*map(int, text.split("-")))
        match = _TIMESTAMP.match(text)
        if match is None:
            return text
        zone, shift = None, timedelta()
        if match[9]:
            offset = timedelta(hours=int(match[10]), minutes=int(match[11] or 0))
            offset = -offset if match[9] == "-" else offset
            # Python has no timezone a day away.
            zone, shift = (timezone(offset), shift) if abs(offset) < timedelta(days=1) else (UTC, offset)
        elif match[8]:
            zone = UTC
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        hour, minute, second = (int(match[i]) for i in (4, 5, 6))
        milliseconds = int((match[7] or "")[:3].ljust(3, "0"))
        return (
            datetime(day.year, day.month, day.day, tzinfo=zone)
            + timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milliseconds)
            - shift
        )
    except (ValueError, OverflowError):
        return text


def _day(year: int, month: int, day: int) -> date:
    years, month = divmod(month - 1, _MONTHS)
    century = 1900 if year < 100 else 0  # noqa: PLR2004 - as in JavaScript
    return date(year + century + years, month + 1, 1) + timedelta(days=day - 1)
