"""FMT007 wrong-type."""

import json
from datetime import date

from lint.rule import Document, Fix, Issue, Issues, Violation, one_line, replace, rule

_JUDGED_ELSEWHERE = ("date", "source", "tags", "categories")


@rule("FMT007", severity="error")
def wrong_type(document: Document) -> Issues:
    """A field's value is not what the schema expects.

    `title: 1984` is a number, `comments: "True"` is text, and a theme that expects the other fails or
    shows nothing. YAML 1.1 also reads `yes`, `1:30` or `2021-05-03` as a boolean, a number or a date:
    the message says which. Dates, source URLs, tags and categories have rules of their own.

    ```yaml bad
    layout: post
    title: ⟦1984⟧
    ```

    ```yaml fixed
    layout: post
    title: "1984"
    ```

    ```yaml bad
    title: ⟦['Rain over the harbour']⟧
    ```

    ```yaml bad
    author: ⟦"  "⟧
    ```

    ```yaml bad
    comments: ⟦"True"⟧
    ```

    ```yaml fixed
    comments: true
    ```

    ```yaml good
    title: "1984"
    comments: true
    ```

    The fix quotes what was meant as text and unquotes what was meant as a boolean; it is unsafe, since
    it changes the value that templates see.
    """
    roles = document.settings.schema.roles
    judged = {roles.get(role) for role in _JUDGED_ELSEWHERE}
    for violation in document.violations:
        problem = violation.problem
        if problem.kind in ("missing", "unknown") or (problem.loc and problem.loc[0] in judged):
            continue
        raw = document.raw(violation.span)
        name = ".".join(map(str, problem.loc))
        yield Issue(
            violation.span,
            f"{name} is {one_line(raw)}{_read_as(problem.value, raw)}: expected {problem.expected}",
            _fix(document, violation, raw),
        )


def _read_as(value: object, raw: str) -> str:
    if raw[:1] in ("'", '"'):
        return ""
    if isinstance(value, bool):
        return ", which YAML reads as a boolean"
    if isinstance(value, int | float):
        return ", which YAML reads as a number"
    if isinstance(value, date):
        return ", which YAML reads as a date"
    return ""


def _fix(document: Document, violation: Violation, raw: str) -> Fix | None:
    if document.format != "yaml" or "\n" in raw or not raw:
        return None
    value, expected = violation.problem.value, violation.problem.expected
    if isinstance(value, bool | int | float | date) and expected.startswith("text") and raw[0] not in "&*!":
        return replace(violation.span, json.dumps(raw, ensure_ascii=False), "quote the value", unsafe=True)
    if isinstance(value, str) and expected == "true or false" and value.lower() in ("true", "false"):
        return replace(violation.span, value.lower(), "remove the quotes", unsafe=True)
    return None
