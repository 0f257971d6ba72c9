"""SUP002 unknown-suppression."""

from difflib import get_close_matches

from lint.post.comments import CHARACTERS_A_NAME, MOST_NAMED
from lint.primitives.text import did_you_mean
from lint.rule import Issue, Issues, Suppression, delete, replace, rule

# To look for a similar name takes milliseconds: only the first selectors in a post get a suggestion.
_MOST = 50
_LONGEST = 100


@rule("SUP002", severity="warning")
def unknown_suppression(suppression: Suppression) -> Issues:
    """A suppression comment names an unknown rule or is malformed.

    Such a comment hides nothing. Valid comments are `lint: ignore[CODE]`, `ignore-next-line[CODE]`,
    `ignore-file[CODE]`, `disable[CODE]` and `enable[CODE]`, with a rule's code or name, or the beginning
    of a code.

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

    If a post's comments name over 1,000 rules in all, or in a long post more than one for each 200 characters, none of
    them hides anything.

    The fix replaces an unknown rule with the most similar one, and removes a malformed comment. It is unsafe
    because something else may be intended.
    """
    comment = suppression.comment
    if not comment.allowed:
        most = f"{MOST_NAMED:,} rules, or one for each {CHARACTERS_A_NAME} characters"
        yield Issue(
            comment.span,
            f"the post's comments name too many rules, so none hides anything; expected at most {most}",
        )
    elif comment.directive not in comment.allowed:
        hint = did_you_mean(comment.directive, comment.allowed)
        allowed = ", ".join(comment.allowed)
        message = f"unknown directive {comment.directive!r}; expected one of {allowed}{hint}"
        yield Issue(comment.span, message, delete(comment.line, "remove the comment", unsafe=True))
    elif not comment.selectors:
        message = "the comment does not name a rule; expected a code in brackets, such as ignore[FMT008]"
        yield Issue(comment.span, message, delete(comment.line, "remove the comment", unsafe=True))
    else:
        names = [*suppression.names, *suppression.names.values()]
        for number, selector in enumerate(suppression.unknown, suppression.unknown_before):
            text = selector.text
            near: list[str] = []
            if number < _MOST and len(text) <= _LONGEST:
                near = get_close_matches(text, names, 1) or get_close_matches(text.upper(), names, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            fix = replace(selector.span, near[0], f"write {near[0]}", unsafe=True) if near else None
            yield Issue(selector.span, f"unknown rule {text!r}{hint}", fix)
