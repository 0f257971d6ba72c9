"""IMG008 srcset-malformed."""

from collections import Counter

from lint.post.srcset import candidates, is_regular
from lint.rule import Applicability, Document, Fix, Issue, Issues, Severity, Tag, rule
from lint.rules.img.image_tag import is_placeholder, value_of
from lint.rules.img.srcset_faults import faults


@rule("IMG008", severity="warning", tags=("img", "source"), in_text="(?i:srcset)")
def srcset_malformed(tag: Tag, document: Document) -> Issues:
    """A browser cannot read a part of a `srcset`.

    A space ends the URL of a candidate. What follows, up to the comma, must be its width (`640w`, perhaps with
    a height `480h`) or its density (`2x`); browsers drop a candidate with anything else. So an image whose
    file name contains a space is never shown at that size. It is an error if no candidate is left and the
    image has no `src`. The faults of one `srcset` are reported once, with their number.

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦https://media.example.org/harbour (2).jpg 640w⟧, https://media.example.org/b.jpg 320w">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/harbour%20(2).jpg 640w, https://media.example.org/b.jpg 320w">
    ```

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg 320w, ⟦https://media.example.org/c.jpg 640⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg 320w, https://media.example.org/c.jpg 640w">
    ```

    ```html bad no-fix
    <img src="https://media.example.org/a.jpg" srcset="⟦https://media.example.org/a.jpg 1x 2x⟧">
    ```

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦https://media.example.org/b.jpg 1x https://media.example.org/c.jpg 2x⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg 1x, https://media.example.org/c.jpg 2x">
    ```

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦https://media.example.org/b.jpg,https://media.example.org/c.jpg 2x⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/b.jpg, https://media.example.org/c.jpg 2x">
    ```

    ```html bad
    <img src="https://media.example.org/a.jpg" srcset="⟦https://media.example.org/rain, wind.jpg 640w⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" srcset="https://media.example.org/rain,%20wind.jpg 640w">
    ```

    ```html good
    <img srcset="https://media.example.org/w_640,h_480/a.jpg 640w 480h, https://media.example.org/b.jpg 1280w">
    ```

    ```html good
    <img srcset="https://media.example.org/a.jpg, https://media.example.org/b.jpg 1.5x,https://media.example.org/c.jpg 2x">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" srcset="data:image/png;base64,iVBORw0KGgo= 1x">
    ```

    A `srcset` that mixes widths and densities is a note: browsers show it, but which candidate they choose
    differs. A placeholder is IMG001, and a `srcset` that a template completes is not judged.

    The fix encodes the spaces in a URL, or adds the missing comma, space or unit. It is safe where browsers drop
    the URL now and there is one way to read it.
    """
    srcset = document.attributes(tag).get("srcset")
    if srcset is None or srcset.span.start == srcset.span.end:
        return
    if is_regular(document.content.plain, srcset.span):
        return
    raw = document.raw(srcset.span)
    plain = document.content.plain
    if raw != plain[slice(*srcset.span)] or "{" in raw or (is_placeholder(raw) and ", " not in raw[:80]):
        return
    lost = sum(fault.is_lost for fault in faults(plain, srcset.span))
    sizes = Counter(each.size[-1:] for each in candidates(plain, srcset.span))
    is_seen = lost < sizes.total() or tag.name == "source"
    is_seen = is_seen or "picture" in document.content.names
    is_seen = is_seen or bool(value_of(document, document.attributes(tag).get("src")))
    found = False
    for fault in faults(plain, srcset.span):
        found = True
        applicability = Applicability.SAFE if fault.is_certain else Applicability.UNSAFE
        fix = Fix("mend the `srcset`", fault.edits, applicability) if fault.edits else None
        severity = None if is_seen else Severity.ERROR
        yield Issue(fault.span, fault.message, fix, severity, f"{tag.span.start}")
    if not found and len(sizes.keys() - {""}) > 1:
        message = "the `srcset` mixes widths and densities; expected one of them"
        yield Issue(srcset.span, message, severity=Severity.INFO)
