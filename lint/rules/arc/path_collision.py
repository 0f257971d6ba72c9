"""ARC005 path-collision."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import named, paths


@rule("ARC005", severity="error", collect=paths, any_encoding=True)
def path_collision(fact: PlacedFact, others: Others) -> Issues:
    """Two paths differ only in upper and lower case, or in how accents are encoded.

    Windows and macOS keep only one of the files: a checkout there loses the other one, and commits its deletion.
    Paths are compared after case folding and Unicode normalization (NFC).

    ```md bad path=_posts/2021-05-03-Rain.md
    ⟦⟧---
    title: Rain
    ---
    === _posts/2021-05-03-rain.md
    ⟦⟧---
    title: Rain
    ---
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    title: Rain
    === _posts/2021-05-04-rain.md
    title: Rain
    ```

    Rename one of the files.
    """
    message = f"on Windows and macOS, the path is also that of {named(others)}"
    yield Issue(fact.span, message, related=others.related("the same path"))
