"""ARC004 duplicate-body."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import bodies, named, unexplained

# What more posts have is the boilerplate of their source.
_MOST = 4


@rule("ARC004", severity="info", default=False, collect=bodies)
def duplicate_body(fact: PlacedFact, others: Others) -> Issues:
    """Another post, copied from another page, has the same text.

    One article was copied from two addresses, or the same text was copied for two articles, of which one is then
    missing. Texts of more than 200 characters are compared, without tags and spaces. A text whose first
    and longest sentence more than five posts have is what their source puts under everything, and is not reported. Posts with the same source are
    [ARC001](ARC001.md), and one that was also archived is [ARC002](ARC002.md).

    ```md bad path=_posts/2021-05-03-rain.md
    ---
    from: https://news.example.org/a/1.html
    ---
    ⟦<p>It rained for ⟪a very long time, and ⟫×20 then it stopped.</p>⟧
    === _posts/2021-05-04-rain.md
    ---
    from: https://news.example.org/b/2.html
    ---
    ⟦It rained for⟧
    ⟪a very long time, and ⟫×20 then it stopped.
    ```

    ```md good path=_posts/2021-05-03-rain.md
    ---
    from: https://news.example.org/a/1.html
    ---
    It rained.
    === _posts/2021-05-04-rain.md
    ---
    from: https://news.example.org/b/2.html
    ---
    It rained.
    ```

    Delete the second copy, or copy the missing article again.
    """
    if others.posts > _MOST:
        return
    text, _, source = fact.value.partition(" ")
    others = unexplained(fact, others).where(
        lambda other: other.value.startswith(text) and not other.value.endswith(source)
    )
    if others.facts:
        message = f"the text is also that of {named(others)}"
        yield Issue(fact.span, message, related=others.related("the same text"))
