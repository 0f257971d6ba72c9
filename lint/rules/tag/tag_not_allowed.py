"""TAG005 tag-not-allowed."""

from difflib import get_close_matches

from lint.rule import Document, Field, Issue, Issues, one_line, rule


@rule("TAG005", severity="error", field="tags")
def tag_not_allowed(field: Field, document: Document) -> Issues:
    """A tag is outside the configured vocabulary.

    With `tags = ["News", "Weather"]` in the configuration, every tag must be one of these; without,
    the rule says nothing. The message suggests the nearest allowed tag.

    ```yaml bad tags=News,Weather
    tags: [ News, ⟦Wether⟧ ]
    ```

    ```yaml good tags=News,Weather
    tags: [ News ]
    ```

    Use an allowed tag, or add the new one to the vocabulary.
    """
    allowed = document.settings.tags
    if allowed is None:
        return
    for node in field.node.items or [field.node]:
        value = node.value
        if isinstance(value, str) and value not in allowed:
            near = get_close_matches(value[:100], sorted(allowed), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected one of {_some(allowed)}"
            yield Issue(node.span, f"tag {one_line(value)!r} is not in the vocabulary: {hint}")


def _some(allowed: frozenset[str]) -> str:
    names = sorted(allowed)
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")  # noqa: PLR2004
