"""DTE004 filename-date-mismatch."""

import re
from datetime import date

from lint.rule import Document, Field, Fix, Issue, Issues, Match, Span, replace, rule
from lint.rules.dte.comparison import calendar_days

_WRITTEN = re.compile(r"""["']?([0-9]{4}-[0-9]{2}-[0-9]{2})""")
_NAME = re.compile(r"\A([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")


@rule("DTE004", severity="warning", name=_NAME)
def filename_date_mismatch(match: Match, document: Document) -> Issues:
    """The date in the file name is not the day of `date`.

    The file name decides the address of a Jekyll post, the field its place in the list. A match in
    UTC, in the date's own offset or in the site's timezone is a match.

    ```md bad path=2021-05-05-rain.md
    ---
    date: ⟦2021-05-03T22:59:03.000Z⟧
    ---
    ```

    ```md fixed path=2021-05-05-rain.md
    ---
    date: 2021-05-05T22:59:03.000Z
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

    Find out which of the two is right: the source page, the epoch comment or a dateline may tell. The fix
    gives `date` the day of the file name; it is unsafe, since the name may be the one that is wrong.
    """
    moment = document.date
    field = document.field("date")
    if moment is None or field is None:
        return
    try:
        named = date(*map(int, match.groups()))
    except ValueError:
        yield Issue(field.span, f"the file name begins with {match.group()[:-1]}, which is no day")
        return
    days = calendar_days(document, moment)
    if named not in days:
        shown = moment.when.date().isoformat()
        gap = min(abs((named - day).days) for day in days)
        unit = "day" if gap == 1 else "days"
        yield Issue(
            field.span,
            f"the file name says {named}, {field.name} says {shown}: {gap:,} {unit} apart",
            _fix(document, field, named),
        )


def _fix(document: Document, field: Field, named: date) -> Fix | None:
    written = _WRITTEN.match(document.text, field.span.start, field.span.end)
    if written is None:
        return None
    day = Span(*written.span(1))
    return replace(day, named.isoformat(), f"make it the file name's day, {named}", unsafe=True)
