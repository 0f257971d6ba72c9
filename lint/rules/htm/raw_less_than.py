"""HTM005 raw-less-than."""

import re

from lint.post.elements import FOREIGN, KNOWN
from lint.rule import Document, Issue, Issues, Span, replace, rule
from lint.rules.htm.foreign import foreign_depth

_WORD = re.compile(r"[a-z][a-z0-9]*\Z")


@rule("HTM005", severity="warning")
def raw_less_than(document: Document) -> Issues:
    """Text stands in angle brackets and is lost as a tag.

    A browser takes `<the one thing >` for an element called `the` and shows nothing. Custom elements have
    a hyphen in their name, those of other vocabularies a colon, `<https://…>` is a link of Markdown, and what is
    closed again was meant as an element: none is reported.

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

    The fix writes `&lt;`; it is unsafe, since the element may be meant.
    """
    if document.base is None:
        return  # a site of its own may have elements of its own
    closed = {tag.name for tag in document.content.tags if tag.closing}
    foreign = 0  # other vocabularies have other elements
    for tag in document.content.tags:
        name = tag.name
        if name in FOREIGN:
            foreign = foreign_depth(document.text, tag, foreign)
        elif foreign == 0 and name not in KNOWN and name not in closed and _WORD.match(name):
            fix = replace(Span(tag.span.start, tag.span.start + 1), "&lt;", "write &lt;", unsafe=True)
            yield Issue(tag.span, f"<{name[:20]}> is no element: expected &lt; before text", fix)
