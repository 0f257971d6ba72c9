"""Dates: as people write them, and as each site builder reads them.

The readers of single builders are modules that only a site of such a builder imports.
"""

from lint.values.dates.moment import Moment, Unread, Zone, of_yaml
from lint.values.dates.union import parse
from lint.values.dates.written import names_zone, parse_dateline

__all__ = ["Moment", "Unread", "Zone", "names_zone", "of_yaml", "parse", "parse_dateline"]
