"""LNK001 link-empty."""

from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Span, rule

_MEANT = frozenset(("name", "id", "onclick", "role", "data-toggle", "tabindex"))


@rule("LNK001", severity="warning")
def link_empty(document: Document) -> Issues:
    """A link leads nowhere.

    An `<a>` with an empty `href`, or with none, looks like a link in some themes and does nothing. One
    with a `name`, an `id` or a script's handler is an anchor or a button.

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

    The fix takes the tags away and keeps the text; it is unsafe, since a script may use them.
    """
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "link" and not link.value:
            yield Issue(link.tag, "the link has an empty destination")
    if "a" not in document.content.names:
        return
    tags = document.content.tags
    linked = {link.tag for link in document.links if link.attribute == "href" and link.value}
    for index, tag in enumerate(tags):
        if tag.name != "a" or tag.closing:
            continue
        if tag.span in linked:
            continue
        values = document.attributes(tag)
        if not _MEANT.isdisjoint(values):
            continue
        end = next((tags[at] for at in range(index + 1, len(tags)) if tags[at].name == "a"), None)
        what = "an empty href" if "href" in values else "no href"
        if end is None or not end.closing:
            yield Issue(tag.span, f"the link has {what}")
            continue
        fix = Fix("remove the tags", (Edit(tag.span, ""), Edit(end.span, "")), Applicability.UNSAFE)
        yield Issue(Span(tag.span.start, end.span.end), f"the link has {what}", fix)
