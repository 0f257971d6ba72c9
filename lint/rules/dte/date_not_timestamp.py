"""DTE002 date-not-timestamp."""

import re

from lint.post.front_matter.yaml_scalar import resolve
from lint.rule import Document, Field, Fix, Issue, Issues, Moment, replace, rule
from lint.rules.dte.comparison import zone_of
from lint.rules.values import quoted
from lint.values.dates import names_zone

_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:[Zz]|[-+]\d\d:?\d\d)?)?\Z", re.ASCII
)


@rule("DTE002", severity="info", field="date")
def date_not_timestamp(field: Field, document: Document) -> Issues:
    """The site's YAML reads this date as text.

    `2021/10/5` and `2018-11-20 16:33 +0100` are not YAML timestamps (https://yaml.org/type/timestamp): they are
    text, which Jekyll parses as a date and other tools sort alphabetically. Which texts are timestamps depends
    on the builder's YAML library: that of Jekyll also takes `2013-05-06 02:12:52 +0200`. A day or a time of
    ISO 8601 in quotes is meant as text, and is not reported; nor are sites whose builder reads dates
    from text in any case, such as Hugo. TOML and JSON have different rules and are not checked.

    ```yaml bad
    date: ⟦2021/10/5⟧
    ```

    ```yaml fixed
    date: 2021-10-05
    ```

    ```yaml bad
    date: ⟦2018-11-20 16:33 +0100⟧
    ```

    ```yaml fixed
    date: 2018-11-20 16:33:00 +01:00
    ```

    ```yaml good dialect=jekyll
    date: 2013-05-06 02:12:52 +0200
    ```

    ```yaml bad dialect=vitepress
    date: ⟦2013-05-06 02:12:52 +0200⟧
    ```

    ```yaml good
    date: "2021-10-05"
    ```

    ```yaml good dialect=hugo
    date: 3 May 2021
    ```

    ```yaml bad
    date: ⟦2021-05-03 22:59⟧
    ```

    The fix writes the same moment as a timestamp. It is safe, and is not offered where the moment would change:
    Jekyll reads text without a timezone in the site's, but a timestamp without one in UTC.
    """
    moment = document.date
    if (
        moment is None
        or moment.form != "text"
        or not isinstance(field.value, str)
        or document.format != "yaml"
    ):
        return
    is_quoted = field.node.style in ("single", "double")
    if not document.site.needs_timestamps(document.source.name) or (is_quoted and _ISO.match(field.value)):
        return
    written = _written(moment)
    fix = None
    if not moment.zoned and names_zone(field.value):
        written += " and the offset from UTC"
    elif field.node.kind == "scalar":
        # Builders differ in where the year is in 03/04/22.
        fix = _fix(field, document, moment, written) if _FOUR_DIGITS.search(field.value) else None
    shown = quoted(document, field.span, field.value)
    yield Issue(field.span, f"`{field.name}` is {shown}, which YAML reads as text; expected {written}", fix)


def _written(moment: Moment) -> str:
    if moment.precision == "day":
        return moment.when.date().isoformat()
    written = moment.when.replace(microsecond=0).isoformat(sep=" ")
    return f"{written[:19]} {written[19:]}" if moment.zoned else written


def _fix(field: Field, document: Document, moment: Moment, written: str) -> Fix | None:
    """Return the fix if the builder reads the same moment in the timestamp."""
    if moment.when.microsecond:
        return None
    again = document.site.date(resolve(written, document.settings.yaml))
    if again is None or again.when != moment.when:
        return None
    if not moment.zoned and zone_of(document, again) != zone_of(document, moment):
        return None
    if not moment.zoned and moment.precision != "day" and zone_of(document, moment) is None:
        return None
    return replace(field.span, written, "write a timestamp")
