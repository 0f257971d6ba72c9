"""LNK104 soft-404."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, rescued, said
from lint.web.verdict import State


@rule("LNK104", severity="warning")
def soft_404(document: Document) -> Issues:
    """A link leads to a page that is gone, although its server answers.

    Only with `--online`. A deep link is sent on to the front page, the title says that nothing was found, or the domain is
    for sale. The reader does not find what the post speaks of.

    ```html bad
    <a href="⟦https://news.example.org/a/1.html⟧">rain</a>
    === answers
    soft-404 200 https://news.example.org/a/1.html https://news.example.org/
    ```

    ```html good
    <a href="https://news.example.org/a/1.html">rain</a>
    === answers
    alive 200 https://news.example.org/a/1.html
    ```

    As for LNK101, the unsafe fix links to the copy nearest to the post's date, if there is one.
    """
    for found, known in answered(document, Role.LINK):
        if known.verdict.state is State.SOFT_404:
            copy, fix = rescued(found, document)
            yield Issue(found.link.span, f"`{found.url}` is gone: {said(known)}{copy}", fix)
