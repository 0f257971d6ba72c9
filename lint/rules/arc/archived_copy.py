"""ARC002 archived-copy."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import are_copies, copies, named


@rule("ARC002", severity="warning", collect=copies, any_encoding=True)
def archived_copy(fact: PlacedFact, others: Others) -> Issues:
    """A post is both in `_posts` and in `archived`.

    It was copied to the archive, and not moved. A correction in one of the files is missing in the other, and the
    post is published twice if both folders are. The message says whether the files are identical.

    ```md bad path=_posts/2021-05-03-rain.md
    ⟦⟧---
    title: Rain
    ---
    === archived/2021-05-03/2021-05-03-rain.md
    ⟦⟧---
    title: Rain over the harbour
    ---
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    title: Rain
    === archived/2021-05-02/2021-05-02-rain.md
    title: Rain
    ```

    Delete one of the files; if they differ, compare them first.
    """
    others = others.where(lambda other: are_copies(fact, other))
    if others.facts:
        same = all(other.value == fact.value for other in others.facts)
        kind = "an identical" if same else "a differing"
        message = f"the post has {kind} copy: {named(others)}"
        yield Issue(fact.span, message, related=others.related(f"{kind.split()[1]} copy"))
