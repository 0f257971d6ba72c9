"""DTE009 url-date-mismatch."""

from datetime import date

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Match, rule
from lint.rules.dte.comparison import calendar_days
from lint.rules.src.source_url import path_of, written

_DATED = regex(
    r"/((?:19|20)[0-9]{2})(?:/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?=/)"
    r"|-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])(?=[/_-]))"
    r"|[-/]((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=[/._?#-]|$)"
)


@rule("DTE009", severity="info", field="source", match=_DATED)
def url_date_mismatch(match: Match, field: Field, document: Document) -> Issues:
    """The date in the source URL is more than a day away from `date`.

    News sites put the day of publication into the URL. Only dates in the path count: a date in the query
    may mean anything, and so may a number at the start of a name, as in `/2021/05/10-things.html`.

    ```yaml bad
    date: 2021-05-06T08:00:00Z
    from: https://news.example.org⟦/2021/05/03⟧/rain.html
    ```

    ```yaml bad
    date: 2021-05-06T08:00:00Z
    from: https://news.example.org/a/rain⟦-20210503⟧/1.html
    ```

    ```yaml good
    date: 2021-05-04T08:00:00Z
    from: https://news.example.org/2021/05/03/rain.html?d=20200101
    ```

    ```yaml good
    date: 2020-07-31T08:00:00Z
    from: https://rain.example.org/2020/07/3_31.html
    ```

    The URL is usually right, but a republished article may have a newer date.
    """
    moment = document.date
    if moment is None or match.start() >= len(path_of(match.string)):
        return
    try:
        dated = date(*(int(group) for group in match.groups() if group))
    except ValueError:
        return
    gap = min(abs((dated - day).days) for day in calendar_days(document, moment))
    if gap > 1:
        message = f"the source URL says {dated} but `date` says {moment.when.date()}, {gap:,} days apart"
        yield Issue(written(match, field, document).span(*match.span()), message)
