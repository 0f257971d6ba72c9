"""Plain scalars as Ruby's Psych reads them.

https://github.com/ruby/psych/blob/v4.0.3/lib/psych/scalar_scanner.rb
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from lint.primitives.patterns import regex

_WORDS: dict[str, object] = {
    "~": None, "null": None, "yes": True, "true": True, "on": True, "no": False, "false": False, "off": False,
    ".inf": float("inf"), "+.inf": float("inf"), "-.inf": float("-inf"), ".nan": float("nan"),
}  # fmt: skip
_LONGEST_WORD = 5
_TIME = regex(
    r"""(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?
    \s*(?:(Z)|([-+]\d{1,2}):?(\d\d)?)?\Z""",
    re.VERBOSE | re.ASCII,
)
# Most times are written so, and are valid.
_USUAL_TIME = regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{3})?Z\Z", re.ASCII)
_DAY = regex(r"\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)\Z", re.ASCII)
_SIXTIES = regex(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?\Z")
_FLOAT = regex(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][+-][0-9]+)?\Z")
_INTEGER = regex(r"[-+]?(?:0b[0-1_,]+|0[0-7_,]+|0x[0-9a-fA-F_,]+|0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)\Z")
_MOST_DIGITS = 3500  # as in `yaml_core`
_MAX_HOUR, _MAX_SECOND, _MAX_DAY = 24, 60, 31


def resolve(text: str) -> object:
    """Return the value of a plain scalar; symbols such as `:a` are text."""
    if len(text) <= _LONGEST_WORD and (word := text.lower()) in _WORDS:
        return _WORDS[word]
    if not text[0].isdigit() and text[0] not in "+-.":
        return text
    if _USUAL_TIME.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:  # 31 April, 24:00, and what is no time
            pass
    if match := _TIME.match(text):
        return _time(text, match)
    if _DAY.match(text):
        try:
            return date(*map(int, text.split("-")))
        except ValueError:
            return text
    if len(text) > _MOST_DIGITS:
        return text
    return _number(text)


def _number(text: str) -> object:
    if match := _SIXTIES.match(text):
        parts = text.replace("_", "").split(":")
        # The first part counts hours, even where there are two.
        values = [(float(part) if match[1] else int(part)) * 60 ** abs(i - 2) for i, part in enumerate(parts)]
        return sum(values)
    digits = text.replace("_", "").replace(",", "")
    try:
        if _FLOAT.match(text) and text.strip("+-") != ".":
            return float(digits)
        if _INTEGER.match(text):
            octal = digits.lstrip("+-")[:1] == "0" and digits.lstrip("+-").isdigit()
            return int(digits, 8 if octal else 0)
    except ValueError:
        pass
    return text


def _time(text: str, match: re.Match[str]) -> object:
    """Return a time as `Time.utc` does, which takes 31 April for 1 May and 24:00 for midnight."""
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    if not 1 <= day <= _MAX_DAY or hour > _MAX_HOUR or (hour == _MAX_HOUR and (minute or second)):
        return text
    if minute >= 60 or second > _MAX_SECOND:  # noqa: PLR2004 - minutes in an hour
        return text
    try:
        zone = None
        if match[8]:
            zone = UTC
        elif match[9]:
            hours, minutes = int(match[9]), int(match[10] or 0)
            zone = timezone(timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes))
        moment = datetime(year, month, 1, tzinfo=zone) + timedelta(
            days=day - 1, hours=hour, minutes=minute, seconds=second
        )
        return moment.replace(microsecond=int((match[7] or "")[:6].ljust(6, "0")))
    except (ValueError, OverflowError):
        return text
