"""SUP002 unknown-suppression."""

from difflib import get_close_matches

from lint.rule import Document, Issue, Issues, Suppression, delete, replace, rule


@rule("SUP002", severity="warning")
def unknown_suppression(suppression: Suppression, document: Document) -> Issues:
    """A comment names a rule that does not exist, or says nothing that is understood.

    It hides nothing, whatever its author thinks. Expected is `lint: ignore[CODE]`, `ignore-next-line[CODE]`,
    `ignore-file[CODE]`, `disable[CODE]` or `enable[CODE]`, with a rule's code, a prefix of codes or a name.

    ```yaml bad
    title: Rain  over the harbour  # lint: ignore[⟦FMT0O8⟧]
    ```

    ```yaml fixed
    title: Rain  over the harbour  # lint: ignore[FMT008]
    ```

    ```html bad
    <p>It rained.</p> ⟦<!-- lint: ignore -->⟧
    ```

    ```html bad
    <p>It rained.</p> ⟦<!-- lint: ignroe[FMT008] -->⟧
    ```

    ```yaml good
    title: Rain  over the harbour  # lint: ignore[title-whitespace]
    ```

    The fix writes the rule that is nearest; it is unsafe, since another one may be meant.
    """
    comment = suppression.comment
    if comment.directive not in comment.allowed:
        near = get_close_matches(comment.directive, comment.allowed, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield Issue(
            comment.span,
            f"the comment asks for {comment.directive!r}: expected one of {', '.join(comment.allowed)}{hint}",
            delete(comment.line, "remove the comment", unsafe=True),
        )
    elif not comment.selectors:
        yield Issue(
            comment.span,
            "the comment names no rule: expected a code in brackets, such as ignore[FMT008]",
            delete(comment.line, "remove the comment", unsafe=True),
        )
    else:
        names = [*suppression.names, *suppression.names.values()]
        for selector in suppression.unknown:
            near = get_close_matches(selector.text, names, 1) or get_close_matches(
                selector.text.upper(), names, 1
            )
            hint = f"; did you mean {near[0]}?" if near else ""
            fix = replace(selector.span, near[0], f"write {near[0]}", unsafe=True) if near else None
            yield Issue(selector.span, f"{selector.text!r} is no rule's code, prefix or name{hint}", fix)
