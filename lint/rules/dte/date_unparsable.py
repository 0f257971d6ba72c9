"""DTE001 date-unparsable."""

from lint.rule import Document, Field, Issue, Issues, rule
from lint.rules.values import quoted


@rule("DTE001", severity="error", field="date")
def date_unparsable(field: Field, document: Document) -> Issues:
    """No site builder can parse this date.

    Jekyll aborts the build; Hugo dates the post to the year 1. Common causes are days that do not exist and a
    timezone without a time. A date without a time is fine, and so is a space before the timezone.

    ```yaml bad
    date: ⟦yesterday⟧
    ```

    ```yaml bad
    date: ⟦2018-03-01 +0800⟧
    ```

    ```yaml bad
    date: ⟦2021-02-30⟧
    ```

    ```yaml bad
    date: ⟦[2021-05-03]⟧
    ```

    ```yaml good
    date: 2020-05-18
    ```

    ```yaml good
    date: 2026-07-16 05:08:11 +0000
    ```

    Write a timestamp with its timezone, such as 2021-05-03T22:59:03Z.
    """
    if field.value is not None and document.date is None:
        shown = quoted(document, field.span, field.value)
        yield Issue(field.span, f"`{field.name}` is {shown}; expected a date such as 2021-05-03T22:59:03Z")
