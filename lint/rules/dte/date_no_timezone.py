"""DTE003 date-no-timezone."""

from lint.rule import Document, Field, Issue, Issues, rule
from lint.values.dates import names_zone


@rule("DTE003", severity="info", field="date")
def date_no_timezone(field: Field, document: Document) -> Issues:
    """The date has a time but no timezone.

    The moment then depends on who builds the site: the same post can fall on two days. A day alone has
    no time to be wrong about, and a configured `timezone` settles the question.

    ```yaml bad
    date: ⟦2021-05-03 22:59:03⟧
    ```

    ```yaml good
    date: 2021-05-03 22:59:03 +00:00
    ```

    ```yaml good
    date: 2021-05-03
    ```

    Write the timezone, or set `timezone` in the configuration.
    """
    moment = document.date
    if moment is None or moment.zoned or moment.precision == "day":
        return
    named = names_zone(str(field.value))
    if document.settings.timezone is None or named:
        raw = document.raw(field.span)
        what = "in a timezone whose offset is not known for sure" if named else "without a timezone"
        yield Issue(field.span, f"{field.name} is {raw}, {what}: expected one such as Z or +08:00")
