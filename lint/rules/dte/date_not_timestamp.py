"""DTE002 date-not-timestamp."""

import re

from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.patterns import regex
from lint.rule import Document, Field, Fix, Issue, Issues, Moment, replace, rule
from lint.rules.dte.comparison import fixed_offset, is_no_day, zone_of
from lint.rules.values import quoted
from lint.values.dates import names_zone

_FOUR_DIGITS = regex(r"[0-9]{4}")
_DIGITS = regex(r"[0-9]+")
_FRACTION = regex(r":[0-9]{2}\.([0-9]{1,6})")
# Ruby reads this as a time without a timezone.
_OFFSET = regex(r"(?:GMT|UTC)[-+]")
_ZONE = regex(r"[0-9] ?(?:[Zz]|([-+][0-9]{2}):?([0-9]{2}))\Z")
_ISO = regex(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?(?:[Zz]|[-+]\d\d:?\d\d)?)?\Z", re.ASCII)


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

    ```yaml bad dialect=vitepress
    date: ⟦2021-05-03T22:59:03.250-0700⟧
    ```

    ```yaml fixed dialect=vitepress
    date: 2021-05-03 22:59:03.250 -07:00
    ```

    ```yaml bad no-fix
    date: ⟦2021-05-03 22:59⟧
    ```

    ```yaml bad timezone=Asia/Shanghai
    date: ⟦2021-05-03 22:59⟧
    ```

    ```yaml fixed
    date: 2021-05-03 22:59:00 +08:00
    ```

    The fix writes the same moment as a timestamp, and is safe. A time without a timezone has no safe fix, because
    Jekyll reads such a text in the site's timezone, and such a timestamp in UTC. Where the site's timezone is known,
    an unsafe fix adds its offset.
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
    is_local = not moment.zoned and moment.precision != "day"
    names = names_zone(field.value) or _OFFSET.search(field.value) is not None
    offset = fixed_offset(document, moment) if is_local and not names else None
    if offset is not None:
        moment = moment._replace(when=offset, zoned=True)
    written = _written(moment, field.value)
    fix = None
    if is_local and offset is None:
        written += _offset(field.value)
    elif field.node.kind == "scalar" and _is_certain(field.value, moment, document):
        fix = _fix(field, document, moment, written, unsafe=is_local)
    shown = quoted(document, field.span, field.value)
    yield Issue(field.span, f"`{field.name}` is {shown}, which YAML reads as text; expected {written}", fix)


def _offset(value: str) -> str:
    """Return how to go on after a time whose timezone the builder does not know, or overlooks after another part."""
    zone = _ZONE.search(value)
    if zone is None:
        return " and the offset from UTC"
    return f" {zone[1]}:{zone[2]}" if zone[1] else "Z"


def _written(moment: Moment, value: str) -> str:
    """Return a moment as a timestamp, to the fraction of a second that the text has."""
    if moment.precision == "day":
        return moment.when.date().isoformat()
    fraction = _FRACTION.search(value)
    written = moment.when.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    digits = len(fraction[1]) + 1 if fraction is not None else 0
    offset = moment.when.replace(microsecond=0).isoformat()[19:] if moment.zoned else ""
    return f"{written[: 19 + digits]} {offset}".rstrip()


def _is_certain(value: str, moment: Moment, document: Document) -> bool:
    """Return whether every reader finds the same day in the text, and one that exists."""
    day = moment.when
    # Builders differ in where the year is in 03/04/22. 30 February and 24:00 are read as another day.
    if is_no_day(value):
        return False
    is_written = day.day in map(int, _DIGITS.findall(value)) or f"{day:%Y%m%d}" in value
    # Some drop the timezone of a day, and others do not.
    is_shared = document.site.is_known or moment.precision != "day" or _ZONE.search(value) is None
    return _FOUR_DIGITS.search(value) is not None and is_written and is_shared


def _fix(field: Field, document: Document, moment: Moment, written: str, *, unsafe: bool) -> Fix | None:
    """Return the fix if the builder reads the same moment in the timestamp."""
    again = document.site.date(resolve(written, document.settings.yaml))
    if again is None or again.when != moment.when or again.precision != moment.precision:
        return None
    if not moment.zoned and zone_of(document, again) != zone_of(document, moment):
        return None
    return replace(field.span, written, "write a timestamp", unsafe=unsafe)
