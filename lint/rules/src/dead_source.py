"""SRC101 dead-source."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import GONE, answered, newly, rescued, said


@rule("SRC101", severity="warning")
def dead_source(document: Document) -> Issues:
    """The source of a post is gone.

    Only with `--online`. Nobody can look up any more what the post was taken from. It is a warning, since the post itself is the copy
    that survives.

    ```yaml bad
    title: "Rain"
    date: 2021-05-03T22:59:03.000Z
    from: ⟦https://news.example.org/a/1.html⟧
    === answers
    dead 404 https://news.example.org/a/1.html
    ```

    ```yaml good
    title: "Rain"
    date: 2021-05-03T22:59:03.000Z
    from: https://news.example.org/a/1.html
    === answers
    alive 200 https://news.example.org/a/1.html
    ```

    If a web archive has a copy, the unsafe fix names the one nearest to the post's date.
    """
    for found, known in answered(document, Role.SOURCE):
        if known.verdict.state in GONE:
            copy, fix = rescued(found, document)
            yield Issue(found.link.span, f"the source is dead: {said(known)}{newly(known)}{copy}", fix)
