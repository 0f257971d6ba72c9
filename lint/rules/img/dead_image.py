"""IMG101 dead-image."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import GONE, answered, newly, rescued, said


@rule("IMG101", severity="error")
def dead_image(document: Document) -> Issues:
    """An image is gone from its server.

    Only with `--online`. The server said twice that there is no such image (404 or 410), the name server that there is no such host, or
    the image's address leads to the front page or to a domain that is for sale. An image behind an image proxy is PRX101.

    ```html bad
    <img src="⟦https://img.example.org/a.png⟧" alt="Rain">
    === answers
    dead 404 https://img.example.org/a.png
    ```

    ```html good
    <img src="https://img.example.org/a.png" alt="Rain">
    === answers
    alive 200 https://img.example.org/a.png
    ```

    If a web archive has a copy, the unsafe fix shows the one nearest to the post's date.
    """
    for found, known in answered(document, Role.IMAGE):
        if known.verdict.state in GONE:
            copy, fix = rescued(found, document)
            yield Issue(
                found.link.span, f"the image `{found.url}` is dead: {said(known)}{newly(known)}{copy}", fix
            )
