"""SUP001 unused-suppression."""

from lint.rule import Fix, Issue, Issues, Span, Suppression, delete, replace, rule


@rule("SUP001", severity="warning")
def unused_suppression(suppression: Suppression) -> Issues:
    """A suppression comment hides no findings.

    The defect has been repaired, and the leftover comment would hide the next one. Comments for rules that
    do not run are not reported.

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

    The fix removes the rule from the comment, or the whole comment. It is safe, unless it removes a whole
    comment that is not a separate paragraph of the body: Markdown on the comment's line then takes effect.
    """
    fix = _fix(suppression) if suppression.unused else None
    for selector in suppression.unused:
        yield Issue(selector.span, f"`{selector.text}` does not hide any findings here", fix)


def _fix(suppression: Suppression) -> Fix | None:
    comment = suppression.comment
    unused = frozenset(suppression.unused)
    used = [each.text for each in comment.selectors if each not in unused]
    if not used:
        if comment.directive == "enable":
            return None  # the missing `disable` may be intended
        return delete(comment.line, "remove the comment", unsafe=not comment.isolated)
    place = Span(comment.selectors[0].span.start, comment.selectors[-1].span.end)
    return replace(place, ", ".join(used), "remove the unused rules from the comment")
