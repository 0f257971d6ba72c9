"""DTE003 date-no-timezone."""

from lint.rule import Document, Field, Issue, Issues, rule
from lint.rules.values import quoted
from lint.values.dates import names_zone


@rule("DTE003", severity="info", field="date")
def date_no_timezone(field: Field, document: Document) -> Issues:
    """The date has a time but no timezone.

    Its meaning depends on the timezone of the machine that builds the site, so the same post can appear under
    two different days. A date without a time is not reported. If `timezone` is configured, only dates with an
    unknown timezone name are reported.

    ```yaml bad
    date: ⟦2021-05-03 22:59:03⟧
    ```

    ```yaml good
    date: 2021-05-03 22:59:03 +00:00
    ```

    ```yaml good
    date: 2021-05-03
    ```

    Add the timezone, or set `timezone` in the configuration.
    """
    moment = document.date
    if moment is None or moment.zoned or moment.precision == "day":
        return
    named = names_zone(str(field.value))
    if document.settings.timezone is None or named:
        shown = quoted(document, field.span, field.value)
        problem = "has an unknown timezone" if named else "has no timezone"
        message = f"`{field.name}` is {shown}, which {problem}; expected one such as Z or +08:00"
        yield Issue(field.span, message)
