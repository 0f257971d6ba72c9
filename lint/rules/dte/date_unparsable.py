"""DTE001 date-unparsable."""

from lint.rule import Document, Field, Issue, Issues, Moment, Severity, rule
from lint.rules.dte.comparison import is_no_day
from lint.rules.values import is_template, quoted
from lint.values import dates
from lint.values.dates import Unread


@rule("DTE001", severity="error", field="date")
def date_unparsable(field: Field, document: Document) -> Issues:
    """The site's builder cannot read this date.

    Builders differ: Jekyll reads nearly everything and stops the build at the rest; Hugo has a closed list of
    formats and stops too; Hexo takes the date of the file instead; luxon, which Eleventy uses, reads ISO 8601
    only. The rule does as the site's own builder does. Where none is known, it reports what no builder reads.

    ```yaml bad
    date: ⟦yesterday⟧
    ```

    ```yaml bad dialect=hugo
    date: ⟦2018-11-20 16:33 +0100⟧
    ```

    ```yaml good dialect=jekyll
    date: 2018-11-20 16:33 +0100
    ```

    ```yaml bad dialect=eleventy
    date: ⟦May 3, 2021⟧
    ```

    ```yaml bad dialect=jekyll
    date: ⟦May 3⟧
    ```

    ```yaml good dialect=quarto
    date: 2/13/2022
    ```

    A day that does not exist is a warning where the builder reads it as a later day:

    ```yaml bad dialect=jekyll
    date: ⟦2021-02-30⟧
    ```

    ```yaml bad dialect=hugo
    date: ⟦2021-02-30⟧
    ```

    ```yaml good
    date: 2020-05-18
    ```

    ```yaml good
    date: 2026-07-16 05:08:11 +0000
    ```

    Where only themes and plug-ins may read the date, as in VitePress, in Obsidian and in pages of Jekyll that are
    no posts, a date that no builder reads is a note. Write a timestamp with its timezone, such as 2021-05-03T22:59:03Z: every builder reads it.
    """
    moment = document.date
    if moment is not None:
        if document.text.startswith(moment.when.date().isoformat(), field.span.start):
            return  # nearly all posts: the day that is written is the one that is read
        if is_no_day(document.raw(field.span)):
            shown = quoted(document, field.span, field.value)
            message = (
                f"`{field.name}` is {shown}, a day that does not exist; it is read as {moment.when.date()}"
            )
            yield Issue(field.span, message, severity=Severity.WARNING)
        return
    site = document.site
    is_read = site.reads_dates(document.source.path, is_post=document.is_post)
    if not is_read and (not field.value or dates.parse(field.value) is not None):
        return
    found = site.read_date(field.value)
    if isinstance(found, Moment):
        return  # null, which JavaScript takes for 1970
    if found is Unread.ELSEWHERE or (found is Unread.NONE and field.value in (None, False, "")):
        return
    if is_template(document):
        return  # a placeholder
    shown = quoted(document, field.span, field.value) if field.value is not None else "empty"
    message = f"`{field.name}` is {shown}, {site.date_error(found) if is_read else 'which no site builder reads as a date'}"
    severity = None if is_read else Severity.INFO
    yield Issue(field.span, f"{message}; expected a date such as 2021-05-03T22:59:03Z", severity=severity)
