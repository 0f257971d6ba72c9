"""IMG007 missing-alt."""

from lint.rule import Document, Issue, Issues, rule


@rule("IMG007", severity="info", default=False)
def missing_alt(document: Document) -> Issues:
    """An image has no `alt` text.

    Who cannot see it is told nothing (WCAG 2.2, 1.1.1). An empty `alt` says that the image is decoration.
    Mirrored posts rarely have one, so the rule is off by default.

    ```html bad
    ⟦<img src="https://media.example.org/a.jpg">⟧
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" alt="rain over a harbour">
    ```

    Describe what the image shows.
    """
    for tag in document.content.tags:
        if tag.name == "img" and not tag.closing and "alt" not in document.attributes(tag):
            yield Issue(tag.span, "the image has no alt text")
