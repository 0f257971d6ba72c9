"""Dates as archives write them: timestamps, texts that only some readers take, and datelines."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal, NamedTuple


class Moment(NamedTuple):
    """A date that was understood.

    Parameters:
        when: the moment; naive when the text has no timezone.
        precision: `day` for a date without a time.
        zoned: whether the timezone is written.
        form: `timestamp` for what YAML or TOML reads as a date, `text` for what it keeps as text.
    """

    when: datetime
    precision: Literal["day", "second"]
    zoned: bool
    form: Literal["timestamp", "text"]


# What Ruby's Time.parse, and so Jekyll, takes besides YAML timestamps: unpadded numbers, a zone
# without a colon, a time without seconds.
_TEXT = re.compile(
    r"""(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})
    (?:[T\ t]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d+))?)?
    \s*(?P<half>[AaPp][Mm])?(?:\s+\d{4}(?=\s))?\s*(?P<zone>Z|UTC|[A-Z]{2,4}T|[-+]\d{2}:?\d{2})?)?\Z""",
    re.VERBOSE | re.ASCII,
)
_LONGEST = 64


def parse(value: object) -> Moment | None:
    """Give the moment that a `date` field names; `None` when no site builder would read one.

    Parameters:
        value: what the front matter holds; dates and datetimes come from its own reader.
    """
    if isinstance(value, datetime):
        return Moment(value, "second", value.tzinfo is not None, "timestamp")
    if isinstance(value, date):
        return Moment(datetime.combine(value, time.min), "day", zoned=False, form="timestamp")
    return _parse_text(value) if isinstance(value, str) and len(value) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _parse_text(text: str) -> Moment | None:
    match = _TEXT.match(text.strip())
    if match is not None:
        return _moment(match)
    return _rfc_2822(text) or _written_out(text.strip())


def _moment(match: re.Match[str]) -> Moment | None:
    group = match.groupdict()
    zone = _zone(group["zone"])
    try:
        when = datetime(
            int(group["year"]),
            int(group["month"]),
            int(group["day"]),
            _hour(int(group["hour"] or 0), group["half"]),
            int(group["minute"] or 0),
            int(group["second"] or 0),
            int((group["fraction"] or "")[:6].ljust(6, "0")),
            zone,
        )
    except ValueError:
        return None
    return Moment(when, "second" if group["hour"] else "day", zone is not None, "text")


# RFC 2822, section 4.3, and those that mean one thing. Of any other the offset is unknown, as without one.
_ZONES = {
    "Z": 0,
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "JST": 9,
    "HKT": 8,
}


_HALF = 12


def _hour(hour: int, half: str | None) -> int:
    """Give the hour of the day; `half` is `am` or `pm` where the clock has twelve hours."""
    if not half:
        return hour
    before = hour % _HALF if hour <= _HALF else hour  # twelve begins each half
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


_NAMED_ZONE = re.compile(r"[0-9]\s*(?:[AP]\.?M\.?\s*)?(?![AP]\.?M)[A-Z]{1,5}\Z", re.IGNORECASE)


def names_zone(text: str) -> bool:
    """Say whether a date with a time ends in the name of a timezone, such as `AEST`."""
    return _NAMED_ZONE.search(text) is not None


_RFC_2822 = re.compile(
    r"(?:[A-Z][a-z]{2,8},?\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+(?:[-+]\d{4}|[A-Z]{1,5}))?\Z"
)


def _rfc_2822(text: str) -> Moment | None:
    text = text.strip()
    if not _RFC_2822.match(text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:  # the library knows fewer names
        when = when.replace(tzinfo=_zone(text.split()[-1]))
    return Moment(when, "second", when.tzinfo is not None, "text")


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
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
    """Give the moment that a whole line names, as feeds write it at the head of an article.

    Read are ISO 8601 and its relatives, RFC 2822, `May 3, 2021`, `3 May 2021, 22:54`,
    `Mon May  3 22:54:08 2021` and `2021年5月3日 22:54`. A line with other words is `None`.
    """
    text = text.strip()
    if not 8 <= len(text) <= _LONGEST:  # noqa: PLR2004 - the shortest is 2021-5-3
        return None
    return _parse_text(text)


def _written_out(text: str) -> Moment | None:
    for pattern in _DATELINES:
        match = pattern.match(text)
        if match is not None:
            return _dateline(match.groupdict())
    return None


def _dateline(group: dict[str, str | None]) -> Moment | None:
    month = _MONTHS.get((group.get("name") or "").lower()) or int(group.get("month") or 0)
    hour = _hour(int(group.get("hour") or 0), group.get("half"))
    try:
        when = datetime(  # noqa: DTZ001 - a dateline of this form has no timezone
            int(group["year"] or 0),
            month,
            int(group["day"] or 0),
            hour,
            int(group.get("minute") or 0),
            int(group.get("second") or 0),
        )
    except ValueError:
        return None
    return Moment(when, "second" if group.get("hour") else "day", zoned=False, form="text")
