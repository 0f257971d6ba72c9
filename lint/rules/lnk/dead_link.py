"""LNK101 dead-link."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, newly, rescued, said
from lint.web.verdict import State


@rule("LNK101", severity="error")
def dead_link(document: Document) -> Issues:
    """A link leads to a page that is gone.

    Only with `--online`. The server said twice, at different times, that the page does not exist (404 or 410), or
    the name server that there is no such host. A server that is slow, overloaded or hides behind a wall against
    robots is never called dead. A link whose page is gone, but whose server does not say so, is LNK104.

    ```html bad
    <a href="⟦https://gone.example.org/a⟧">rain</a>
    === answers
    dead 404 https://gone.example.org/a
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    === answers
    alive 200 https://news.example.org/a
    ```

    ```html bad
    <a href="⟦https://gone.example.org/a⟧">rain</a>
    === answers
    dead 404 https://gone.example.org/a
    copy 2021-05-04 https://gone.example.org/a https://web.archive.org/web/20210504000000/https://gone.example.org/a
    ```

    ```html fixed
    <a href="https://web.archive.org/web/20210504000000/https://gone.example.org/a">rain</a>
    ```

    If a web archive has a copy, the fix links to the one nearest to the post's date. It is unsafe, because what
    the copy shows is what the page was on that day.
    """
    for found, known in answered(document, Role.LINK):
        if known.verdict.state is State.DEAD:
            copy, fix = rescued(found, document)
            yield Issue(found.link.span, f"`{found.url}` is dead: {said(known)}{newly(known)}{copy}", fix)
