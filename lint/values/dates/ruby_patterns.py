"""The patterns of Ruby's `Date._parse`, as in https://github.com/ruby/date/blob/master/ext/date/date_parse.c."""

import re

from lint.primitives.patterns import regex

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = f"({'|'.join(MONTHS)})"
ERA = r"(?:\s*(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?\s*"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace(r"\d", "[0-9]"), re.IGNORECASE)


SEPARATORS = regex(r"[^-+',./:@\[\]\w]+|_+")
WEEKDAY = _pattern(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/0-9\s]*")
CLOCK = _pattern(
    r"((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?"
    r"|\d+\s*[ap](?:m\b|\.m\.))"
    r"(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|(?:[^\W0-9_]|[.\s])+(?:standard|daylight)\stime\b"
    r"|[^\W0-9_]+(?:\sdst)?\b))?"
)
TIME = _pattern(r"(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?")
EU = _pattern(rf"('?\d+)[^-0-9\s]*\s*{MONTH}[^-0-9\s']*{ERA}('?-?\d+(?:(?:st|nd|rd|th)\b)?))?")
US = _pattern(rf"\b{MONTH}[^-0-9\s']*\s*('?\d+)[^-0-9\s']*(?:\s*,?{ERA[3:]}('?-?\d+))?")
ISO = _pattern(r"('?[-+]?\d+)-(\d+)-('?-?\d+)")
WEEK = _pattern(r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b")
DAY_OF_WEEK = _pattern(r"-w-\d\b")
NO_YEAR = _pattern(r"--(\d{2})?-(\d{2})\b|--(\d{2})(\d{2})?\b")
ORDINAL = _pattern(r"\b(\d{2}|\d{4})-(\d{3})\b")
NO_ORDINAL = _pattern(r"[,.](\d{2}|\d{4})-\d{3}\b")
DAY_OF_YEAR = _pattern(r"\b-(\d{3})\b")
NO_DAY_OF_YEAR = _pattern(r"\d-\d{3}\b")
JIS = _pattern(r"\b([mtshr])(\d+)\.(\d+)\.(\d+)")
JIS_ERAS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
VMS = _pattern(rf"('?-?\d+)-{MONTH}[^-/.]*-('?-?\d+)")
VMS_US = _pattern(rf"\b{MONTH}[^-/.]*-('?-?\d+)(?:-('?-?\d+))?")
SLASHES = _pattern(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?")
DOTS = _pattern(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)")
YEAR = _pattern(r"'(\d+)\b")
NAME = _pattern(rf"\b{MONTH}\S*")
DAY = _pattern(r"(\d+)(st|nd|rd|th)\b")
DIGITS = _pattern(
    r"([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?"
)
REST = _pattern(r"\s*(\d{1,2})\s*\Z")
BC = _pattern(r"\b(bc\b|bce\b|b\.c\.|b\.c\.e\.)")
