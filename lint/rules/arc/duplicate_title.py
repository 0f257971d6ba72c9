"""ARC003 duplicate-title."""

from lint.rule import Issue, Issues, Others, PlacedFact, rule
from lint.rules.arc.collectors import named, titles, unexplained

# A title that more posts have is that of a series.
_MOST = 4


@rule("ARC003", severity="info", collect=titles)
def duplicate_title(fact: PlacedFact, others: Others) -> Issues:
    """Another post, copied from elsewhere, has the same title.

    In lists and search results, the two cannot be told apart, and often one is a second copy of the other. Only posts
    with a source are compared. A title that more than five posts have is that of a series, and is not reported.
    Posts with the same source are [ARC001](ARC001.md), and one that was also archived is [ARC002](ARC002.md).

    ```yaml bad path=_posts/2021-05-03-rain.md
    title: ⟦Rain over the harbour⟧
    from: https://news.example.org/a/1.html
    === _posts/2021-05-04-rain.md
    title: ⟦"Rain over  the harbour"⟧
    from: https://other.example.org/rain
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    title: Rain over the harbour
    from: https://news.example.org/a/1.html
    === _posts/2021-05-04-rain.md
    title: Rain over the city
    from: https://other.example.org/rain
    ```

    ```yaml good path=_posts/2021-05-03-rain.md
    title: Rain over the harbour
    === _posts/2021-05-04-rain.md
    title: Rain over the harbour
    ```

    Delete the second copy, or add what tells them apart to the titles.
    """
    others = unexplained(fact, others, by_source=True)
    if others.facts and others.posts <= _MOST:
        message = f"the title is also that of {named(others)}"
        yield Issue(fact.span, message, related=others.related("the same title"))
