"""PRX006 proxy-target-not-encoded."""

from urllib.parse import quote

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.prx.proxied_image import cause_of, proxies_of

# Anchored, because a search is slow in long `data:` URLs.
_RAW = regex(r"\A[!-~]*+([^!-~]+)")


@rule("PRX006", severity="warning", of="image", raw=_RAW, in_links="proxies")
def proxy_target_not_encoded(match: Match, link: Link, document: Document) -> Issues:
    """The target of an image proxy contains unencoded characters.

    Browsers, feed readers and proxies encode raw CJK characters and spaces in different ways, and a URL in
    `srcset` ends at a space.

    ```html bad
    <img src="https://images.weserv.nl/?url=media.example.org/⟦雨⟧.jpg">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/%E9%9B%A8.jpg">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/%E9%9B%A8.jpg">
    ```

    The fix percent-encodes the characters as UTF-8.
    """
    if link.raw.isprintable() and proxies_of(link, document):
        span = link.span_of(match, 1)
        fix = replace(span, quote(match[1]), "percent-encode the characters")
        yield Issue(
            span,
            f"the target is not encoded at {match[1][:20]!r}; expected percent-encoding",
            fix,
            cause=cause_of(link),
        )
