"""What JavaScript's `new Date(value)` makes of a value of js-yaml (https://github.com/nodeca/js-yaml)."""

import math
from datetime import date, datetime, timedelta

from lint.values.dates import v8
from lint.values.dates.moment import Moment, Zone, moment, of_yaml

# https://tc39.es/ecma262/#sec-time-values-and-time-range
_MOST_MILLISECONDS = 8_640_000_000_000_000


def new_date(value: object, zone: Zone = "site") -> Moment | None:
    """Return the moment of `new Date(value)`; `None` for an invalid date.

    Parameters:
        zone: that of a text with a time and without a timezone.
    """
    if isinstance(value, date):
        return of_yaml(value, clock="utc", day="utc")
    if value is None or isinstance(value, int | float):
        return _since_1970(value or 0)
    if isinstance(value, list | tuple):
        # One date in a list becomes a text that is read as the same date.
        is_date = len(value) == 1 and isinstance(value[0], date)
        return new_date(value[0], zone) if is_date else v8.parse(_text(value), zone)
    return v8.parse(value, zone) if isinstance(value, str) else None


def _since_1970(milliseconds: float) -> Moment | None:
    if not math.isfinite(milliseconds) or abs(milliseconds) > _MOST_MILLISECONDS:
        return None
    return moment((1970, 1, 1), timedelta(milliseconds=int(milliseconds)), timedelta())


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(_text, value))
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)
