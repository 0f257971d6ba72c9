"""IMG001 srcset-placeholder."""

from lint.rule import Document, Issue, Issues, Span, Tag, delete, replace, rule
from lint.rules.img.image_tag import LAZY_SETS, first_real, is_placeholder, value_of


@rule("IMG001", severity="error", tags=("img", "source"), in_text="(?i:srcset)")
def srcset_placeholder(tag: Tag, document: Document) -> Issues:
    """A placeholder in `srcset` hides the real image.

    A lazy-loading script keeps a transparent pixel in `srcset` until it swaps in the real image. Without the
    script, the browser prefers `srcset` to `src`, and the reader sees nothing.

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

    The fix uses the `srcset` that was stored for the script, or removes the placeholder.
    """
    found = document.attributes(tag)
    srcset = found.get("srcset")
    if srcset is None or not is_placeholder(value_of(document, srcset)):
        return
    kept = first_real(document, found, LAZY_SETS)
    if kept is not None and kept.quote == srcset.quote:
        fix = replace(srcset.span, document.raw(kept.span), f"use the set from `{kept.name}`")
    else:
        before = document.raw(Span(tag.span.start, srcset.name_span.start)).rstrip(" \t\r\n")
        span = Span(tag.span.start + len(before), srcset.span.end + len(srcset.quote))
        fix = delete(span, "remove the placeholder")
    real = kept is not None or value_of(document, found.get("src"))
    yield Issue(srcset.span, "the `srcset` is a placeholder and hides the image", fix if real else None)
