"""The values of plain YAML scalars in YAML 1.1 and 1.2, and as the builders' libraries read them."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache, reduce

from lint.post.front_matter.yaml_core import BOOLS, MOST_DIGITS, NULLS, number
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.primitives.patterns import regex

# YAML 1.1 types (https://yaml.org/type/), as PyYAML and Ruby's Psych resolve them.
_BOOLS_11 = {
    text: word in ("yes", "true", "on")
    for word in ("yes", "true", "on", "no", "false", "off")
    for text in (word, word.capitalize(), word.upper())
}
_INT_11 = regex(r"[-+]?(?:0b[0-1_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+|[1-9][0-9_]*)\Z")
_FLOAT_11 = regex(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|\.(?:inf|Inf|INF))\Z|\.(?:nan|NaN|NAN)\Z"
)
_TIMESTAMP = regex(
    r"""(\d{4})-(\d\d?)-(\d\d?)
    (?:(?:[Tt]|[\ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?
    (?:[\ \t]*(Z|([-+])(\d\d?)(?::(\d\d))?))?)?\Z""",
    re.VERBOSE | re.ASCII,
)
_DAY = regex(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_CAN_BE_NUMBER = frozenset("-+.0123456789")
_CAN_BE_WORD = frozenset("~nNyYtTfFoO")
_LONGEST_WORD = len("false")
_SHORTEST_DATE = len("2021-5-3")


def resolve(text: str, version: str) -> object:
    """Return the value of a plain scalar.

    An impossible date (`2021-02-30`) stays text, as in Ruby, so that a rule can report it.

    Parameters:
        version: `1.1` or `1.2`, or a library's name in `yaml_libraries`.
    """
    if not text:
        return None
    first = text[0]
    if first not in _CAN_BE_NUMBER and (first not in _CAN_BE_WORD or len(text) > _LONGEST_WORD):
        return text
    return _resolve(text, version)


@lru_cache(maxsize=16384)
def _resolve(text: str, version: str) -> object:
    by_library = LIBRARIES[version].resolve
    if by_library is not None:
        return by_library(text)
    if text in NULLS:
        return None
    bools = _BOOLS_11 if version == "1.1" else BOOLS
    if text in bools:
        return bools[text]
    if text[0].isdigit() and len(text) >= _SHORTEST_DATE and (match := _TIMESTAMP.match(text)):
        return _timestamp(text, match)
    if len(text) > MOST_DIGITS:
        return text
    return _number_11(text) if version == "1.1" else number(text)


def _timestamp(text: str, match: re.Match[str]) -> object:
    year, month, day, hour, minute, second, fraction, zone, sign, zone_hours, zone_minutes = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)) if _DAY.match(text) else text
        tz = None
        if sign:
            offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes or 0))
            tz = timezone(-offset if sign == "-" else offset)
        elif zone:
            tz = UTC
        micros = int((fraction or "")[:6].ljust(6, "0"))
        return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), micros, tz)
    except ValueError:
        return text


def _number_11(text: str) -> object:
    if _INT_11.match(text):
        sign = -1 if text[0] == "-" else 1
        digits = text.replace("_", "").lstrip("+-")
        if ":" in digits:
            return sign * _sexagesimal(digits)
        if digits[:2] in ("0b", "0x"):
            return sign * int(digits[2:] or "0", 2 if digits[1] == "b" else 16)
        return sign * int(digits, 8 if digits[0] == "0" else 10)
    if _FLOAT_11.match(text):
        digits = text.replace("_", "").lower()
        if ":" in digits:
            whole, _, part = digits.rpartition(".")
            sign = -1 if whole[0] == "-" else 1
            try:
                return sign * (_sexagesimal(whole.lstrip("+-")) + float(f"0.{part or 0}"))
            except OverflowError:
                return sign * float("inf")
        return float(digits.replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _sexagesimal(digits: str) -> int:
    return reduce(lambda total, part: total * 60 + int(part), digits.split(":"), 0)
