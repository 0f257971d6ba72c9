"""DTE002 date-not-timestamp."""

from lint.rule import Document, Field, Issue, Issues, replace, rule
from lint.rules.values import quoted
from lint.values.dates import names_zone


@rule("DTE002", severity="info", field="date")
def date_not_timestamp(field: Field, document: Document) -> Issues:
    """YAML reads this date as text.

    `2008-10-5` and `2013-05-06 02:12:52 +0200` are not YAML timestamps (https://yaml.org/type/timestamp):
    YAML reads them as text, which Jekyll parses as a date and other tools sort alphabetically. TOML and JSON
    have different rules and are not checked.

    ```yaml bad
    date: ⟦2008-10-5⟧
    ```

    ```yaml fixed
    date: 2008-10-05
    ```

    ```yaml bad
    date: ⟦2013-05-06 02:12:52 +0200⟧
    ```

    ```yaml fixed
    date: 2013-05-06 02:12:52 +02:00
    ```

    ```yaml good
    date: 2013-05-06 02:12:52 +02:00
    ```

    ```yaml bad
    date: ⟦2021-05-03 22:59:03 AEST⟧
    ```

    The fix writes the same moment as a timestamp. It is safe, and is not offered for a timezone name whose
    offset is unknown, such as AEST.
    """
    moment = document.date
    if moment is None or moment.form != "text" or document.format != "yaml":
        return
    if moment.precision == "day":
        written = moment.when.date().isoformat()
    else:
        written = moment.when.replace(microsecond=0).isoformat(sep=" ")
        if moment.zoned:
            written = f"{written[:19]} {written[19:]}"
    fix = None
    if not moment.zoned and names_zone(str(field.value)):
        written += " and the offset from UTC"
    elif not moment.when.microsecond and field.node.kind == "scalar":
        fix = replace(field.span, written, "write a timestamp")
    shown = quoted(document, field.span, field.value)
    yield Issue(field.span, f"`{field.name}` is {shown}, which YAML reads as text; expected {written}", fix)
