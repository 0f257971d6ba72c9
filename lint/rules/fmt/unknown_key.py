"""FMT006 unknown-key."""

from lint.rule import Document, Issue, Issues, replace, rule, shortened
from lint.rules.fmt.near_miss import near_misses


@rule("FMT006", severity="warning")
def unknown_key(document: Document) -> Issues:
    """A key is one slip away from a known one.

    Nothing reads `descrition`: the field is silently missing. A key is reported when one inserted,
    lost, changed or swapped letter makes it a key that the schema knows and that the post lacks. Other
    keys are the archive's own business, unless the configuration says `extra = "forbid"`.

    ```yaml bad
    ⟦layput⟧: post
    title: Rain over the harbour
    ```

    ```yaml fixed
    layout: post
    title: Rain over the harbour
    ```

    ```yaml good
    layout: post
    mood: grey
    ```

    The fix renames the key; it is unsafe, since the key may be meant.
    """
    schema = document.settings.schema
    forbidden = [violation for violation in document.violations if violation.problem.kind == "unknown"]
    for violation in forbidden:
        key = ".".join(map(str, violation.problem.loc))
        yield Issue(violation.span, f"unknown key {_shown(key)}: the schema {schema.name} forbids others")
    for field, known in near_misses(document) if not forbidden else ():
        raw = document.raw(field.key_span)
        fix = replace(field.key_span, known, f"rename the key to {known}", unsafe=True)
        yield Issue(
            field.key_span,
            f"unknown key {_shown(field.name)}: did you mean {known!r}?",
            fix if raw == field.name else None,
        )


def _shown(key: str) -> str:
    return repr(shortened(key, 60))
