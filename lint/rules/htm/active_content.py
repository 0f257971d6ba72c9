"""HTM011 active-content."""

import re

from lint.post.html import attributes
from lint.rule import Document, Issue, Issues, Span, Tag, delete, rule

_DATA_SCRIPT = re.compile(r"application/(?:ld\+)?json|text/(?:template|x-)|math/tex", re.IGNORECASE)
# Classes of two letters: Python skips to them, but not to a letter in either case.
_HANDLER = re.compile(r"[oO][nN][a-zA-Z]\w*\s*=")
_BY_DESIGN = ("img", "source", "video", "audio", "picture")


@rule("HTM011", severity="warning")
def active_content(document: Document) -> Issues:
    """The article runs something in the reader's browser.

    Scripts, `on…` handlers, forms and `javascript:` links were part of the page it was copied from: in an
    archive they fail at best, and run a stranger's code at worst. Only posts with a source URL are judged. An `onerror` that swaps a broken image is
    by design, and data in a script is none.

    ```html bad
    <p>It rained.</p>⟦<script src="https://ads.example.org/a.js">⟧</script>
    ```

    ```html fixed
    <p>It rained.</p>
    ```

    ```html bad
    <a href="⟦javascript:void(0)⟧">rain</a> <p ⟦onclick⟧="go()">wind</p>
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" onerror="this.src='b.jpg'">
    ```

    The fix removes a script with what it holds, or a handler; it is unsafe, since it may be wanted.
    """
    if document.base is None:
        return  # a site of its own may want its scripts and forms
    text = document.text
    tags = document.content.tags
    for index, tag in enumerate(tags):
        if tag.closing:
            continue
        if tag.name == "script":
            found = {each.name: text[each.span.start : each.span.end] for each in attributes(text, tag)}
            if not _DATA_SCRIPT.match(found.get("type", "")):
                end = next((each for each in tags[index + 1 : index + 2] if each.closing), tag).span.end
                fix = delete(Span(tag.span.start, end), "remove the script", unsafe=True)
                yield Issue(tag.span, "the article runs a script", fix)
        elif tag.name == "form":
            yield Issue(tag.span, "the article has a form")
        elif tag.attributes.start < tag.attributes.end and _HANDLER.search(text, *tag.attributes):
            yield from _handlers(text, tag)
    for link in document.links:
        if link.kind in ("link", "frame") and link.value[:11].lower() == "javascript:":
            yield Issue(link.span, f"the {link.kind} runs a script")


def _handlers(text: str, tag: Tag) -> Issues:
    for attribute in attributes(text, tag):
        name = attribute.name
        if (
            attribute.span.start < attribute.span.end
            and name[:2] == "on"
            and name.isalpha()
            and not (tag.name in _BY_DESIGN and name in ("onerror", "onload"))
        ):
            start = attribute.name_span.start
            start -= text[start - 1] in " \t\r\n"
            span = Span(start, attribute.span.end + len(attribute.quote))
            fix = delete(span, "remove the handler", unsafe=True)
            yield Issue(attribute.name_span, f"<{tag.name}> runs a script: {name}", fix)
