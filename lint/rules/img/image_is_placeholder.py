"""IMG103 image-is-placeholder."""

from lint.post.web_links import Role
from lint.rule import Document, Issue, Issues, rule
from lint.rules.online import answered, said
from lint.web.verdict import State


@rule("IMG103", severity="warning")
def image_is_placeholder(document: Document) -> Issues:
    """The server gives a placeholder instead of the image.

    Only with `--online`. The picture is one pixel, or the same that the host gives for many other addresses: "image not
    available", or a note that other sites may not show its images.

    ```html bad
    <img src="⟦https://img.example.org/a.png⟧" alt="Rain">
    === answers
    placeholder 200 https://img.example.org/a.png
    ```

    ```html good
    <img src="https://img.example.org/a.png" alt="Rain">
    === answers
    alive 200 https://img.example.org/a.png
    ```

    Take a copy of the image, if there is one.
    """
    for found, known in answered(document, Role.IMAGE):
        if known.verdict.state is State.PLACEHOLDER:
            yield Issue(found.link.span, f"`{found.url}` shows a placeholder: {said(known)}")
