"""SRC005 source-insecure."""

import re

from lint.rule import Document, Issue, Issues, replace, rule
from lint.rules.src.source_url import source_url

_DOUBLE_SLASH = re.compile(r"[A-Za-z]+://[^/?#]+//")


@rule("SRC005", severity="info")
def source_insecure(document: Document) -> Issues:
    """The source URL is `http:`, or its path begins with two slashes.

    Most sites have moved to https and answer the old address with a redirect, if at all. A path that
    begins with `//` comes of a script that joined a site and a path, and names another page on strict
    servers.

    ```yaml bad
    from: ⟦http⟧://news.example.org/a/1.html
    ```

    ```yaml fixed
    from: https://news.example.org/a/1.html
    ```

    ```yaml bad
    from: https://news.example.org⟦//⟧cn/1.html
    ```

    ```yaml good
    from: https://news.example.org/a/1.html
    ```

    The fix is unsafe: the site may not answer on https, or may mean the empty path segment.
    """
    source = source_url(document)
    if source is None:
        return
    url = source.url
    if url[:5].lower() == "http:" and url[5:7] == "//":
        span = source.span(0, 4)
        fix = replace(span, "https", "use https", unsafe=True) if source.exact else None
        yield Issue(span, "the source URL is http: expected https", fix)
    match = _DOUBLE_SLASH.match(url)
    if match is not None:
        span = source.span(match.end() - 2, match.end())
        fix = replace(span, "/", "remove one slash", unsafe=True) if source.exact else None
        yield Issue(span, "the path of the source URL begins with two slashes: expected one", fix)
