"""TAG004 tags-differ-from-categories."""

from lint.rule import Document, Field, Issue, Issues, one_line, rule


@rule("TAG004", severity="info", default=False, field="categories")
def tags_differ_from_categories(field: Field, document: Document) -> Issues:
    """Tags and categories differ, in an archive that keeps them the same.

    Some mirrors write the same names into both fields. In most archives the two fields have different
    meanings, so the rule is off by default.

    ```yaml bad
    tags: [ News ]
    categories: ⟦[ Weather ]⟧
    ```

    ```yaml good
    tags: [ News, Rain ]
    categories: [ Rain, News ]
    ```

    Write the same names into both fields.
    """
    tags = document.field("tags")
    if tags is None:
        return
    left, right = _names(tags.value), _names(field.value)
    if left is not None and right is not None and left != right:
        message = f"`{field.name}` differs from `{tags.name}`; expected {one_line(document.raw(tags.span))}"
        yield Issue(field.span, message)


def _names(value: object) -> set[str] | None:
    if isinstance(value, str):
        return {value.strip()}
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return {name.strip() for name in value}
    return None
