"""DTE004 filename-date-mismatch."""

import re
from datetime import date

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

_WRITTEN = re.compile(r"""["']?([0-9]{4}-[0-9]{2}-[0-9]{2})["']?\Z""")
_NAME = re.compile(r"\A([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")


@rule("DTE004", severity="warning", name=_NAME)
def filename_date_mismatch(match: Match, document: Document) -> Issues:
    """The date in the file name differs from `date`.

    The file name says which day the post is from, and so does `date`, which Jekyll puts into the post's
    address. A date matches on the day that it is written as, in UTC and in the site's timezone.

    ```md bad path=2021-05-05-rain.md
    ---
    date: ⟦2021-05-03⟧
    ---
    ```

    ```md fixed path=2021-05-05-rain.md
    ---
    date: 2021-05-05
    ---
    ```

    ```md bad path=2021-05-05-rain.md
    ---
    date: ⟦2021-05-03T08:30:00.000Z⟧
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

    It is a note where the difference has an explanation: the file name is the day in some timezone, or that of
    another date, as in a forum that sorts threads by their last reply.

    ```md bad path=2021-05-04-rain.md
    ---
    date: ⟦2021-05-03T22:59:03Z⟧
    ---
    ```

    ```md bad path=2021-05-04-rain.md
    ---
    created: 2021-05-04T10:00:00Z
    date: ⟦2021-06-10T14:20:00Z⟧
    ---
    ```

    It is a note in a draft, too, which is dated when it is published.

    A note also says where Jekyll, in the site's timezone, puts a post under another day than its file name says.
    The next one is at `/2014/07/10/`:

    ```md bad path=2014-07-11-rain.md dialect=jekyll timezone=America/Los_Angeles
    ---
    date: ⟦2014-07-11 01:15:00⟧
    ---
    ```

    Find out which of the two is right: look at the source page, the epoch comment or a dateline. The fix
    changes the day in `date` to that of the file name if `date` has no time. It is unsafe because the file
    name may be wrong.
    """
    moment, field = document.date, document.field("date")
    if moment is None or field is None:
        return
    is_draft = document.site.is_draft(document.source.path, document.data)
    try:
        named = date(*map(int, match.groups()))
    except ValueError:
        message = f"the file name begins with {match.group()[:-1]}, which is not a date"
        yield Issue(field.span, message, severity=Severity.INFO if is_draft else None)
        return
    addressed = address_day(document, moment)
    days = calendar_days(document, moment)
    if named == addressed or (addressed is None and named in days):
        return
    if addressed is not None and (named in days or is_day_in_some_zone(document, moment, named)):
        zone = document.settings.timezone
        message = (
            f"the file name says {named} but `{field.name}` is {addressed} in {zone}, the day in the address"
        )
        yield Issue(field.span, message, severity=Severity.INFO)
        return
    gap = counted(min(abs((named - day).days) for day in days), "day")
    message = f"the file name says {named} but `{field.name}` says {moment.when.date()}, {gap} apart"
    if is_day_in_some_zone(document, moment, named):
        yield Issue(field.span, f"{message}; a timezone explains it", severity=Severity.INFO)
    elif other := _other_date(document, field, named):
        yield Issue(field.span, f"{message}; `{other}` is that day", severity=Severity.INFO)
    elif is_draft:
        yield Issue(field.span, message, severity=Severity.INFO)
    else:
        yield Issue(field.span, message, _fix(document, field, moment, named))


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
    """Return the fix; a time that was on another day is on no other."""
    day = _WRITTEN.match(document.text, *field.span)
    if day is None or moment.precision != "day":
        return None
    return replace(Span(*day.span(1)), str(named), f"change the day to {named}", unsafe=True)
