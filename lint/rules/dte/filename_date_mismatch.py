"""DTE004 filename-date-mismatch."""

import re
from datetime import date

from lint.primitives.text import counted
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule
from lint.rules.dte.comparison import calendar_days

_WRITTEN = re.compile(r"""["']?([0-9]{4}-[0-9]{2}-[0-9]{2})""")
_NAME = re.compile(r"\A([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")


@rule("DTE004", severity="warning", name=_NAME)
def filename_date_mismatch(match: Match, document: Document) -> Issues:
    """The date in the file name differs from `date`.

    In Jekyll, the file name determines a post's URL, and `date` its position in lists. It is enough if the
    days match in UTC, in the date's own offset or in the site's timezone.

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

    Find out which of the two is right: look at the source page, the epoch comment or a dateline. The fix
    changes the day in `date` to that of the file name. It is unsafe because the file name may be wrong.
    """
    moment, field = document.date, document.field("date")
    if moment is None or field is None:
        return
    try:
        named = date(*map(int, match.groups()))
    except ValueError:
        yield Issue(field.span, f"the file name begins with {match.group()[:-1]}, which is not a date")
        return
    days = calendar_days(document, moment)
    if named not in days:
        gap = counted(min(abs((named - day).days) for day in days), "day")
        message = f"the file name says {named} but `{field.name}` says {moment.when.date()}, {gap} apart"
        day = _WRITTEN.match(document.text, *field.span)
        fix = day and replace(Span(*day.span(1)), str(named), f"change the day to {named}", unsafe=True)
        yield Issue(field.span, message, fix)
