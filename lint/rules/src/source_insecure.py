"""SRC005 source-insecure."""

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Match, replace, rule
from lint.rules.src.source_url import written

_FOUND = regex(
    r"\A(?:(?P<http>(?i:http))://|[A-Za-z]+://(?=[^/?#]+//))"  # http, or any scheme with two slashes
    r"(?:[^/?#]+(?P<slashes>//))?"
)


@rule("SRC005", severity="info", field="source", match=_FOUND)
def source_insecure(match: Match, field: Field, document: Document) -> Issues:
    """The source URL uses `http:`, or its path begins with two slashes.

    Most sites have moved to `https:` and redirect the old URL, if it still works at all. A path that begins
    with `//` comes from a script that joined the URL of a site and a path; strict servers treat it as a
    different page.

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

    The fix writes `https:`, or removes one slash. It is unsafe because the site may not support `https:`, or
    the empty path segment may be intended.
    """
    source = written(match, field, document)
    if match["http"]:
        span = source.span(*match.span("http"))
        fix = replace(span, "https", "write `https:`", unsafe=True) if source.start is not None else None
        yield Issue(span, "the source URL uses `http:`; expected `https:`", fix)
    if match["slashes"]:
        span = source.span(*match.span("slashes"))
        fix = replace(span, "/", "remove one slash", unsafe=True) if source.start is not None else None
        yield Issue(span, "the path of the source URL begins with '//'; expected one slash", fix)
