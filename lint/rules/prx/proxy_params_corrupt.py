"""PRX005 proxy-params-corrupt."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.prx.proxied_image import cause_of

_BROKEN = regex(r"#(?<!&#)(?<!&amp;#)0?38;")


@rule("PRX005", severity="warning", of="image", raw=_BROKEN)
def proxy_params_corrupt(match: Match, link: Link, document: Document) -> Issues:
    """A broken character reference separates the parameters of an image URL.

    `&#038;` lost its `&`, and the remaining `#038;` starts a fragment: the parameters after it never reach the
    server. WordPress writes `&#038;`, and scripts that split at `&` break it.

    ```html bad
    <img src="https://i0.wp.com/media.example.org/a.jpg?is-pending-load=1⟦#038;⟧ssl=1">
    ```

    ```html fixed
    <img src="https://i0.wp.com/media.example.org/a.jpg?is-pending-load=1&amp;ssl=1">
    ```

    ```html good
    <img src="https://i0.wp.com/media.example.org/a.jpg?w=1&#038;ssl=1">
    ```

    The fix replaces the broken reference with `&amp;`.
    """
    for each in _BROKEN.finditer(link.raw) if link.kind == "image" else ():
        span = link.span_of(each)
        meant = "&" if link.element == "front-matter" else "&amp;"
        fix = replace(span, meant, f"write `{meant}`")
        message = f"a broken `&#038;` cuts off the parameters; expected `{meant}`"
        yield Issue(span, message, fix, cause=cause_of(link))
