"""FMT009 entity-in-scalar."""

import html
import re
from html.entities import html5

from lint.rule import Document, Edit, Field, Fix, Issue, Issues, Node, Span, rule

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NEEDS_ESCAPE = {'"': '\\"', "\\": "\\\\"}


@rule("FMT009", severity="warning", field=("title", "author", "tags", "categories"))
def entity_in_scalar(field: Field, document: Document) -> Issues:
    r"""A value holds an HTML entity.

    YAML is not HTML: `Tom &#38; Co` stays those twelve characters, and a template that escapes its
    output shows them to the reader. Only the title, author, tags and categories are looked at; a
    description may be HTML.

    ```yaml bad
    title: Tom ⟦&#38;⟧ Co
    ```

    ```yaml fixed
    title: Tom & Co
    ```

    ```yaml bad
    title: "She said ⟦&quot;⟧no⟦&quot;⟧"
    ```

    ```yaml fixed
    title: "She said \"no\""
    ```

    ```yaml good
    title: R&D; a history
    ```

    The fix writes the character; it is safe, since the entity means nothing else, and is offered only
    where the character may stand in the value as it is quoted.
    """
    for node in [field.node, *field.node.items]:
        if isinstance(node.value, str) and "&" in node.value and node.kind == "scalar":
            yield from _entities(document, node)


def _entities(document: Document, node: Node) -> Issues:
    raw = document.raw(node.span)
    for match in _ENTITY.finditer(raw):
        entity = match.group()
        if entity[1] != "#" and entity[1:] not in html5:
            continue
        meant = html.unescape(entity)
        span = Span(node.span.start + match.start(), node.span.start + match.end())
        content = _written(meant, node.style, raw, match.start()) if document.format == "yaml" else None
        fix = Fix(f"write {meant}", (Edit(span, content),)) if content is not None else None
        yield Issue(span, f"entity {entity} in a value: expected the character itself, {meant!r}", fix)


def _written(meant: str, style: str, raw: str, at: int) -> str | None:
    """Give `meant` as it may stand in a scalar of this style; `None` where it may not."""
    if not meant.isprintable():
        return None
    if style == "double":
        return "".join(_NEEDS_ESCAPE.get(char, char) for char in meant)
    if style == "single":
        return meant.replace("'", "''")
    if style == "plain" and (at == 0 or meant in "#:,[]{}" or raw[at - 1 : at] == "&"):
        return None
    return meant
