"""HTM003 glued-tag."""

import re

from lint.rule import Document, Issue, Issues, Span, replace, rule

_GLUED = re.compile(
    r"(?P<name>a|abbr|article|aside|audio|b|blockquote|div|em|figcaption|figure|font|footer|form|h[1-6]|header|i|iframe"
    r"|img|input|label|li|link|main|nav|ol|p|pre|script|section|small|source|span|strong|table|tbody|td|th|tr|ul|video)"
    r"(?P<attribute>class|id|style|href|src|alt|title|width|height|data-[a-z-]+|align|target|rel|dir|lang|type|name)=[\x22\x27]"
)


@rule("HTM003", severity="error")
def glued_tag(document: Document) -> Issues:
    """A tag is glued to its first attribute.

    `<divclass="m-block">` is an element that no browser knows: its style is lost, and what should close it
    closes something else. A writer that joins lines makes them. The end tag that no longer matches is
    not reported again.

    ```html bad
    <div><⟦divclass⟧="m-block">rain</div></div>
    ```

    ```html fixed
    <div><div class="m-block">rain</div></div>
    ```

    ```html good
    <div class="m-block">rain</div> <my-divclass="x">wind</my-divclass>
    ```

    The fix parts them; it is unsafe, as every change of structure.
    """
    for tag in document.content.tags:
        match = _GLUED.match(tag.name) if "=" in tag.name else None
        if match is not None:
            start = tag.span.start + 1 + tag.closing
            name, attribute = match["name"], match["attribute"]
            at = start + len(name)
            fix = replace(Span(at, at), " ", "part them", unsafe=True)
            span = Span(start, at + len(attribute))
            yield Issue(span, f"<{name} is glued to its attribute {attribute}", fix)
