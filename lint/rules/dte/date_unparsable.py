"""DTE001 date-unparsable."""

from lint.rule import Document, Field, Issue, Issues, one_line, rule


@rule("DTE001", severity="error", field="date")
def date_unparsable(field: Field, document: Document) -> Issues:
    """The date is no date that a site builder reads.

    Jekyll stops the build at such a post, Hugo gives it the year 1. Days that do not exist and a
    timezone without a time are the usual cases. A day alone and a blank before the timezone are fine.

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
    if field.value is None or document.date is not None:
        return
    shown = one_line(document.raw(field.span))
    quoted = shown if shown[:1] in ("'", '"', "[", "{") else f'"{shown}"'
    yield Issue(field.span, f"{field.name} is {quoted}: expected a date such as 2021-05-03T22:59:03Z")
