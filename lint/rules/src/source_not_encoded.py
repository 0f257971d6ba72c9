"""SRC003 source-not-encoded."""

import re
from urllib.parse import quote

from lint.rule import Document, Edit, Fix, Issue, Issues, Span, rule
from lint.rules.src.source_url import source_url

_RAW = re.compile(r"[^\x21-\x7e]+")
_HOST = re.compile(r"https?://[^/?#]*", re.IGNORECASE)


@rule("SRC003", severity="warning")
def source_not_encoded(document: Document) -> Issues:
    """The source URL holds characters that a URL may not.

    Raw CJK letters, blanks and no-break spaces are not allowed in a URL (RFC 3986, section 2): browsers
    repair them, feed readers, link checkers and Markdown do not. A host name may be written in its own
    script (IDN) and is not reported.

    ```yaml bad
    from: https://news.example.org/⟦港口⟧.html
    ```

    ```yaml fixed
    from: https://news.example.org/%E6%B8%AF%E5%8F%A3.html
    ```

    ```yaml bad
    from: https://news.example.org/rain⟦\u00a0⟧sun.html
    ```

    ```yaml good
    from: https://例子.example.org/%E6%B8%AF%E5%8F%A3.html
    ```

    The fix encodes the characters as UTF-8, as a browser would (WHATWG URL, path percent-encode set);
    it is safe, since it names the same page.
    """
    source = source_url(document)
    if source is None or (source.url.isascii() and " " not in source.url):
        return
    host = _HOST.match(source.url)
    if host is None:
        return
    places = [match.span() for match in _RAW.finditer(source.url, host.end())]
    if not places:
        return
    fix = None
    if source.exact:
        edits = tuple(
            Edit(Span(source.start + a, source.start + b), quote(source.url[a:b], safe="")) for a, b in places
        )
        fix = Fix("percent-encode the characters", edits)
    first, last = places[0][0], places[-1][1]
    shown = source.url[first : first + 20].replace("\u00a0", "U+00A0")
    yield Issue(
        source.span(first, last),
        f"the source URL is not encoded at {shown!r}: expected percent-encoding",
        fix,
    )
