"""FMT005 required-key."""

from lint.rule import Document, Issue, Issues, Problem, Span, rule
from lint.rules.fmt.near_miss import near_misses


@rule("FMT005", severity="error")
def required_key(document: Document) -> Issues:
    """A key that the schema requires is missing or null.

    A missing key is reported at the opening fence, a null one at its value. The schema says which keys are
    required: `lint schema` prints it, and `required` in `[fields.NAME]` overrides it.

    ```md bad schema=news-mirror
    ⟦---⟧
    layout: post
    title: Rain over the harbour
    date: 2021-05-03T22:59:03Z
    from: https://news.example.org/a/1.html
    tags: [ News ]
    categories: [ News ]
    ---
    ```

    ```yaml bad schema=news-mirror
    layout: post
    title: Rain over the harbour
    date: 2021-05-03T22:59:03Z
    author:⟦⟧
    from: https://news.example.org/a/1.html
    tags: [ News ]
    categories: [ News ]
    ```

    ```yaml good schema=jekyll
    title: Rain over the harbour
    ```

    Add the key, or make it optional in the configuration.
    """
    if not document.is_post:
        return
    places: dict[Span, list[Problem]] = {}
    for violation in document.violations:
        if violation.problem.kind == "missing":
            places.setdefault(violation.span, []).append(violation.problem)
    # FMT006 reports misspelled keys; the site's configuration gives others a value.
    present = {known for _, known in near_misses(document)} | document.site.default_keys if places else set()
    for span, problems in places.items():
        found = [problem for problem in problems if problem.loc[-1] not in present]
        keys = [".".join(map(str, problem.loc)) for problem in found]
        if len(found) == 1:
            state = "is null" if keys[0] in document.fields else "is missing"
            yield Issue(span, f"required key `{keys[0]}` {state}; expected {found[0].expected}")
        elif found:
            yield Issue(span, f"required keys are missing: {', '.join(f'`{key}`' for key in keys)}")
