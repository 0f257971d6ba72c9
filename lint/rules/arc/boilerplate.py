"""ARC016 boilerplate."""

from dataclasses import dataclass

from lint.rule import Counts, Issue, Issues, PlacedFact, one_line, option, rule
from lint.rules.arc.text_ends import text_ends


@dataclass(frozen=True)
class Options:
    """From how many posts on a text is boilerplate."""

    posts: int = option(20, "how many posts must have the text, at least 5", expected="a number")


@rule("ARC016", severity="info", default=False, collect=text_ends, options=Options)
def boilerplate(fact: PlacedFact, others: Counts, *, options: Options) -> Issues:
    """Many posts from one host begin or end with the same text, such as the footer of a feed service.

    A source puts it under everything: how to subscribe, who paid, a notice of copyright. It is found by every search,
    and hides what the article says. The first and the last 40 characters are compared, without tags, of texts
    with at least 120. There is one finding for each text, at the first post by path, if at least 20 posts (option `posts`) have it.

    ```md bad path=_posts/2021-05-01-a.md option.posts=5
    ---
    from: https://news.example.org/a/1
    ---
    Rain today, and ⟪it went on for a long time, ⟫×9 they say.

    ⟦Get our newsletter every Friday: news.example.org⟧
    === _posts/2021-05-02-a.md
    ---
    from: https://news.example.org/a/2
    ---
    Sun today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-03-a.md
    ---
    from: https://news.example.org/a/3
    ---
    Wind today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-04-a.md
    ---
    from: https://news.example.org/a/4
    ---
    Fog today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-05-a.md
    ---
    from: https://news.example.org/a/5
    ---
    Snow today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    ```

    ```md good path=_posts/2021-05-01-a.md option.posts=6
    ---
    from: https://news.example.org/a/1
    ---
    Rain today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-02-a.md
    ---
    from: https://news.example.org/a/2
    ---
    Sun today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-03-a.md
    ---
    from: https://news.example.org/a/3
    ---
    Wind today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-04-a.md
    ---
    from: https://news.example.org/a/4
    ---
    Fog today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    === _posts/2021-05-05-a.md
    ---
    from: https://news.example.org/a/5
    ---
    Snow today, and ⟪it went on for a long time, ⟫×9 they say.

    Get our newsletter every Friday: news.example.org
    ```

    To remove it, search for the text and delete it in all posts.
    """
    if others.first is None or others.alike + 1 < options.posts or others.first.path < fact.path:
        return
    host, _, where = fact.key.rpartition(" ")
    message = (
        f"{others.alike + 1:,} posts from {host} {where[:-1]} with the same text, {one_line(fact.value)!r}"
    )
    yield Issue(fact.span, message)
