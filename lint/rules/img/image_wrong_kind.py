"""IMG102 image-wrong-kind."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, said
from lint.web.verdict import State


@rule("IMG102", severity="warning")
def image_wrong_kind(document: Document) -> Issues:
    """The address of an image answers with something that is no image.

    Only with `--online`. Mostly it is a page: the image is gone, or was never there. The reader sees a broken image.

    ```html bad
    <img src="⟦https://img.example.org/a.png⟧" alt="Rain">
    === answers
    wrong-kind 200 https://img.example.org/a.png
    ```

    ```html good
    <img src="https://img.example.org/a.png" alt="Rain">
    === answers
    alive 200 https://img.example.org/a.png
    ```

    Find the image's own address, or take a copy of it.
    """
    for found, known in answered(document, Role.IMAGE):
        if known.verdict.state is State.WRONG_KIND:
            yield Issue(found.link.span, f"`{found.url}` is no image: {said(known)}")
