"""HTM005 raw-less-than."""

from lint.post.elements import KNOWN
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Span, replace, rule
from lint.rules.htm.foreign import html_tags

_WORD = regex(r"[a-z][a-z0-9]*\Z")


@rule("HTM005", severity="warning", in_text="<[^ !]")
def raw_less_than(document: Document) -> Issues:
    """Text in angle brackets is read as a tag and disappears.

    A browser reads `<the one thing >` as an element called `the` and displays nothing. The rule does not
    report custom elements (with a hyphen), elements of other vocabularies (with a colon), Markdown links such
    as `<https://…>`, elements that have an end tag, or posts without a source URL.

    ```html bad
    <p>⟦<the one thing >⟧ that matters</p>
    ```

    ```html fixed
    <p>&lt;the one thing > that matters</p>
    ```

    ```html good
    <noindex>rain</noindex>
    ```

    ```html good
    <my-element></my-element><o:p></o:p> <https://news.example.org/> `<the code>`
    ```

    The fix escapes the bracket as `&lt;`. It is unsafe because the element may be intended.
    """
    if document.content.names <= KNOWN or document.base is None:
        return  # posts written for the site may use its own elements
    closed = {tag.name for tag in document.content.tags if tag.closing}
    for tag in html_tags(document):
        name = tag.name
        if name not in KNOWN and name not in closed and _WORD.match(name):
            fix = replace(Span(tag.span.start, tag.span.start + 1), "&lt;", "write &lt;", unsafe=True)
            yield Issue(tag.span, f"<{name[:20]}> is not an HTML element; expected &lt; before text", fix)
