"""IMG002 image-no-source."""

from lint.rule import Document, Issue, Issues, Span, replace, rule
from lint.rules.img.image_tag import LAZY_SOURCES, is_placeholder, kept_for_script, value_of


@rule("IMG002", severity="error")
def image_no_source(document: Document) -> Issues:
    """An image has no source, or a placeholder whose real one only a script knows.

    Without the script of the page it was copied from, the reader sees nothing; a post without a source URL
    may have the script. An `<img>` in a `<picture>`
    or with a `srcset` has its source there.

    ```html bad
    ⟦<img alt="rain">⟧
    ```

    ```html bad
    ⟦![rain]()⟧
    ```

    ```html bad
    <img src="⟦data:image/gif;base64,R0lGODdh⟧" data-src="https://media.example.org/a.jpg">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" data-src="https://media.example.org/a.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg"> <img srcset="https://media.example.org/b.jpg 2x">
    ```

    ```html good
    <img src="data:image/svg+xml;base64,PHN2Zy8+">
    ```

    The fix writes the URL that the lazy attribute holds; it is safe, since the script would do the same.
    """
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "image" and not link.value:
            yield Issue(link.tag, "the image has no source")
    if "img" not in document.content.names:
        return
    text = document.text
    in_picture = False
    for tag in document.content.tags:
        if tag.name == "picture":
            in_picture = not tag.closing
        if tag.name != "img" or tag.closing or in_picture:
            continue
        found = document.attributes(tag)
        src = found.get("src")
        value = value_of(document, src)
        srcset = value_of(document, found.get("srcset"))
        if (value and not is_placeholder(value)) or (srcset and not is_placeholder(srcset)):
            continue
        lazy = kept_for_script(document, found, LAZY_SOURCES)
        if lazy is not None and document.base is None:
            continue  # a site of its own may ship the script
        if lazy is None:
            if not value:
                yield Issue(tag.span, "the image has no source")
            continue
        content = text[lazy.span.start : lazy.span.end]
        if src is not None and src.quote:
            fix = replace(src.span, content, f"write what {lazy.name} holds")
        elif src is None:
            place = Span(tag.attributes.start, tag.attributes.start)
            fix = replace(place, f' src="{content}"', f"write what {lazy.name} holds")
        else:
            fix = None
        span = src.span if src is not None and value else tag.span
        yield Issue(span, f"the image's source is left to a script: expected what {lazy.name} holds", fix)
