"""The timezones of the IANA database, by names that anybody may have written."""

from collections.abc import Set as AbstractSet
from zoneinfo import ZoneInfo, available_timezones

# The longest has 32. `zoneinfo` looks for a name as a file and as a package, however many folders it names,
# and fails in as many ways.
_LONGEST = 100


def zone(name: str) -> ZoneInfo:
    """Return the timezone with a name.

    Raises:
        LookupError: when there is none.
    """
    if len(name) > _LONGEST:
        raise LookupError(f"no timezone has a name of {len(name):,} characters")
    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise LookupError(str(error)) from error


def names() -> AbstractSet[str]:
    """Return the names of all timezones."""
    return available_timezones()
