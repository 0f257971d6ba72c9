"""Every builder's dates are read as the builder reads them: the moment, none at all, or not without stopping."""

from datetime import MAXYEAR, UTC
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lint.archive.builders.site import Site
from lint.values.dates import Moment, Unread
from tests.builders.reading import front_matter_of, site_of, stops
from tests.builders.tables import Row, all_rows, rows

OUT_OF_RANGE = ("0001", "9999")


def zoned(site: Site, zone: str) -> Site:
    """Return a site whose configuration names a timezone."""
    made: Site = type("Zoned", (type(site),), {"timezone": zone})()
    return made


def gives(row: Row) -> str:
    """Return what we make of a row, as the tables write it."""
    front_matter = front_matter_of(row.builder, f"---\ntitle: a\ndate: {row.input}\n---\nbodyword\n")
    if stops(row.builder, front_matter):
        return "stops"
    assert front_matter is not None
    assert front_matter.root is not None
    entry = front_matter.root.entry("date")
    assert entry is not None
    found = zoned(site_of(row.builder), row.zone).read_date(entry.node.value)
    if isinstance(found, Unread):
        return "none" if found is Unread.ELSEWHERE else found.value
    return written(found, row.zone)


def written(moment: Moment, zone: str) -> str:
    """Return a moment in UTC, with milliseconds if there are any."""
    when = moment.when
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC if moment.zone == "utc" else ZoneInfo(zone))
    try:
        text = when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    except OverflowError:
        text = when.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return f"{text.removesuffix('.000')}Z"


def expected(given: Any) -> str:
    """Return what a row gives; a year that Python does not know is the first or the last."""
    text = str(given)
    year = text.rpartition("T")[0].rsplit("-", 2)[0]
    try:
        in_range = not year or 1 < int(year) <= MAXYEAR
    except ValueError:
        return text
    if in_range:
        return text
    return OUT_OF_RANGE[int(year) > MAXYEAR]


@pytest.mark.parametrize("builder", sorted({row.builder for row in all_rows() if row.kind == "date"}))
def test_dates_are_those_of_the_builder(builder: str) -> None:
    # There may be a table for each of several versions: what any of them does is right.
    measured: dict[str, list[Row]] = {}
    for row in rows("date"):
        if row.builder == builder:
            measured.setdefault(row.input, []).append(row)
    differing = {}
    for text, versions in measured.items():
        ours, theirs = gives(versions[0]), [expected(row.gives) for row in versions]
        if not any(ours == each or (each in OUT_OF_RANGE and ours.startswith(each)) for each in theirs):
            differing[text] = f"{ours}, not {theirs}"
    assert differing == {}
