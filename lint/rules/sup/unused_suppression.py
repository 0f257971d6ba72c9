"""SUP001 unused-suppression."""

from lint.rule import Document, Fix, Issue, Issues, Span, Suppression, delete, replace, rule


@rule("SUP001", severity="warning")
def unused_suppression(suppression: Suppression, document: Document) -> Issues:
    """A comment hides findings that are not there.

    The defect was repaired and the comment stayed: it would hide the next one. A comment for a rule that does
    not run is left alone.

    ```yaml bad
    title: Rain over the harbour  # lint: ignore[⟦FMT008⟧] as its author wrote it
    ```

    ```yaml fixed
    title: Rain over the harbour
    ```

    ```yaml bad
    title: Rain  over the harbour  # lint: ignore[FMT008, ⟦FMT009⟧]
    ```

    ```yaml fixed
    title: Rain  over the harbour  # lint: ignore[FMT008]
    ```

    ```yaml good
    title: Rain  over the harbour  # lint: ignore[FMT008] as its author wrote it
    ```

    The fix removes the rule from the comment, or the whole comment. It is safe, but for a whole comment in
    the body that has not its own paragraph: there it keeps Markdown from being read on its line.
    """
    for selector in suppression.unused:
        yield Issue(
            selector.span, f"{selector.text} hides nothing here: expected a finding of it", _fix(suppression)
        )


def _fix(suppression: Suppression) -> Fix | None:
    comment = suppression.comment
    used = [each.text for each in comment.selectors if each not in suppression.unused]
    if not used:
        if comment.directive == "enable":
            return None  # what it should end may be meant
        return delete(comment.line, "remove the comment", unsafe=not comment.isolated)
    place = Span(comment.selectors[0].span.start, comment.selectors[-1].span.end)
    return replace(place, ", ".join(used), "remove it from the comment")
