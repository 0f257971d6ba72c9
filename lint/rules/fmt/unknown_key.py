"""FMT006 unknown-key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Issue, replace
from lint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document

_SHORTEST = 4


@rule("FMT006", severity="warning")
def unknown_key(document: Document) -> Iterator[Issue]:
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
    for violation in document.violations:
        if violation.problem.kind == "unknown":
            key = ".".join(map(str, violation.problem.loc))
            yield Issue(violation.span, f"unknown key {_shown(key)}: the schema {schema.name} forbids others")
    if any(violation.problem.kind == "unknown" for violation in document.violations):
        return
    fields = document.fields
    for name, field in fields.items():
        if name not in schema.keys and len(name) >= _SHORTEST:
            near = next(
                (k for k in schema.keys if k not in fields and len(k) >= _SHORTEST and _slip(name, k)), None
            )
            if near is not None:
                raw = document.text[field.key_span.start : field.key_span.end]
                fix = (
                    replace(field.key_span, near, f"rename the key to {near}", unsafe=True)
                    if raw == name
                    else None
                )
                yield Issue(field.key_span, f"unknown key {_shown(name)}: did you mean {near!r}?", fix)


def _shown(key: str) -> str:
    return repr(key if len(key) <= 60 else key[:59] + "…")  # noqa: PLR2004 - what fits a line


def _slip(typed: str, known: str) -> bool:
    """Say whether one edit or one swap of neighbours makes `typed` into `known`."""
    if abs(len(typed) - len(known)) > 1 or typed.lower() == known.lower():
        return typed != known and typed.lower() == known.lower()
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    rest, other = typed[start:], known[start:]
    if len(rest) == len(other):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
