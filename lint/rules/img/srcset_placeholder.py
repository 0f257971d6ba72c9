"""IMG001 srcset-placeholder."""

from lint.rule import Document, Issue, Issues, Span, Tag, delete, replace, rule
from lint.rules.img.image_tag import LAZY_SETS, is_placeholder, kept_for_script, value_of


@rule("IMG001", severity="error", tags=("img", "source"))
def srcset_placeholder(tag: Tag, document: Document) -> Issues:
    """The `srcset` holds a placeholder, which overrides the real image.

    A lazy-loading script puts a transparent pixel into `srcset` until it swaps in the real one. Without
    the script the browser prefers `srcset` to `src`, and the reader sees nothing.

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦data:image/gif;base64,R0lGODdh⟧" data-lazy-srcset="https://media.example.org/b.jpg 2x">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg 2x" data-lazy-srcset="https://media.example.org/b.jpg 2x">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg 2x">
    ```

    The fix puts the set that was kept for the script in its place, or removes the placeholder.
    """
    found = document.attributes(tag)
    srcset = found.get("srcset")
    if srcset is None or not is_placeholder(value_of(document, srcset)):
        return
    text = document.text
    kept = kept_for_script(document, found, LAZY_SETS)
    if kept is not None and kept.quote == srcset.quote:
        content = text[kept.span.start : kept.span.end]
        fix = replace(srcset.span, content, "write the set that was kept for a script")
    else:
        start = srcset.name_span.start
        while text[start - 1] in " \t\r\n":
            start -= 1
        fix = delete(Span(start, srcset.span.end + len(srcset.quote)), "remove the placeholder")
    real = kept is not None or value_of(document, found.get("src"))
    yield Issue(srcset.span, "the srcset is a placeholder, which hides the image", fix if real else None)
