"""IMG007 missing-alt."""

from lint.rule import Document, Issue, Issues, Tag, rule


@rule("IMG007", severity="info", default=False, tags=("img",))
def missing_alt(tag: Tag, document: Document) -> Issues:
    """An image has no `alt` text.

    Readers who cannot see the image miss what it shows (WCAG 2.2, 1.1.1). An empty `alt` marks the image as
    decoration. Mirrored posts rarely have alternative text, so the rule is off by default.

    ```html bad
    ⟦<img src="https://media.example.org/a.jpg">⟧
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" alt="rain over a harbour">
    ```

    Describe what the image shows.
    """
    if "alt" not in document.attributes(tag):
        yield Issue(tag.span, "the image has no `alt` text")
