"""DTE003 date-no-timezone."""

from lint.rule import Document, Field, Issue, Issues, rule
from lint.rules.dte.comparison import is_known
from lint.rules.values import quoted
from lint.values.dates import names_zone


@rule("DTE003", severity="info", field="date")
def date_no_timezone(field: Field, document: Document) -> Issues:
    """The date has a time but no timezone, so the machine that builds the site decides.

    The same post can then appear under two different days. Many dates without a timezone are settled: in the
    site's own timezone, if its configuration names one (`timezone` in `_config.yml`, `timeZone` in `hugo.toml`,
    `timezone` in `lint.toml`); in UTC, if they are YAML timestamps that Jekyll or JavaScript reads; and in UTC
    where the builder says so, as Hugo, Eleventy and Pelican do. A date without a time is not reported. A
    timezone's name that the builder does not know is reported in any case.

    ```yaml bad dialect=jekyll
    date: ⟦"2021-05-03 22:59:03"⟧
    ```

    ```yaml good dialect=jekyll
    date: 2021-05-03 22:59:03
    ```

    ```yaml good dialect=jekyll timezone=Asia/Shanghai
    date: "2021-05-03 22:59:03"
    ```

    ```yaml bad dialect=plain
    date: ⟦2021-05-03 22:59:03⟧
    ```

    ```yaml bad timezone=Australia/Sydney
    date: ⟦2021-05-03 22:59:03 AEST⟧
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
    named = isinstance(field.value, str) and names_zone(field.value)
    if named or not is_known(document, moment):
        shown = quoted(document, field.span, field.value)
        problem = "has an unknown timezone" if named else "has no timezone"
        message = f"`{field.name}` is {shown}, which {problem}; expected one such as Z or +08:00"
        yield Issue(field.span, message)
