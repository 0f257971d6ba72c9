"""FMT007 wrong-type."""

import json

from lint.rule import Document, Fix, Issue, Issues, Severity, Violation, replace, rule
from lint.rules.values import is_template, kind_of, quoted

# These are not only printed.
_USED = ("layout", "permalink", "type", "url", "slug")
_HAVE_OWN_RULES = ("date", "source", "tags", "categories")


@rule("FMT007", severity="error")
def wrong_type(document: Document) -> Issues:
    """A value does not match the schema.

    `title: 1984` is a number and `comments: "True"` is text. A theme that expects something else fails
    or shows nothing. YAML 1.1 also reads `yes`, `1:30` and `2021-05-03` as a boolean, a number and a
    date: the message says which. Dates, source URLs, tags and categories have separate rules.

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

    A number, boolean or date that the builder's templates print as it is written, such as `title: 2013`, is a note,
    since readers see what they should; Zola and Astro stop at it. In YAML 1.1, `1_000` and `010` are printed as
    1000 and 8:

    ```yaml bad
    title: ⟦010⟧
    ```

    The fix quotes a value that should be text, and removes the quotes from one that should be a boolean. It
    is unsafe because it changes the value that templates see.
    """
    if not document.violations or is_template(document):
        return
    roles = document.settings.schema.roles
    others = {roles.get(role) for role in _HAVE_OWN_RULES}
    for violation in document.violations:
        span, problem = violation.span, violation.problem
        if problem.kind in ("missing", "unknown") or (problem.loc and problem.loc[0] in others):
            continue
        raw = document.raw(span)
        name = ".".join(map(str, problem.loc))
        kind = kind_of(problem.value) if raw[:1] not in ("'", '"') else None
        read_as = f", which YAML reads as a {kind}" if kind else ""
        message = f"`{name}` is {quoted(document, span, problem.value)}{read_as}; expected {problem.expected}"
        is_shown = (
            kind is not None and problem.loc[-1] not in _USED and document.site.prints(problem.value) == raw
        )
        severity = Severity.INFO if is_shown else None
        yield Issue(span, message, _fix(document, violation, raw), severity=severity)


def _fix(document: Document, violation: Violation, raw: str) -> Fix | None:
    if document.format != "yaml" or "\n" in raw or not raw:
        return None
    value, expected = violation.problem.value, violation.problem.expected
    if kind_of(value) and expected.startswith("text") and raw[0] not in "&*!":
        return replace(violation.span, json.dumps(raw, ensure_ascii=False), "quote the value", unsafe=True)
    if isinstance(value, str) and expected == "true or false" and value.lower() in ("true", "false"):
        return replace(violation.span, value.lower(), "remove the quotes", unsafe=True)
    return None
