"""LNK103 link-not-verified."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, said
from lint.web.verdict import State


@rule("LNK103", severity="info", default=False)
def link_not_verified(document: Document) -> Issues:
    """A link's server answers, but not so that one can tell whether the page is there.

    Only with `--online`. A wall against robots, a login, a timeout or an error of the server: a reader with a browser may see the
    page. It is off by default, since most of these links are fine.

    ```html bad
    <a href="⟦https://wall.example.org/a⟧">rain</a>
    === answers
    blocked 403 https://wall.example.org/a
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    === answers
    alive 200 https://news.example.org/a
    ```

    Open it in a browser. An `accept` in `[online.hosts]` says which statuses of a host mean that a page is there.
    """
    for found, known in answered(document, Role.LINK, Role.SOURCE):
        if known.verdict.state in (State.BLOCKED, State.UNSURE):
            words = f"`{found.url}` cannot be verified: {known.verdict.state}, {said(known)}"
            yield Issue(found.link.span, words)
