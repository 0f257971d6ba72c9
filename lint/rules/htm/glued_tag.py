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
    """The space between a tag name and its first attribute is missing.

    Browsers read `<divclass="m-block">` as an unknown element: its style is lost, and its end tag closes
    another element. This happens when a tool joins lines without a space. The end tag that no longer
    matches is not reported separately.

    ```html bad
    <div><⟦divclass⟧="m-block">rain</div></div>
    ```

    ```html fixed
    <div><div class="m-block">rain</div></div>
    ```

    ```html good
    <div class="m-block">rain</div> <my-divclass="x">wind</my-divclass>
    ```

    The fix inserts the space. It is unsafe because it changes the structure of the page.
    """
    for tag in document.content.tags:
        match = _GLUED.match(tag.name) if "=" in tag.name else None
        if match is not None:
            start = tag.span.start + 1 + tag.closing
            name, attribute = match["name"], match["attribute"]
            at = start + len(name)
            fix = replace(Span(at, at), " ", "insert a space", unsafe=True)
            span = Span(start, at + len(attribute))
            yield Issue(span, f"<{name}> is glued to its attribute `{attribute}`; expected a space", fix)
