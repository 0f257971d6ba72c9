"""FMT005 required-key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Issue
from lint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document


@rule("FMT005", severity="error")
def required_key(document: Document) -> Iterator[Issue]:
    """A key that the schema requires is missing or null.

    A missing key is reported at the opening fence, a null one at its value. Which keys are required
    is the schema's word: `lint schema` prints it, and `[tool.lint.fields.NAME] required` changes it.

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

    Write the key, or make it optional in the configuration.
    """
    for violation in document.violations:
        problem = violation.problem
        if problem.kind == "missing" and document.is_post:
            key = ".".join(map(str, problem.loc))
            null = key in document.fields
            yield Issue(
                violation.span,
                f"required key {key!r} {'is null' if null else 'is missing'}: {problem.expected}",
            )
