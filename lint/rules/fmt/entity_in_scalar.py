"""FMT009 entity-in-scalar."""

import html
from html.entities import html5

from lint.primitives.patterns import regex
from lint.rule import Document, Edit, Field, Fix, Issue, Issues, Match, Node, Severity, Span, rule

_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NEEDS_ESCAPE = {'"': '\\"', "\\": "\\\\"}


@rule("FMT009", severity="warning", field=("title", "author", "tags", "categories"), in_text=_ENTITY)
def entity_in_scalar(field: Field, document: Document) -> Issues:
    r"""A value contains an HTML entity.

    YAML is not HTML: `Tom &#38; Co` is read as exactly these twelve characters, and a template that escapes
    its output shows them to the reader. Where templates print it as it is, as Pelican's and some of Jekyll's do, it
    is a note, and so it is where a site of Jekyll has neither layouts nor a theme, which may print it either way.
    Entities of one value are reported once, with the number of places. The rule checks the title, author, tags and categories. It does not check the description, which
    may be HTML.

    ```yaml bad
    title: Tom ⟦&#38;⟧ Co
    ```

    ```yaml fixed
    title: Tom & Co
    ```

    ```yaml bad
    title: "She said ⟦&quot;⟧no&quot;"
    ```

    ```yaml fixed
    title: "She said \"no\""
    ```

    ```yaml good
    title: R&D; a history
    ```

    The fix replaces the entity with its character. It is safe because the entity has no other meaning, and is
    offered only where the character is allowed in the value as it is quoted.
    """
    for node in [field.node, *field.node.items]:
        if isinstance(node.value, str) and "&" in node.value and node.kind == "scalar":
            yield from _entities(document, node)


def _entities(document: Document, node: Node) -> Issues:
    for match in _ENTITY.finditer(document.text, *node.span):
        entity = match.group()
        if entity[1] != "#" and entity[1:] not in html5:
            continue
        char = html.unescape(entity)
        span = Span(*match.span())
        content = _escaped(char, node, match) if document.format == "yaml" else None
        fix = Fix(f"write {char}", (Edit(span, content),)) if content is not None else None
        severity = Severity.INFO if document.site.renders_entities else None
        message = f"the value contains the entity '{entity}'; expected {char!r}"
        yield Issue(span, message, fix, severity=severity, cause=str(node.span.start))


def _escaped(text: str, node: Node, match: Match) -> str | None:
    """Return `text` escaped for a scalar's style; `None` where it is not allowed there."""
    if not text.isprintable():
        return None
    if node.style == "double":
        return "".join(_NEEDS_ESCAPE.get(char, char) for char in text)
    if node.style == "single":
        return text.replace("'", "''")
    start = match.start()
    if node.style == "plain" and (
        start == node.span.start or text in "#:,[]{}" or match.string[start - 1] == "&"
    ):
        return None
    return text
