"""ARC015 near-duplicate-body."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import are_copies, named
from lint.rules.arc.near_texts import near_texts, share, text_and_source

# Texts with less in common are two articles about one thing.
_LEAST = 0.75
# What more posts have is the boilerplate of their source.
_MOST = 4


@rule("ARC015", severity="info", default=False, collect=near_texts)
def near_duplicate_body(fact: PlacedFact, others: Others) -> Issues:
    """The text of another post, copied from another page, is nearly the same.

    An article was copied twice, before and after it was corrected, or from two sites that publish the same. The sentences of
    both are compared by [MinHash](https://en.wikipedia.org/wiki/MinHash), and the message says which part of all
    sentences both have, as an estimate. Texts with fewer than eight sentences are not compared, and pieces with a URL are left out.
    Two posts are compared if they share a sentence that at most five posts have: others are the boilerplate of their source.
    Texts that are equal are [ARC004](ARC004.md).

    ```md bad path=_posts/2021-05-03-rain.md
    ---
    from: https://news.example.org/a/1.html
    ---
    ⟦It rained for a very long time. The harbour was closed at nine. Nobody was hurt on the ships.⟧
    The mayor spoke to the press. A crane fell into the water. The trains were late all day.
    Schools stay closed tomorrow. The sun returns on Sunday. The ferries wait in the north.
    Write to the editors of the paper.
    === _posts/2021-05-04-rain.md
    ---
    from: https://news.example.org/b/2.html
    ---
    ⟦It rained for a very long time. The harbour was closed at nine. Nobody was hurt on the ships.⟧
    The mayor spoke to the press. A crane fell into the water. The trains were late all day.
    Schools stay closed tomorrow. The sun returns on Sunday. The ferries wait in the north.
    ```

    ```md good path=_posts/2021-05-03-rain.md
    ---
    from: https://news.example.org/a/1.html
    ---
    It rained for a very long time. The harbour was closed at nine. Nobody was hurt on the ships.
    The mayor spoke to the press. A crane fell into the water. The trains were late all day.
    Schools stay closed tomorrow. The sun returns on Sunday.
    === _posts/2021-05-04-rain.md
    ---
    from: https://news.example.org/b/2.html
    ---
    It rained for a very long time. The harbour was closed at nine. Nobody was hurt on the ships.
    The minister has not replied yet. Two bridges are under water. The ferries wait in the north.
    Farmers fear for the harvest. A storm is expected soon.
    ```

    Delete the older copy, or say in the text how the two differ.
    """
    if others.posts > _MOST:
        return
    text, source = text_and_source(fact.value)

    def is_near(other: PlacedFact) -> bool:
        its_text, its_source = text_and_source(other.value)
        return (
            its_text != text
            and its_source != source
            and not are_copies(fact, other)
            and share(fact.value, other.value) >= _LEAST
        )

    others = others.where(is_near)
    if others.facts:
        part = max(share(fact.value, other.value) for other in others.facts)
        message = f"about {part:.0%} of the sentences are also those of {named(others)}"
        yield Issue(fact.span, message, related=others.related("nearly the same text"))
