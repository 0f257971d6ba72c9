"""PRX006 proxy-target-not-encoded."""

import re
from urllib.parse import quote

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.prx.proxied_image import proxies_of

# Anchored, since a search is slow in long data: URLs.
_RAW = re.compile(r"\A[!-~]*+([^!-~]+)")


@rule("PRX006", severity="warning", of="image", raw=_RAW)
def proxy_target_not_encoded(match: Match, link: Link, document: Document) -> Issues:
    """The target of an image proxy holds characters that are not encoded.

    Browsers, feed readers and the proxy encode raw CJK characters and blanks in different ways, and a
    `srcset` ends its URL at a blank.

    ```html bad
    <img src="https://images.weserv.nl/?url=media.example.org/⟦雨⟧.jpg">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/%E9%9B%A8.jpg">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/%E9%9B%A8.jpg">
    ```

    The fix encodes them as UTF-8.
    """
    if link.raw.isprintable() and proxies_of(link, document):
        span = link.span_of(match, 1)
        fix = replace(span, quote(match[1]), "percent-encode it")
        yield Issue(span, f"the proxy's target is not encoded at {match[1][:20]!r}", fix)
