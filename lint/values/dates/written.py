"""Dates as people and feeds write them, whoever reads them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.values.dates.moment import Moment

# What Ruby's Time.parse, and thus Jekyll, accepts besides YAML timestamps: unpadded numbers, a timezone
# without a colon, a time without seconds.
_TEXT = regex(
    r"""(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})
    (?:[T\ t]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d+))?)?
    \s*(?P<half>[AaPp][Mm])?(?:\s+\d{4}(?=\s))?\s*(?P<zone>Z|UTC|[A-Z]{2,4}T|[-+]\d{2}:?\d{2})?)?\Z""",
    re.VERBOSE | re.ASCII,
)
_LONGEST = 64


@lru_cache(maxsize=1024)
def parse_text(text: str) -> Moment | None:
    """Return the moment in a text; `None` for any other text."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    match = _TEXT.match(text)
    return _moment(match) if match is not None else _rfc_2822(text) or _written_out(text)


def _moment(match: re.Match[str]) -> Moment | None:
    group = match.groupdict("")
    zone = _zone(group.get("zone"))
    year, day, hour = int(group["year"]), int(group["day"]), group.get("hour")
    month = _MONTHS.get(group.get("name", "").lower()) or int(group.get("month") or 0)
    minute, second = int(group.get("minute") or 0), int(group.get("second") or 0)
    fraction = int(group.get("fraction", "")[:6].ljust(6, "0"))
    try:
        when = datetime(
            year, month, day, _hour(int(hour or 0), group.get("half")), minute, second, fraction, zone
        )
    except ValueError:
        return None
    return Moment(when, "second" if hour else "day", zone is not None, "text")


# RFC 2822, section 4.3, and other unambiguous names. Any other name has an unknown offset, like no timezone.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "CET": 1, "CEST": 2, "HKT": 8, "JST": 9,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_HALF = 12


def _hour(hour: int, half: str | None) -> int:
    """Return the hour of the day; `half` is `am` or `pm` on a twelve-hour clock."""
    if not half:
        return hour
    before = hour % _HALF if hour <= _HALF else hour  # each half begins at twelve
    return before + _HALF if half[0] in "pP" and before < _HALF else before


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        hours = _ZONES.get(text.upper())
        return timezone(timedelta(hours=hours)) if hours is not None else None
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset >= timedelta(hours=24):
        return UTC
    return timezone(-offset if text[0] == "-" else offset)


_NAMED_ZONE = regex(r"[0-9]\s*(?:[AP]\.?M\.?\s*)?(?![AP]\.?M)[A-Z]{1,5}\Z", re.IGNORECASE)


def names_zone(text: str) -> bool:
    """Return whether a date with a time ends in the name of a timezone, such as `AEST`."""
    return _NAMED_ZONE.search(text) is not None


_RFC_2822 = regex(
    r"(?:[A-Z][a-z]{2,8},?\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+(?:[-+]\d{4}|[A-Z]{1,5}))?\Z"
)


def _rfc_2822(text: str) -> Moment | None:
    if not _RFC_2822.match(text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:  # the library knows fewer timezones
        when = when.replace(tzinfo=_zone(text.rsplit(maxsplit=1)[-1]))
    return Moment(when, "second", when.tzinfo is not None, "text")


_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_TIME = (
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?)?"
)
_DATELINES = [
    re.compile(pattern + r"\Z", re.IGNORECASE)
    for pattern in (
        r"(?:[a-z]{3,9},?\s+)?(?P<name>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
        + _TIME,
        r"(?:[a-z]{3,9},?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})"
        + _TIME,
        r"[a-z]{3}\s+(?P<name>[a-z]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})\s+(?P<year>\d{4})",
        (
            r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]"
            r"(?:\s*[(（]?(?:星期|周|週)?[一二三四五六日天]?[)）]?\s*(?P<hour>\d{1,2})[:：时時](?P<minute>\d{2})(?:[:：分](?P<second>\d{2})秒?|分)?)?"
        ),
    )
]


@lru_cache(maxsize=1024)
def parse_dateline(text: str) -> Moment | None:
    """Return the moment in a dateline, a line that feeds put before an article; `None` for any other line.

    The formats are ISO 8601 and its relatives, RFC 2822, `May 3, 2021`, `3 May 2021, 22:54`,
    `Mon May  3 22:54:08 2021` and `2021年5月3日 22:54`.
    """
    text = text.strip()
    return parse_text(text) if len("2021-5-3") <= len(text) <= _LONGEST else None


def _written_out(text: str) -> Moment | None:
    matches = (pattern.match(text) for pattern in _DATELINES)
    return next((_moment(match) for match in matches if match is not None), None)
