"""TAG005 tag-not-allowed."""

from lint.primitives.text import did_you_mean
from lint.rule import Document, Field, Issue, Issues, one_line, rule

_SHOWN = 5


@rule("TAG005", severity="error", field="tags")
def tag_not_allowed(field: Field, document: Document) -> Issues:
    """A tag is not in the configured vocabulary.

    With `tags = ["News", "Weather"]` in the configuration, every tag must be one of these. Without `tags`,
    the rule reports nothing. The message suggests the most similar tag.

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
            names = sorted(allowed)
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            hint = did_you_mean(value[:100], names) or f"; expected one of {', '.join(names[:_SHOWN])}{more}"
            yield Issue(node.span, f"tag {one_line(value)!r} is not in the vocabulary{hint}")
