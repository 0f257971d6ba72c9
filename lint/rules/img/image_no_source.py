"""IMG002 image-no-source."""

from lint.rule import Document, Issue, Issues, Span, replace, rule
from lint.rules.bound_attributes import has_bound_attributes
from lint.rules.img.image_tag import LAZY_SOURCES, first_real, is_placeholder, value_of


@rule("IMG002", severity="error")
def image_no_source(document: Document) -> Issues:
    """An image has no source, or only a placeholder that a script would replace.

    Without the script of the original page, the reader sees nothing. A post without a source URL may have the
    script, so its placeholders are not reported. An `<img>` in a `<picture>` or with a `srcset` has its source
    there. Attributes that a component binds, such as `:src` or `{...props}`, may hold the source.

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

    ```html good
    <img :src="url"> <img v-bind:src="url"> <img {...props} />
    ```

    The fix uses the URL from the lazy-loading attribute. It is safe because the script would do the same.
    """
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "image" and not link.value:
            yield Issue(link.tag, "the image has no source")
    if "img" not in document.content.names:
        return
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
        lazy = first_real(document, found, LAZY_SOURCES)
        if lazy is None:
            if not value and not has_bound_attributes(document, tag):
                yield Issue(tag.span, "the image has no source")
        elif document.base is not None:
            content, message = document.raw(lazy.span), f"use the URL from `{lazy.name}`"
            fix = None
            if src is None:
                start = tag.attributes.start
                fix = replace(Span(start, start), f' src="{content}"', message)
            elif src.quote:
                fix = replace(src.span, content, message)
            span = src.span if src is not None and value else tag.span
            yield Issue(span, f"the image needs a script to load; expected the URL from `{lazy.name}`", fix)
