"""A copy in a web archive, and how far its date is from a post's."""

from datetime import UTC, date, datetime, time
from typing import NamedTuple


class Copy(NamedTuple):
    """A copy in a web archive.

    Parameters:
        url: its address in the archive: for a page without modifiers, for an image with `im_` if the archive
            has that.
        date: when it was made, in UTC.
        asked: when the archive was asked, in seconds since 1970.
    """

    url: str
    date: datetime
    asked: float = 0.0


class Search(NamedTuple):
    """What came of a search for a copy.

    Parameters:
        copy: the nearest good one; `None` without one.
        is_whole: whether all archives answered; if not, a later search may find a nearer copy.
    """

    copy: Copy | None
    is_whole: bool


def moment(when: date) -> datetime:
    """Return a post's date as a time in UTC: noon for a day alone; a time without a zone is taken as UTC."""
    if not isinstance(when, datetime):
        return datetime.combine(when, time(12), UTC)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def described(copy: Copy, post: date) -> str:
    """Return both dates for a message, as "copy of 2021-05-04, one day after the post"."""
    day = post.date() if isinstance(post, datetime) else post
    away = (copy.date.date() - day).days
    if not away:
        return f"copy of {copy.date:%Y-%m-%d}, the day of the post"
    side = "after" if away > 0 else "before"
    return f"copy of {copy.date:%Y-%m-%d}, {_span(abs(away))} {side} the post"


def _span(days: int) -> str:
    number, unit = days, "day"
    for length, longer in ((365, "year"), (30, "month")):
        if days >= 2 * length:
            number, unit = days // length, longer
            break
    return f"one {unit}" if number == 1 else f"{number} {unit}s"
