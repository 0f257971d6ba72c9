"""DTE004 filename-date-mismatch."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from lint.finding import Issue
from lint.rule_definition import rule
from lint.rules.dte.comparison import calendar_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document

_NAME = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")


@rule("DTE004", severity="warning")
def filename_date_mismatch(document: Document) -> Iterator[Issue]:
    """The date in the file name is not the day of `date`.

    The file name decides the address of a Jekyll post, the field its place in the list. A match in
    UTC, in the date's own offset or in the site's timezone is a match.

    ```md bad path=2021-05-05-rain.md
    ---
    date: ⟦2021-05-03T22:59:03.000Z⟧
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

    Find out which of the two is right: the source page, the epoch comment or a dateline may tell.
    """
    match = _NAME.match(document.source.name)
    moment = document.date
    field = document.field("date")
    if match is None or moment is None or field is None:
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
            field.span, f"the file name says {named}, {field.name} says {shown}: {gap:,} {unit} apart"
        )
