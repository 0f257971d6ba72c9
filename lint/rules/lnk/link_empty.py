"""LNK001 link-empty."""

from itertools import zip_longest

from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Span, rule

_MEANT = frozenset(("name", "id", "onclick", "role", "data-toggle", "tabindex"))


@rule("LNK001", severity="warning")
def link_empty(document: Document) -> Issues:
    """A link has no destination.

    An `<a>` with an empty `href`, or without one, looks like a link in some themes but does nothing. An `<a>`
    with a `name`, an `id` or a script handler is not reported: it is an anchor or a button.

    ```html bad
    <p>⟦<a href="">rain</a>⟧</p>
    ```

    ```html bad
    <p>⟦<a class="more">rain</a>⟧</p>
    ```

    ```html fixed
    <p>rain</p>
    ```

    ```html bad
    ⟦[rain]()⟧
    ```

    ```html good
    <p><a name="top"></a><a href="#top">up</a></p>
    ```

    The fix removes the tags and keeps the text. It is unsafe because a script may use the tags.
    """
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "link" and not link.value:
            yield Issue(link.tag, "the link has an empty destination")
    if "a" not in document.content.names:
        return
    anchors = [tag for tag in document.content.tags if tag.name == "a"]
    linked = {link.tag for link in document.links if link.attribute == "href" and link.value}
    for tag, end in zip_longest(anchors, anchors[1:]):
        if tag.closing or tag.span in linked:
            continue
        values = document.attributes(tag)
        if not _MEANT.isdisjoint(values):
            continue
        message = f"the link has {'an empty' if 'href' in values else 'no'} `href`"
        if end is None or not end.closing:
            yield Issue(tag.span, message)
        else:
            fix = Fix("remove the tags", (Edit(tag.span, ""), Edit(end.span, "")), Applicability.UNSAFE)
            yield Issue(Span(tag.span.start, end.span.end), message, fix)
