"""DTE008 date-implausible."""

from datetime import UTC, datetime, timedelta

from lint.rule import Document, Field, Issue, Issues, Severity, rule
from lint.rules.dte.comparison import instant
from lint.rules.values import quoted

_WEB = datetime(1991, 8, 6, tzinfo=UTC)
_SLACK = timedelta(days=1)


@rule("DTE008", severity="warning", field="date")
def date_implausible(field: Field, document: Document) -> Issues:
    """The date is in the future or older than the web.

    A date in the future hides the post: Jekyll and Hugo leave it out, unless the site's configuration sets `future` or
    `buildFuture`; then the finding is a note. Scripts write 1970-01-01 or 0001-01-01 when
    they find no date. The first web page went public on 6 August 1991.

    ```yaml bad now=2026-01-01T00:00:00+00:00
    date: ⟦2062-05-03T22:59:03Z⟧
    ```

    ```yaml bad
    date: ⟦1970-01-01T00:00:00Z⟧
    ```

    ```yaml good now=2026-01-01T00:00:00+00:00
    date: 2025-12-31T22:59:03Z
    ```

    Look up the date on the source page.
    """
    moment = document.date
    if moment is None:
        return
    try:
        when = instant(document, moment)
        future, past = when > document.settings.now + _SLACK, when < _WEB
    except OverflowError:
        future, past = moment.when.year > _WEB.year, moment.when.year < _WEB.year
    if future:
        document.lasting = False  # the date will pass: do not cache the finding
    if future or past:
        shown = quoted(document, field.span, field.value)
        why = "in the future" if future else "older than the web"
        # A site that shows such posts means the date.
        severity = Severity.INFO if future and document.site.shows_future_posts else None
        yield Issue(field.span, f"`{field.name}` is {shown}, which is {why}", severity=severity)
