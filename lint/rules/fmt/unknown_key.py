"""FMT006 unknown-key."""

from lint.rule import Document, Issue, Issues, one_line, replace, rule
from lint.rules.fmt.near_miss import near_misses


@rule("FMT006", severity="warning")
def unknown_key(document: Document) -> Issues:
    """A key looks like a misspelling of a known key.

    No template reads `descrition`, so the field is silently missing. A key is reported when changing,
    adding, removing or swapping one letter turns it into a key that the schema knows and the post lacks.
    Other unknown keys are allowed, unless the configuration sets `extra = "forbid"`.

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

    The fix renames the key. It is unsafe because the key may be intended.
    """
    schema = document.settings.schema.name
    forbidden = [violation for violation in document.violations if violation.problem.kind == "unknown"]
    for violation in forbidden:
        key = one_line(".".join(map(str, violation.problem.loc)))
        yield Issue(violation.span, f"unknown key `{key}`; the schema `{schema}` does not allow extra keys")
    for field, known in near_misses(document) if not forbidden else ():
        fix = replace(field.key_span, known, f"rename the key to {known}", unsafe=True)
        yield Issue(
            field.key_span,
            f"unknown key `{one_line(field.name)}`; did you mean `{known}`?",
            fix if document.raw(field.key_span) == field.name else None,
        )
