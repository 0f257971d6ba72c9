"""Dates: as people write them, and as each site builder reads them.

The readers of single builders are modules that only a site of such a builder imports. The others are imported
when a date is read, since a run over known files reads none.
"""

from datetime import date

from lint.values.dates.moment import Moment, Unread, Zone, of_yaml

__all__ = ["Moment", "Unread", "Zone", "names_zone", "of_yaml", "parse", "parse_dateline"]


def parse(value: object) -> Moment | None:
    """Return the moment in the value of a `date` field; `None` when no site builder can parse it."""
    if isinstance(value, date):
        return of_yaml(value)
    from lint.values.dates import union

    return union.parse(value)


def names_zone(text: str) -> bool:
    """Return whether a date with a time ends in the name of a timezone, such as `AEST`."""
    from lint.values.dates import written

    return written.names_zone(text)


def parse_dateline(text: str) -> Moment | None:
    """Return the moment in a dateline, a line that feeds put before an article; `None` for any other line."""
    from lint.values.dates import written

    return written.parse_dateline(text)
