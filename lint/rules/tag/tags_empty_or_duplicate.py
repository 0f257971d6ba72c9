"""TAG002 tags-empty-or-duplicate."""

from lint.rule import (
    Document,
    Field,
    Fix,
    Issue,
    Issues,
    Node,
    Severity,
    Span,
    delete,
    one_line,
    replace,
    rule,
)
from lint.rules.values import kind_of


@rule("TAG002", severity="warning", field=("tags", "categories"))
def tags_empty_or_duplicate(field: Field, document: Document) -> Issues:
    """A list of tags is empty, or one of its tags is blank, repeated, untrimmed or not text.

    A blank tag creates a page without a name, a repeated tag lists the post twice, and a number, boolean
    or date (`1989`, `yes`) breaks themes that expect text: Jekyll lists `2021` and `"2021"` apart and cannot sort them,
    and Astro's schemas stop. Where the builder makes a text of the number that reads the same, it is a note. An empty list is a note, and is not reported where
    more than a tenth of the archive's posts have one, as Hugo's archetypes write it, unless the schema requires tags.

    ```yaml bad
    tags: ⟦[]⟧
    ```

    ```yaml bad
    tags: [ News, ⟦"  "⟧ ]
    ```

    ```yaml bad
    tags: [ News, Rain, ⟦News⟧ ]
    ```

    ```yaml fixed
    tags: [ News, Rain ]
    ```

    ```yaml bad
    tags: [ ⟦" News "⟧ ]
    ```

    ```yaml fixed
    tags: [ "News" ]
    ```

    ```yaml bad
    tags: [ ⟦1989⟧ ]
    ```

    ```yaml fixed
    tags: [ "1989" ]
    ```

    ```yaml good
    tags: [ News, news ]
    ```

    The fix removes blank and repeated tags, trims whitespace and adds quotes. It is safe because the intended
    set of tags stays the same.
    """
    if isinstance(field.value, list) and not field.value:
        optional = field.name not in document.settings.schema.required
        if optional and field.name in document.settings.evidence.empty_lists:
            return
        message = f"`{field.name}` is an empty list; expected at least one tag, or no such key"
        yield Issue(field.span, message, severity=Severity.INFO if optional else None)
    elif isinstance(field.value, list) and not _are_fine(field.value):
        yield from _tags(document, field)


def _are_fine(tags: list[object]) -> bool:
    """Return whether nothing is wrong with tags, told by their values alone."""
    seen: set[str] = set()
    for tag in tags:
        if not isinstance(tag, str) or not tag or tag in seen or tag != tag.strip():
            return False
        seen.add(tag)
    return True


def _tags(document: Document, field: Field) -> Issues:
    seen: set[str] = set()
    for index, node in enumerate(field.node.items):
        value = node.value
        raw = document.raw(node.span)
        keys = document.site.tag_keys
        if keys and isinstance(value, dict) and keys <= value.keys():
            continue
        if value is None or (isinstance(value, str) and not value.strip()):
            problem, fix = "a tag is blank; expected a name", _remove(document, field, index)
        elif isinstance(value, dict | list):
            problem, fix = f"tag {one_line(raw)} is not text; expected a name", None
        elif not isinstance(value, str):
            yield _not_text(document, node)
            continue
        elif value != value.strip():
            problem = f"tag {one_line(raw)} has extra whitespace; expected {one_line(value.strip())!r}"
            fix = _trim(node, raw)
        elif value in seen:
            problem, fix = f"tag {one_line(value)!r} is repeated", _remove(document, field, index)
        else:
            seen.add(value)
            continue
        yield Issue(node.span, problem, fix)


def _not_text(document: Document, node: Node) -> Issue:
    """Return the issue of a tag that is a number, a boolean or a date."""
    site, raw = document.site, document.raw(node.span)
    is_same = site.prints(node.value) == raw and not site.tags_have_types
    quotable = document.format == "yaml" and node.kind == "scalar"
    fix = replace(node.span, f'"{raw}"', "quote the tag") if quotable else None
    problem = f"tag {one_line(raw)} is a {kind_of(node.value) or 'date'}; expected text"
    return Issue(node.span, problem, fix, severity=Severity.INFO if is_same else None)


def _trim(node: Node, raw: str) -> Fix | None:
    if node.kind != "scalar" or node.style not in ("single", "double") or "\\" in raw or "\n" in raw:
        return None
    return replace(node.span, raw[0] + raw[1:-1].strip() + raw[-1], "trim the tag")


def _remove(document: Document, field: Field, index: int) -> Fix | None:
    """Return the fix that removes an item of a flow list with the comma before or after it."""
    items = field.node.items
    if field.node.style != "flow" or len(items) < 2 or field.node.kind != "sequence":  # noqa: PLR2004 - a pair
        return None
    if index:
        span = Span(items[index - 1].span.end, items[index].span.end)
    else:
        span = Span(items[0].span.start, items[1].span.start)
    between = document.raw(span)
    return None if "#" in between or "\n" in between else delete(span, "remove the tag")
