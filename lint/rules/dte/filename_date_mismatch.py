"""DTE004 filename-date-mismatch."""

from datetime import date

from lint.primitives.patterns import regex
from lint.primitives.text import counted
from lint.rule import (
    Document,
    Field,
    Fix,
    Issue,
    Issues,
    Match,
    Moment,
    Severity,
    Span,
    replace,
    rule,
)
from lint.rules.dte.comparison import address_day, calendar_days, is_day_in_some_zone

_WRITTEN = regex(r"""["']?([0-9]{4}-[0-9]{2}-[0-9]{2})["']?\Z""")
_NAME = regex(r"\A([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")
_WEEK = 7
_MONTH = 31


@rule("DTE004", severity="warning", name=_NAME)
def filename_date_mismatch(match: Match, document: Document) -> Issues:
    """The date in the file name differs from `date`.

    No builder puts the day of the file name into a post's address where there is a `date`, and on many sites the
    name tells the day on which the post was begun. So the finding is a warning only where the days are more than a week
    apart and it looks like a slip: one digit differs, or only the year, by one, or the post is a copy, whose name and
    date come from one script. A date matches on the day that it is written as, in UTC and in the site's timezone.

    ```md bad path=2021-05-23-rain.md
    ---
    date: ⟦2021-05-03⟧
    ---
    ```

    ```md fixed path=2021-05-23-rain.md
    ---
    date: 2021-05-23
    ---
    ```

    ```md bad no-fix path=2021-01-05-rain.md
    ---
    date: ⟦2020-01-05T08:30:00.000Z⟧
    ---
    ```

    ```md bad no-fix path=2021-11-03-rain.md
    ---
    date: ⟦2021-01-03⟧
    ---
    ```

    ```md good path=2021-05-04-rain.md
    ---
    date: 2021-05-04T06:59:03+08:00
    ---
    ```

    ```md good path=2021-05-04-rain.md timezone=Asia/Shanghai
    ---
    date: 2021-05-03T22:59:03Z
    ---
    ```

    Otherwise it is a note: where the days are at most a week apart, the file name is the day in some timezone,
    is written year-day-month, or is the day of another date, as in a forum that sorts threads by their last reply,
    or where the post is a draft.

    ```md bad path=2021-05-05-rain.md
    ---
    date: ⟦2021-05-03⟧
    ---
    ```

    ```md bad path=2021-05-04-rain.md
    ---
    date: ⟦2021-05-03T22:59:03Z⟧
    ---
    ```

    ```md bad path=2021-18-05-rain.md
    ---
    date: ⟦2021-05-18⟧
    ---
    ```

    ```md bad path=2021-05-04-rain.md
    ---
    created: 2021-05-04T10:00:00Z
    date: ⟦2021-06-10T14:20:00Z⟧
    ---
    ```

    A note also says where Jekyll, in the site's timezone, puts a post under another day than its file name says.
    The next one is at `/2014/07/10/`:

    ```md bad path=2014-07-11-rain.md dialect=jekyll timezone=America/Los_Angeles
    ---
    date: ⟦2014-07-11 01:15:00⟧
    ---
    ```

    Find out which of the two is right: look at the source page, the epoch comment or a dateline. The fix of a
    warning changes the day in `date` to that of the file name if `date` has no time and the days are at most a month
    apart, or differ only in the year. It is unsafe because the file name may be wrong.
    """
    moment, field = document.date, document.field("date")
    if moment is None or field is None:
        return
    year, month, day = map(int, match.groups())
    is_same = year == moment.when.year and month == moment.when.month and day == moment.when.day
    addressed = address_day(document, moment)
    if is_same and addressed in (None, moment.when.date()):
        return  # nearly all posts
    named = _day(year, month, day)
    days = calendar_days(document, moment)
    if _day(year, day, month) in days and named not in days:
        message = f"the file name begins with {match.group()[:-1]}, which is `{field.name}` as year-day-month"
        yield Issue(field.span, message, severity=Severity.INFO)
        return
    if named is None:
        yield Issue(field.span, f"the file name begins with {match.group()[:-1]}, which is not a date")
        return
    if named == addressed or (addressed is None and named in days):
        return
    if addressed is not None and (named in days or is_day_in_some_zone(document, moment, named)):
        zone = document.settings.timezone
        message = (
            f"the file name says {named} but `{field.name}` is {addressed} in {zone}, the day in the address"
        )
        yield Issue(field.span, message, severity=Severity.INFO)
        return
    written = moment.when.date()
    gap = abs((named - written).days)
    message = f"the file name says {named} but `{field.name}` says {written}, {counted(gap, 'day')} apart"
    if is_day_in_some_zone(document, moment, named):
        yield Issue(field.span, f"{message}; a timezone explains it", severity=Severity.INFO)
    elif other := _other_date(document, field, named):
        yield Issue(field.span, f"{message}; `{other}` is that day", severity=Severity.INFO)
    elif gap > _WEEK and _is_slip(document, named, written):
        yield Issue(field.span, message, _fix(document, field, moment, named))
    else:
        yield Issue(field.span, message, severity=Severity.INFO)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_slip(document: Document, named: date, written: date) -> bool:
    """Return whether a difference looks like a mistake: by one digit or year, or in a copy, where a script writes both."""
    if document.site.is_draft(document.source.path, document.data):
        return False
    digits = zip(named.isoformat(), written.isoformat(), strict=True)
    return (
        document.base is not None
        or _is_other_year(named, written)
        or sum(one != other for one, other in digits) == 1
    )


def _is_other_year(named: date, written: date) -> bool:
    """Return whether two days differ only in the year, by one, as when a new year has begun."""
    return abs(named.year - written.year) == 1 and named.isoformat()[4:] == written.isoformat()[4:]


def _other_date(document: Document, date_field: Field, named: date) -> str | None:
    """Return the name of another field whose date is on a day."""
    for field in document.fields.values():
        value = field.value
        if (
            field is date_field
            or not isinstance(value, date | str)
            or not document.raw(field.span)[:5].strip("\"'")[:2].isdigit()
        ):
            continue
        moment = document.site.date(value)
        if moment is not None and (
            named in calendar_days(document, moment) or is_day_in_some_zone(document, moment, named)
        ):
            return field.name
    return None


def _fix(document: Document, field: Field, moment: Moment, named: date) -> Fix | None:
    """Return the fix; a time belongs to its day, and of two days that are months apart, either may be right."""
    day = _WRITTEN.match(document.text, *field.span)
    is_far = abs((named - moment.when.date()).days) > _MONTH and not _is_other_year(named, moment.when.date())
    if day is None or moment.precision != "day" or is_far:
        return None
    return replace(Span(*day.span(1)), str(named), f"change the day to {named}", unsafe=True)
