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

    ```yaml bad
    ⟦---⟧
    ```
    """
    for violation in document.violations:
        problem = violation.problem
        if problem.kind == "missing" and document.is_post:
            key = ".".join(map(str, problem.loc))
            yield Issue(violation.span, f"required key {key!r} is missing: expected {problem.expected}")
